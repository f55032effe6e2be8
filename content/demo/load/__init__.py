"""Builds the sample district from data that have been read and checked. Whatever exists already is left alone."""
