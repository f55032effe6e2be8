"""Writes of the forums: each in one transaction, each telling search and people itself."""
