"""The pond in a page: its picture, the story beside it, its numbers and weeks."""
