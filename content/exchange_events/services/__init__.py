"""Writes about exchange events: each in one transaction, with the row of the event locked first."""
