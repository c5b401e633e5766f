"""Kindness Ripple: a group posts acts of kindness and watches each act's ripple grow.

The map, from the ground up. Each floor imports only from floors below it
(``tests/test_house.py`` holds this):

    language  texts for people in their language, for every floor
    domain    what a group is made of and what is true of it; no I/O, no clock, no chance
    network   acts -> places and numbers; pure
    store     a group's log, kept safe (TinyDB behind a five-verb protocol)
    live      a group as this process shares it: log -> history and pond
    actions   what people can do: check, then append to the log
    charts    places -> pictures (Altair)
    app, web  the pages (Streamlit) and the few routes that a page cannot do (Starlette)
"""

__version__ = "0.1.0"
