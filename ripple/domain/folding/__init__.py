"""What each event changes in a group: one function an event, found by its name."""
