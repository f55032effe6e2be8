"""Pages of moderators, and reporting a post. Every form works without a script."""
