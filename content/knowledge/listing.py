"""Listing pages of the knowledge bank."""


class ListingMixin:
    pass
