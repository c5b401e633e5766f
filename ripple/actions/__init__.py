"""What people can do: check on what is true now, then append to the log."""
