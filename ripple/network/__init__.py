"""Acts in, places and numbers out: pure, no clock and no chance of its own."""
