"""From which address a request or a socket comes, for what is counted by it."""

from collections.abc import Mapping
from typing import Any

from ripple.actions.rate_limits import asker_at


def client_address(scope: Mapping[str, Any]) -> str:
    """What counts as the address of whoever is at the other end of this ASGI connection (`asker_at`)."""
    client = scope.get("client")
    return asker_at(client[0] if client else None)
