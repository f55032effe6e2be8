"""Signing in with LINE or Google, where the office has keys for them. Opens accounts that exist, makes none."""
