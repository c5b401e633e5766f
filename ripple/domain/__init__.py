"""The ground: what a group is made of. No I/O, no clock, no chance."""
