"""What moderators do. Each action is one transaction, is logged, and done twice is done once."""
