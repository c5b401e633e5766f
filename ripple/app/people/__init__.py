"""The people in a page."""
