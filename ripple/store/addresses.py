"""Addresses of stores, as they are shown."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

POSTGRESQL = ("postgresql", "postgres")  # as PostgreSQL's own programs take them


def scheme_of(url: str) -> str:
    """What comes before the colon: which technology keeps the store."""
    return url.partition(":")[0]


def without_password(url: str) -> str:
    """The address without the password that it may hold, in whatever part of it."""
    if "//" not in url:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:  # no address at all: what of it is the password, nobody knows
        return f"{scheme_of(url)}://…"
    user, at, place = parts.netloc.rpartition("@")
    kept = [
        part for part in parts.query.split("&") if not part.lower().startswith(("password=", "sslpassword="))
    ]
    return urlunsplit(parts._replace(netloc=f"{user.partition(':')[0]}{at}{place}", query="&".join(kept)))
