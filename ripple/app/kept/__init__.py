"""What is kept of whom, as pages tell it: in short, and all of it."""
