"""StreamField blocks that every app may use, a file per family. Feature blocks live in their own app."""
