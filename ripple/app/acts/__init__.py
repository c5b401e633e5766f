"""Acts in a page: shared, shown, edited, asked about and read first."""
