"""Commands for those who change a theme's sources. The site itself runs without them: their results are committed."""
