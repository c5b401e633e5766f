"""Whether words might hurt somebody: reason enough to ask once, never to refuse.

The list is short on purpose. Lists catch few unkind texts and many kind ones, and those most
often of people who tell of something hard. So it holds only what is said *to* people in anger,
as whole words: no word for what somebody is, none that is a name or harmless in other texts.
"""

import re
import unicodedata

# What is written as it is casefolded, without apostrophes and with single spaces.
ENGLISH = (
    *("idiots?", "morons?", "losers?", "imbeciles?", "cretins?", "scumbags?", "dickheads?"),
    *("assholes?", "arseholes?", "bitch(es)?", "sluts?", "wankers?", "twats?"),
    *("shut up", "drop dead", "go to hell", "(i|we) (all )?hate (you|him|her|them)"),
    "(nobody|no one) (likes (you|him|her|them)|wants (you|him|her|them) here)",
)
GERMAN = (
    *("(voll)?idiot(en|in)?", "trottel", "vollpfosten", "arschl(och|öcher)", "schlampen?", "miststück"),
    *("mistkerle?", "hurensohn", "wichser", "spasti", "dummkopf", "blödmann"),
    *("halt (die klappe|die fresse|das maul)", "halts? maul", "verpiss dich"),
    *("(ich hasse|wir hassen) (dich|ihn|sie|euch)", "(niemand|keiner) mag (dich|ihn|sie|euch)"),
)
_HURTS = re.compile(rf"\b({'|'.join(ENGLISH + GERMAN)})\b")


def might_hurt(text: str) -> bool:
    """Whether the text holds a word or a phrase that is mostly meant to hurt (English and German)."""
    words = unicodedata.normalize("NFC", text).casefold().replace("’", "").replace("'", "")
    return bool(_HURTS.search(" ".join(words.split())))
