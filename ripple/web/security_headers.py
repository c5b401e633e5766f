"""What every answer tells the browser: nothing is loaded from anywhere else, nobody may frame us."""

from base64 import b64encode
from hashlib import sha256
from re import DOTALL, findall

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# What Streamlit's page needs: its own scripts, and those of our components, which it keeps as
# blobs; styles in the elements themselves. No address but the one that the page came from.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
    "Referrer-Policy": "same-origin",  # a link can hold a secret, and no-referrer hides the origin of a form
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
A_YEAR_S = 365 * 24 * 3600


class SecurityHeaders:
    """Add the same headers to every answer; ``page`` is the one whose own scripts may run."""

    def __init__(self, app: ASGIApp, page: str) -> None:
        self.app = app
        scripts = " ".join([POLICY["script-src"], *hashes_of_scripts(page)])
        policy = POLICY | {"script-src": scripts}
        self.headers = ALWAYS | {"Content-Security-Policy": "; ".join(map(" ".join, policy.items()))}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self.headers)
                headers.setdefault("Cache-Control", "no-store")
                if scope["scheme"] == "https":
                    headers["Strict-Transport-Security"] = f"max-age={A_YEAR_S}"
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def hashes_of_scripts(html: str) -> list[str]:
    """What a policy calls each script that stands in the page itself."""
    scripts = findall(r"<script>(.*?)</script>", html, DOTALL)
    return [f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts]
