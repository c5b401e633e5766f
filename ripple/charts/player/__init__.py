"""The player under a picture on water: its files, and what it has to know of a scene."""
