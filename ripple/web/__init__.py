"""The few HTTP routes that a page cannot do. Starlette only here and in the door."""
