"""What the forums show and take."""
