"""The command line: what the keeper of the machine can do without a browser."""
