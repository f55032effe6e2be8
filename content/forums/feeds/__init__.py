"""Atom feeds of categories and topics."""
