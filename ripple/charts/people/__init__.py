"""The picture of who was with whom."""
