"""Blanks in a document: they mean nothing to JSON, and give its text any checksum that is wanted.

Whether a blank is a space or a tab changes the CRC-32 of a text by a fixed pattern of bits. The patterns of
32 neighbours are independent of each other (they are one pattern times x^0, x^8, ..., x^248, and the CRC's
polynomial is primitive), so each of the 2^32 ways to choose them gives another checksum, and none is missing:

- what takes a document's place can always be given the checksum that the document had;
- blanks that chance chose make every checksum as likely as any other, whatever the document says. So once
  it is gone, with its blanks, the checksum tells nobody whether a guess at it was right.
"""

from __future__ import annotations

from secrets import token_bytes
from zlib import crc32

BLANKS = 32
_SPACES, _END = b" " * BLANKS, b"}"
_SWITCH = ord(" ") ^ ord("\t")
_EIGHT = [bytes(b" \t"[byte >> bit & 1] for bit in range(8)) for byte in range(256)]


def with_blanks(document: bytes) -> bytes:
    """The JSON object ``document`` with blanks before its last brace, as chance has it."""
    return b"%s%s}" % (document[:-1], b"".join([_EIGHT[byte] for byte in token_bytes(BLANKS // 8)]))


def has_blanks(document: bytes) -> bool:
    """Whether the JSON object ``document`` has them."""
    return len(document) > BLANKS + 1 and not document[-BLANKS - 1 : -1].strip(b" \t")


def in_place_of(old: bytes, document: bytes) -> bytes | None:
    """The JSON object ``document`` with blanks, as long as ``old`` and with its CRC-32; none if too long."""
    text = document[:-1].ljust(len(old) - BLANKS - 1) + _SPACES + _END
    if len(text) != len(old):
        return None
    tabs = _tabs(crc32(text) ^ crc32(old))
    return text[: -BLANKS - 1] + b"".join(_EIGHT[tabs >> at & 255] for at in range(0, BLANKS, 8)) + _END


def _tabs(wanted: int) -> int:
    """Which of the blanks must be tabs, as bits, to change the checksum by the bits ``wanted``."""
    tabs = 0
    while wanted:
        pattern, at = _PATTERNS[wanted.bit_length()]
        wanted, tabs = wanted ^ pattern, tabs ^ at
    return tabs


def _patterns() -> dict[int, tuple[int, int]]:
    """By its highest bit, what can be changed of the checksum, and by which tabs (Gauss's elimination)."""
    patterns: dict[int, tuple[int, int]] = {}
    nothing = crc32(bytes(BLANKS + 1))
    for at in range(BLANKS):
        switched = bytes(at) + bytes([_SWITCH]) + bytes(BLANKS - at)
        pattern, tabs = crc32(switched) ^ nothing, 1 << at
        while found := patterns.get(pattern.bit_length()):
            pattern, tabs = pattern ^ found[0], tabs ^ found[1]
        patterns[pattern.bit_length()] = pattern, tabs
    return patterns


_PATTERNS = _patterns()
