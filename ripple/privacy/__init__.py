"""What the app keeps, told to whoever it is about and to whoever answers for it."""
