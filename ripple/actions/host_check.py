"""What hosts alone may do begins with this."""

from __future__ import annotations

from ripple.domain.errors import NotAllowed
from ripple.live import LiveGroup


def must_be_host(live: LiveGroup, by: str, what: str) -> None:
    """Raise `NotAllowed` to do ``what`` unless ``by`` is a host of the group, as it is now."""
    live.catch_up()
    if not live.history.is_host(by):
        raise NotAllowed(by, what)
