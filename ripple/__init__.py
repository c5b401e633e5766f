"""Kindness Ripple: a group posts acts of kindness and watches each act's ripple grow.

The map of its packages: ``docs/how-it-is-built.md``.
"""

__version__ = "0.1.0"
