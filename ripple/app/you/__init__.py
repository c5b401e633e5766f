"""The page of one's own, part by part."""
