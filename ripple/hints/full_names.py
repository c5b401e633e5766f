"""Full names: a given name and a family name in a row, each known as one.

Capitals alone say too little: German writes every noun with one, English all of Maple Street, and Arabic
and Chinese nothing.
So both have to be in the lists beside this (`names_given.txt`, `names_family.txt`, from Faker 40.63;
`names_LICENSE.txt`): common names where the languages of the app are spoken, and Italian, Russian and Turkish
ones, whose bearers live there too; without months, and without family names that more often say where, when
or what (Park, May, Kuchen). Rare names are not found.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_BETWEEN = re.compile(r"\.?[ \u00a0]")
_PARTICLES = {
    *("de", "la", "del", "da", "do", "dos", "das", "di"),
    *("van", "von", "der", "den", "bin", "ibn", "al"),
}
MIDDLE = 3  # names and particles between the first and the last
# Family names of Slavic languages are too many to list, and end alike.
_SLAVIC = re.compile(
    r"\w{2,}(?:(?:sk|ck)(?:i|a|iego|iej|iemu)|(?:wicz|czyk|czak)(?:a|owi|em)?"
    r"|(?:енк[оау]|[сц]ьк(?:ий|а|ого|ої|ому|ій)|чук[ау]?))"
)
_HAN_FAMILY = (
    "王李张刘陈杨黄赵吴徐孙朱胡郭林罗郑梁宋唐冯邓曹彭董袁潘蒋蔡杜"
    "魏吕沈姚卢姜崔钟谭陆汪范廖贾韦傅邹孟秦邱尹薛闫侯龚邵"
)
_HAN_CALLED = re.compile(
    rf"(?:名叫|姓名[是：:]?|我叫|她叫|他叫)([{_HAN_FAMILY}][\u4e00-\u9fff]{{1,2}})(?![\u4e00-\u9fff])"
)
_HAN_TITLED = re.compile(
    rf"([{_HAN_FAMILY}](?:(?![的了给和与对向跟着很全新多些位个])[\u4e00-\u9fff]){{2}})(?=同学|先生|女士|小姐)"
)


@cache
def _listed(names: str) -> frozenset[str]:
    """The names in the file, one a word; read when the first question is asked."""
    return frozenset((files(__package__) / f"names_{names}.txt").read_text("utf-8").split())


@cache
def _han_listed() -> re.Pattern[str]:
    """A Chinese family name, and a given one of those in the file."""
    given = "|".join(name for name in sorted(_listed("given")) if "\u4e00" <= name[0] <= "\u9fff")
    return re.compile(rf"[{_HAN_FAMILY}](?:{given})")


def full_names(text: str) -> list[str]:
    """The full names in the ``text``, as they stand there."""
    return [*_spaced(text), *_han(text)]


def _spaced(text: str) -> list[str]:
    """Those of scripts that set names apart."""
    found, after = list[str](), 0
    words = list(_WORD.finditer(text))
    for at, word in enumerate(words):
        if word.start() < after or not _is_given(word[0]):
            continue
        last = None
        for before, one in zip(words[at:], words[at + 1 : at + MIDDLE + 2], strict=False):
            between = text[before.end() : one.start()]
            if not _BETWEEN.fullmatch(between) or (between[0] == "." and not _is_initial(before[0])):
                break
            if _is_family(one[0]):
                last = one
            elif not (_is_given(one[0]) or _is_initial(one[0]) or one[0] in _PARTICLES):
                break
        if last:
            after = last.end()
            found.append(text[word.start() : after])
    return found


def _han(text: str) -> list[str]:
    """Chinese ones, which nothing sets apart: where it is said that it is a name."""
    return list(
        dict.fromkeys(
            [
                match[match.lastindex or 0]
                for each in (_han_listed(), _HAN_CALLED, _HAN_TITLED)
                for match in each.finditer(text)
            ]
        )
    )


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isupper()


def _is_given(word: str) -> bool:
    return word in _listed("given") or (word[0] in "ولب" and word[1:] in _listed("given"))


def _is_family(word: str) -> bool:
    """Whether it is a family name, or the genitive of one."""
    bare = re.sub(r"['’]?s$|['’]$", "", word)
    listed = _listed("family")
    return word in listed or bare in listed or (word[0].isupper() and bool(_SLAVIC.fullmatch(word)))
