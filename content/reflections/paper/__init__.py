"""The sheet of paper: one A4 page, measured on its real layout."""
