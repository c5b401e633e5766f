"""E-mail and postal addresses. Of the latter only a street with its number, in the languages of the app."""

from __future__ import annotations

import re

_HAN = "\u3040-\u9fff"  # written without a space before and after an address
_IN = rf"[^\W{_HAN}]|[.+\-]"
_AT = r"[@＠]|\s?[(\[{]at[)\]}]\s?"
_DOT = r"\.|\s?[(\[{](?:dot|punkt|punto)[)\]}]\s?"
_EMAIL = re.compile(
    rf"(?<!{_IN})(?:{_IN}){{1,64}}(?:{_AT})(?:[^\W_](?:[\w\-]{{0,60}}[^\W_])?(?:{_DOT}))+[^\W\d_{_HAN}]{{2,20}}",
    re.IGNORECASE,
)


def _one_of(words: str, *, begins: bool = False) -> str:
    """One of the words; what ``begins`` an address may have a capital, but not all of them."""
    each = (re.escape(word) for word in words.split())
    return f"(?:{'|'.join(f'[{one[0].upper()}{one[0]}]{one[1:]}' if begins else one for one in each)})"


_CAPITAL = r"[^\W\d_a-zа-яіїєґß-öø-ÿ]"
_NAME = rf"\b{_CAPITAL}[^\W\d_]{{0,30}}(?:['’\-][^\W\d_]{{1,30}}){{0,3}}\.?"
_NAMES = rf"{_NAME}(?:\s{_NAME}){{0,3}}"
_OF = r"(?:(?:de|du|des|la|las|los|le|les|del|da|do|dos|das|e|y)\s|[dl]['’]){0,3}"
_COUNTED = r"(?![\w:€$%]|\s?(?:%|€|Uhr|Stunden|Minuten|Tage|Kinder))"  # no number of a house
_NUMBER = rf"\d{{1,4}}\s?[a-zA-Z]?(?:[\-/]\d{{1,3}}[a-zA-Z]?)?{_COUNTED}"
_NO = r"(?:(?:n\.?\s?[ºo°]|[Nn]úmero|#|núm\.)\s?)?"
_ENGLISH = _one_of(
    "Street St Road Rd Avenue Ave Lane Ln Drive Dr Close Court Ct Terrace Crescent Boulevard Blvd "
    "Grove Gardens Way Place Square Row Mews"
)
_WAY_SOMEWHERE = _one_of(
    "Heimweg Rückweg Hinweg Schulweg Umweg Radweg Gehweg Spielplatz Parkplatz Sportplatz Sitzplatz "
    "Arbeitsplatz Campingplatz Bolzplatz Startplatz Listenplatz Marktplatz"
)
_FRENCH = _one_of(
    "rue avenue av. boulevard bd place chemin allée impasse quai route cours square", begins=True
)
_IBERIAN = _one_of(
    "calle c/ avenida avda. av. plaza pza. paseo camino ronda rua r. travessa praça largo alameda estrada",
    begins=True,
)
_POLISH = r"(?:ul\.|ulic[ayęą]|al\.|alej[aię]|os\.|osiedl[eau]|pl\.|placu?)"
_UKRAINIAN = (
    r"(?:вул\.|вулиц\w{1,2}|просп\.|проспект[іу]?|пр-т|пров\.|провул\w{2,3}|бульвар[іу]?|б-р|площ[аіу])"
)
_ARABIC_NO = r"(?:(?:رقم|بناية|عمارة|منزل|بيت)\s(?:رقم\s)?)?"
_HAN_NO = r"[0-9０-９一二三四五六七八九十百]{1,5}\s?(?:号|號|弄)"

_STREETS = [
    re.compile(street)
    for street in (
        rf"(?<!\w)\d{{1,5}}[a-zA-Z]?,?\s{_NAME}(?:\s{_NAME}){{0,2}}?\s{_ENGLISH}\b\.?",  # 14 Maple Street
        r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[ABD-HJLNP-UW-Z]{2}\b",  # M1 1AE, as nothing else is written
        rf"\b[A-ZÄÖÜ][\w\-]{{0,40}}(?:straße|strasse|str\.|gasse|allee|chaussee|damm|ufer)\s{_NUMBER}",
        rf"{_NAME}[\s\-]{_one_of('Straße Strasse Str. Gasse Allee Platz Weg Ring Damm Ufer')}\s{_NUMBER}",
        rf"\b(?!{_WAY_SOMEWHERE})[A-ZÄÖÜ]\w{{1,40}}(?:weg|platz|ring)\s{_NUMBER}",  # Birkenweg 7
        rf"\b(?:Am|Im|An der|Auf der|Zum|Zur)\s[A-ZÄÖÜ]\w{{1,40}}\s{_NUMBER}(?=,\s\d{{5}}\b)",
        rf"(?<!\w)\d{{1,4}}(?:\s?(?:bis|ter|[a-dA-D]))?,?\s{_FRENCH}\s{_OF}{_NAMES}",  # 12 bis rue des Lilas
        # Calle de la Luna, 3; Avenida da Liberdade n.º 45
        rf"\b{_IBERIAN}\s?{_OF}{_NAMES}(?:\s(?:de|del|da|do|dos|das)\s{_NAMES})?,?\s{_NO}\d{{1,4}}\b(?![:h%])",
        rf"\b{_POLISH}\s{_NAMES}\s\d{{1,4}}[a-zA-Z]?(?:\s?(?:/|m\.)\s?\d{{1,4}})?\b",  # ul. Lipowa 5/12
        rf"\b{_UKRAINIAN}\s{_NAMES},?\s(?:буд\.\s?|будинок\s)?\d{{1,4}}(?:[\-/]?[а-яА-Я])?\b",
        rf"شارع\s(?:[^\W\d_]{{1,30}}\s){{0,2}}?[^\W\d_]{{1,30}}[،,]?\s{_ARABIC_NO}\d{{1,4}}(?!\w)",
        r"(?<!\w)\d{1,4}[،,]?\sشارع\s[^\W\d_]{1,30}(?:\s[^\W\d_]{1,30})?",
        rf"[\u4e00-\u9fff]{{1,8}}(?:路|街|大道|巷|弄|胡同|道)\s?{_HAN_NO}",  # 中山路88号
    )
]


def email_addresses(text: str) -> list[str]:
    """The e-mail addresses in the ``text``, as they stand there."""
    return [match[0] for match in _EMAIL.finditer(text)]


def postal_addresses(text: str) -> list[str]:
    """The streets with their numbers in the ``text``, as they stand there."""
    return [match[0].strip() for street in _STREETS for match in street.finditer(text)]
