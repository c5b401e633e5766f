"""Where somebody is, and how their browser asks for what is no page: on a connection that is kept."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from ssl import SSLContext
from urllib.parse import urlsplit

from tests.browser.nginx import WAY

AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"
# What a browser says of how it asks: for a page, and as the page's script does.
FOR_A_PAGE = "Accept: text/html,*/*;q=0.8\r\nSec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\n"
FROM_A_PAGE = "Accept: */*\r\nSec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\n"


@dataclass
class Place:
    """Where people are: the address, whose certificates are good there, and their browser's cookies."""

    url: str
    cookies: dict[str, str] = field(default_factory=dict)
    tls: SSLContext | None = None
    address: str = "127.0.0.1"  # of this machine, and each person's own: limits go by it

    @property
    def origin(self) -> str:
        return self.url.rstrip("/")

    @property
    def cookie(self) -> str:
        """The header that shows them."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    @property
    def process(self) -> str:
        """Of several, the one that nginx sends them to."""
        return self.cookies.get(WAY, "")[-1:]

    def keeps(self, head: bytes) -> None:
        """Keep the cookies that come with an answer."""
        for name, value in re.findall(rb"(?im)^set-cookie: ([^=]+)=([^;\r]*)", head):
            self.cookies[name.decode()] = value.decode()


class Asking:
    """Asks for one address after the other."""

    def __init__(self, place: Place) -> None:
        self._place, self._way = place, urlsplit(place.url)
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def page(self) -> None:
        """Ask for the page itself, once."""
        status, _ = await self.answer("", FOR_A_PAGE)
        self.close()
        assert status == 200, f"there is no page: {status}"

    async def answer(self, path: str, how: str = FROM_A_PAGE) -> tuple[int, bytes]:
        """The status that is answered, and what; 0 where nothing is."""
        asked = f"GET /{path} HTTP/1.1\r\nHost: {self._way.netloc}\r\nUser-Agent: {AGENT}\r\n"
        more = f"Accept-Language: en-GB,en;q=0.9\r\n{how}Cookie: {self._place.cookie}\r\n\r\n"
        try:
            reader, writer = self._streams = self._streams or await self._connected()
            writer.write(f"{asked}{more}".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            self._place.keeps(head)
            head = head.lower()
            length = re.search(rb"content-length: (\d+)", head)
            body = await reader.readexactly(int(length[1])) if length else b""
            if b"connection: close" in head:
                self.close()
        except (OSError, EOFError):
            self.close()
            return 0, b""
        return int(head.split(b" ", 2)[1]), body

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        host, port, here = str(self._way.hostname), self._way.port, (self._place.address, 0)
        return await asyncio.open_connection(host, port, ssl=self._place.tls, local_addr=here)

    def close(self) -> None:
        if self._streams:
            self._streams[1].close()
        self._streams = None
