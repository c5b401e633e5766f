"""Pictures to take along: as PNG, SVG, or a page that plays without a network."""
