"""What people call the columns of a table, in the languages that the app speaks.

Each word is written small. A column is known by its whole name, or else by a word in it: the question of a
form ("What kindness happened?") names the thing in passing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ripple.actions.files.act_rows import FIELDS

# By field of an act. "name" alone is who tells: forms ask for it, and nobody signs what comes from a file.
NAMES: Mapping[str, tuple[str, ...]] = {
    "posted_at": (
        *("completion time", "created at", "timestamp", "date and time", "submitted at", "posted at", "date"),
        *(
            "time",
            "when",
            "day",
            "created",
            "posted",
            "zeitstempel",
            "datum",
            "abschlusszeit",
            "zeit",
            "wann",
        ),
        *("tag", "erstellt am", "marca temporal", "fecha", "hora", "cuándo", "cuando", "día", "horodateur"),
        *("heure de fin", "heure", "quand", "jour", "carimbo de data/hora", "data", "quando", "dia"),
        *("sygnatura czasowa", "godzina ukończenia", "kiedy", "czas", "dzień", "позначка часу", "дата"),
        *("коли", "час", "день", "طابع زمني", "التاريخ", "تاريخ", "الوقت", "متى", "时间戳记", "完成时间"),
        *("日期", "时间", "提交时间"),
    ),
    "told_by": (
        *("your name", "told by", "contributor name", "author", "name", "who", "from", "sender", "posted by"),
        *("creator", "dein name", "ihr name", "autor", "autorin", "von", "wer", "absender", "tu nombre"),
        *("nombre", "quién", "quien", "de", "votre nom", "ton nom", "nom", "auteur", "qui", "seu nome"),
        *("nome", "quem", "imię", "twoje imię", "nazwisko", "kto", "od", "ім’я", "ім'я", "імʼя", "хто"),
        *("від", "الاسم", "اسمك", "من", "المرسل", "姓名", "名字", "你的名字", "作者", "谁"),
    ),
    "to": (
        *("to whom", "to", "for whom", "for", "recipient", "receiver", "an wen", "für wen", "an", "für"),
        *("empfänger", "empfängerin", "a quién", "a quien", "para quién", "para", "à qui", "pour qui"),
        *("pour", "destinataire", "para quem", "a quem", "destinatário", "komu", "dla kogo", "кому"),
        *("для кого", "إلى من", "لمن", "إلى", "给谁", "对谁", "收件人"),
    ),
    "by": ("by", "by whom", "giver", "who was kind", "wer war freundlich", "谁做的"),
    "text": (
        *("text", "body", "message", "kindness", "act of kindness", "what happened", "act", "story", "words"),
        *("post", "comment", "description", "deed", "nachricht", "freundlichkeit", "was ist passiert"),
        *("was ist geschehen", "beitrag", "geschichte", "gute tat", "mensaje", "texto", "amabilidad"),
        *("bondad", "qué pasó", "gentileza", "mensagem", "o que aconteceu", "bondade", "texte"),
        *("gentillesse", "que s’est-il passé", "que s'est-il passé", "treść", "wiadomość", "życzliwość"),
        *("co się stało", "dobry uczynek", "текст", "повідомлення", "доброта", "що сталося", "النص"),
        *("الرسالة", "رسالة", "اللطف", "ماذا حدث", "内容", "善意", "留言", "发生了什么", "善举"),
    ),
    "id": (
        "id",
        "number",
        "no",
        "no.",
        "nr",
        "nr.",
        "#",
        "nummer",
        "número",
        "numéro",
        "numer",
        "номер",
        "编号",
    ),
    "inspired_by": ("inspired by", "inspired_by", "answers", "in reply to"),
}
# Nothing of this comes in: who it leads to, or that a program wrote it for itself.
_LEFT_OUT = re.compile(
    r"e-?mail|correo|courriel|phone|telefon|teléfono|адрес|пошта|البريد|邮箱|updated|modified"
    r"|start time|startzeit|attachment|anhang|section|subject|department|score|punkte|points",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[^\w’'ʼ#./-]+")


def plain(name: str) -> str:
    """A column's name without signs around it: "What happened?" is "what happened"."""
    return _SIGNS.sub(" ", name.replace("_", " ")).strip().casefold()


def fit(name: str, field: str) -> int:
    """How surely a column of this name is that field: 0 for not at all, and the more the surer."""
    words = plain(name)
    if not words or _LEFT_OUT.search(words):
        return 0
    known = NAMES.get(field, ())
    if words == field.replace("_", " "):
        return 300
    if words in known:
        return 200 - known.index(words)
    inside = [at for at, one in enumerate(known) if len(one) > 2 and re.search(rf"\b{re.escape(one)}", words)]
    return 90 - min(inside) if inside else 0


def is_header(cell: str) -> bool:
    """Whether a cell is what people call a column, and not something that they write in one."""
    words = plain(cell)
    return any(words in known for known in NAMES.values()) or words.replace(" ", "_") in FIELDS
