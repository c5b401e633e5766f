"""The pond's picture: its chart, its scene, what is said while it grows."""
