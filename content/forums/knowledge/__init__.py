"""From talk to knowledge: drafting an item from the posts of a topic."""
