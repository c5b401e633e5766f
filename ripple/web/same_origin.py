"""Only pages of this app may talk to it."""

import logging
import socket
from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from ripple.web.server_pages import foreign

POLICY_VIOLATION = 1008  # RFC 6455, 7.4.1
# Endings of names that no public name server gives out: RFC 6761, 6762 and 8375, ICANN 2024, and habit.
NOBODY_S = ("localhost", "local", "home.arpa", "internal", "lan", "home", "corp")

log = logging.getLogger(__name__)


class SameOriginOnly:
    """Refuse what a page of another site sends, before Streamlit sees it.

    Streamlit checks origins too, but asks an outside service for the machine's address before
    it says yes or no to one that it does not know. What passes here is of this very address,
    so it goes on as one that Streamlit knows; a socket as it came, which Streamlit compares with
    the address itself, and with the one that an organisation's sign-in is good for.

    A page of an attacker's could also come from a name of their own that they let lead here since
    (DNS rebinding), so that its origin is this very address. Such a page comes without encryption:
    for a name that leads elsewhere nobody here has the key. So it is refused, unless the app is
    opened by an address, a name that only the own network knows, the machine's or one of ``names``.
    """

    def __init__(self, app: ASGIApp, names: Collection[str] = ()) -> None:
        self.app = app
        self.names = {name.lower() for name in (*names, socket.gethostname())}
        self.told = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            headers = Headers(scope=scope)
            if not is_own(scope, headers) or self._may_be_led_here(headers.get("origin", "")):
                await _refusal(scope)(scope, receive, send)
                return
            if headers.get("origin", "").startswith("https:") and scope["scheme"] == "http":
                scope["scheme"] = "https"  # a server in front took the encryption off, and did not say so
            if scope["type"] == "http" and "origin" in headers:
                kept = [(name, value) for name, value in scope["headers"] if name != b"origin"]
                scope = {**scope, "headers": [*kept, (b"origin", b"http://localhost")]}
        await self.app(scope, receive, send)

    def _may_be_led_here(self, origin: str) -> bool:
        """Whether the page has a name that somebody elsewhere can let lead to this machine."""
        if not may_be_led_anywhere(origin, self.names):
            return False
        if not self.told:  # once, for a keeper who wonders, and without the name: somebody else chose it
            self.told = True
            log.warning(
                "Refused a page with a public name and without TLS. If the name is this app's own, let the "
                "app know it by RIPPLE_NAMES, or open the page by the machine's address or over TLS."
            )
        return True


def may_be_led_anywhere(origin: str, known: Collection[str]) -> bool:
    """Whether the page came unencrypted from a public name that is not among the ``known``."""
    scheme, _, rest = origin.partition("://")
    try:
        name = (urlsplit(f"//{rest}").hostname or "").rstrip(".")
    except ValueError:  # no browser says that
        return True
    if scheme != "http" or name in known or "." not in name:
        return False
    return not _is_address(name) and not name.endswith(tuple(f".{ending}" for ending in NOBODY_S))


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def is_own(scope: Scope, headers: Headers) -> bool:
    """Whether it comes from a page of ours, or changes nothing and comes from no page at all.

    With everything that changes something, browsers say which page it comes from. A proxy may
    have taken the encryption off, but nothing puts it on: over it no plain page is ours.
    """
    if "origin" not in headers:
        return scope["type"] == "websocket" or scope["method"] in ("GET", "HEAD", "OPTIONS")
    schemes = ("https", "http") if scope["scheme"] in ("http", "ws") else ("https",)
    return headers["origin"] in [f"{scheme}://{headers.get('host')}" for scheme in schemes]


def _refusal(scope: Scope) -> ASGIApp:
    if scope["type"] == "websocket":
        return WebSocketClose(POLICY_VIOLATION)
    return HTMLResponse(foreign(), status_code=403)
