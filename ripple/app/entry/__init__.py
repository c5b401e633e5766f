"""Before somebody is in a group: a sample, starting one, the organisation's sign-in."""
