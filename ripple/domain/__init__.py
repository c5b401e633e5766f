"""The ground: what a group is made of. Standard library only; no I/O, no clock, no chance."""
