"""Moderators at work: the queue, sanctions, moving, merging and splitting, the log."""
