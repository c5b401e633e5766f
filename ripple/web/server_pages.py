"""The pages that the server answers with: before a sign-in link is used, and where something is amiss."""

from html import escape
from pathlib import Path
from string import Template

from ripple.domain.errors import SlowDown
from ripple.formats import Number
from ripple.language import direction, ngettext, tag
from ripple.language import gettext as _
from ripple.typed import typed
from ripple.words import in_words

_PAGE = Template(Path(__file__).with_suffix(".html").read_text(encoding="utf-8"))


def doorstep(name: str, group: str, instead_of: str | None = None) -> str:
    """A page that asks whether to come into ``group`` as ``name``, ``instead_of`` who one is there now."""
    says = [_("This link signs this browser in to {group} as {name}. It works once.")]
    if instead_of:
        says.append(
            _(
                "In this browser you are {other} in that group. If you come in as {name}, "
                "you are {name} instead."
            )
        )
    says.append(_("You did not ask for it, or this is not you? Then just close this page."))
    names = {"name": typed(name), "group": typed(group), "other": typed(instead_of or "")}
    question = _("Come in as {name}?").format(**names)
    return _page(question, [sentence.format(**names) for sentence in says], _button(_("Come in")))


def closed(why: str) -> str:
    """A page that says ``why`` nobody can come in just now; its button tries the same once more."""
    says = [escape(why), _("Your link still works: it was not used up.")]
    return _page(_("Not just now"), says, _button(_("Try again")))


def busy(wait_s: int) -> str:
    """A page for who asks for a picture while many wait for theirs."""
    says = [
        _("A picture of yours is being drawn already, or many others wait for theirs."),
        ngettext(
            "Please try again in about {count} second.", "Please try again in about {count} seconds.", wait_s
        ).format(count=Number(wait_s)),
    ]
    return _page(_("One moment"), says, _link("", _("Try again")))


def too_fast(wait: SlowDown) -> str:
    """A page for who asked again and again, and how long they have to ``wait``."""
    return _page(_("One moment"), [escape(in_words(wait))], _link("", _("Try again")))


def foreign() -> str:
    """A page for what comes from a page that is none of this app's, as far as it knows."""
    says = _(
        "It came from a page that is not known here as one of this app’s own. Please open the app anew by "
        "its address. If that does not help, whoever runs the app can set it right."
    )
    return _page(_("This did not work"), [says], _link("/", _("Go to the first page")))


def broken() -> str:
    """A page in place of one that broke."""
    says = _("Something went wrong on our side. What was shared is safe; please load the page again.")
    return _page(_("Not just now"), [says], _link("/", _("Go to the first page")))


def lost() -> str:
    """A page for an address that leads nowhere."""
    says = [_("There is nothing at this address. Could a letter be missing, or one too many?")]
    return _page(_("Nothing here"), says, _link("/", _("Go to the first page")))


def _link(where: str, words: str) -> str:
    return f'<a class="button" href="{where}">{words}</a>'


def _button(words: str) -> str:
    return f'<form method="post"><button type="submit">{words}</button></form>'


def _page(question: str, says: list[str], way: str) -> str:
    return _PAGE.substitute(
        language=tag(),
        direction=direction(),
        title=_("Kindness Ripple"),
        about=_("Share small acts of kindness with your group, and see how one leads to the next."),
        question=question,
        says="".join(f"<p>{sentence}</p>" for sentence in says),
        way=way,
    )
