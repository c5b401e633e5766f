"""Telephone numbers, as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phonenumbers import PhoneNumberMatcher, PhoneNumberType, number_type

# Where the languages of the app are spoken: there a number is written without its country. Not where a number
# is of eight digits, as two years are (2025/2026).
REGIONS = (
    "DE AT CH GB IE US AU NZ ZA IN FR BE ES MX AR CO CL PE VE EC PL PT BR UA EG SA AE MA DZ IQ JO SY CN TW TR"
)
# A help line belongs to nobody: it is there to be passed on.
_NOBODY_S = {
    *(PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST),
    *(PhoneNumberType.UAN, PhoneNumberType.VOICEMAIL),
}
TRIES = 60  # what may be a number and is none, in one text: whoever writes more plays with us
_FREE = re.compile(r"[01]?[89]0")  # as they begin nearly everywhere
_MAY_BE = re.compile(r"\d(?:[\s().\-‐-―/·]{0,3}\d){6}")
# A short one, without its area: known by what stands before it.
_WORDS = (
    "tel telephone phone mobile whatsapp telefon telefonnummer handy handynummer téléphone portable teléfono "
    "móvil celular telefone telemóvel telefonu numer "
    "тел телефон телефону моб هاتف الهاتف هاتفي جوال الجوال رقم رقمي"
)
_CALLED = re.compile(
    rf"(?:\b(?:{'|'.join(_WORDS.split())})\b|[☎📞📱]\ufe0f?|电话|手机|号码)"
    r"[^\w\n]{0,4}(?:(?:is|ist|est|es|é|to|це|هو)\b|号|号码|是)?[^\w\n]{0,4}(\d(?:[\s.\-/]?\d){5,11})(?!\d)",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:\d{4}|\d{2})|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?:[\s,]{1,3}\d{1,2}(?:[.:]\d{2})?)?"
)
_YEARS = re.compile(r"(?:19|20)\d\d\W{1,3}(?:19|20)\d\d")
_COUNTED = re.compile(r"\d{1,2}(?:[\s.]\d{3}){2,}")  # 12 345 678 steps
_NONE = (_DAY, _YEARS, _COUNTED)


def telephone_numbers(text: str) -> list[str]:
    """The numbers in the ``text`` that somebody may be called by, as they stand there, in their order."""
    found = [match.span(1) for match in _CALLED.finditer(text)]
    nobody_s = set()
    for region in REGIONS.split() if _MAY_BE.search(text) else ():
        for match in PhoneNumberMatcher(text, region, max_tries=TRIES):
            found.append((match.start, match.end))
            if number_type(match.number) in _NOBODY_S and _FREE.match(re.sub(r"\D", "", match.raw_string)):
                nobody_s.add((match.start, match.end))
    somebody_s = [span for span in found if span not in nobody_s]
    return [words for words in _apart(text, somebody_s) if not any(one.fullmatch(words) for one in _NONE)]


def _apart(text: str, spans: list[tuple[int, int]]) -> Iterator[str]:
    """What stands at the ``spans``, and of those that lie over each other the first and longest."""
    after = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= after:
            after = end
            yield text[start:end]
