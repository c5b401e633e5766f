"""Everything that is kept: each field that a log can hold, and what there is outside of the logs.

Pages and papers are made from these rows. `tests/privacy/test_fields.py` fails where a field of an entry is
in none of them.
"""

from __future__ import annotations

from ripple.language import N_
from ripple.privacy.categories import Kept, SeenBy, Until, Whose, Why


def _row(what: str, about: tuple[Whose, Why, Until, SeenBy], *fields: str) -> Kept:
    """A row about these fields, each string of which is a class and what of it: ``Act text kind``; the
    class of every entry is called ``*``."""
    named = [f"{cls}.{name}" for cls, *names in map(str.split, fields) for name in names]
    return Kept(tuple(named), what, *about)


def _thing(what: str, about: tuple[Whose, Why, Until, SeenBy], *places: str) -> Kept:
    """A row about what has no fields: where it lies, and under which name."""
    return Kept(places, what, *about)


IN_THE_LOG: tuple[Kept, ...] = (
    _row(
        N_("The words of an act"),
        (Whose.TELLER, Why.SHARE, Until.WORDS_GO, SeenBy.EVERYBODY),
        "Act text",
    ),
    _row(
        N_(
            "What was said about an act: its kind, its day, its language, whether face to face, and that "
            "it was edited"
        ),
        (Whose.TELLER, Why.SHARE, Until.WORDS_GO, SeenBy.EVERYBODY),
        "Act kind happened_on face_to_face language edited_at",
    ),
    _row(
        N_("Whether somebody received, saw or did it"),
        (Whose.TELLER, Why.SHARE, Until.WORDS_GO, SeenBy.WHERE_SIGNED),
        "Act voice",
    ),
    _row(
        N_("Whom an act names: who was kind, and to whom"),
        (Whose.NAMED, Why.SHARE, Until.NAMED_NO_MORE, SeenBy.EVERYBODY),
        "Act givers receivers",
        "Person name member counts",
    ),
    _row(
        N_("Who signed an act, or told it in a file that was brought in"),
        (Whose.TELLER, Why.SHARE, Until.WORDS_GO, SeenBy.EVERYBODY),
        "Act author told_by",
    ),
    _row(
        N_("How a browser recognises the unsigned acts that were shared in it; it leads to nobody"),
        (Whose.TELLER, Why.LOOK_AFTER, Until.WORDS_GO, SeenBy.NOBODY),
        "Act claim",
    ),
    _row(
        N_("The drop of an act without its words: when it was shared, what inspired it, and how"),
        (Whose.TELLER, Why.WHOLE, Until.GROUP_GOES, SeenBy.EVERYBODY),
        "ActPosted act",
        "ActEdited act",
        "Act id posted_at inspired_by how erased",
    ),
    _row(
        N_("What became of an act: whether it waits, is out of sight, was let through, or is gone"),
        (Whose.TELLER, Why.LOOK_AFTER, Until.GROUP_GOES, SeenBy.POSTER_AND_HOSTS),
        "ActPosted waits",
        "ActEdited waits revives",
        "ActErased act declined answers",
        "ActApproved act",
        "ActHidden act",
        "ActRestored act",
    ),
    _row(
        N_("Which acts were brought in together, so that they can be taken back together"),
        (Whose.GROUP, Why.LOOK_AFTER, Until.GROUP_GOES, SeenBy.HOSTS),
        "ActPosted brought",
        "ActEdited brought",
        "ImportBegun brought",
        "ImportUndone brought",
    ),
    _row(
        N_("Who thanked for an act, and how"),
        (Whose.MEMBER, Why.THANK, Until.NUMBER_STAYS, SeenBy.POSTER),
        "ActThanked by act warmth",
    ),
    _row(
        N_("Who asked the hosts to look at an act"),
        (Whose.MEMBER, Why.LOOK_AFTER, Until.NUMBER_STAYS, SeenBy.HOSTS_WHERE_NAMED),
        "ActReported by act hides named",
    ),
    _row(
        N_("Why they asked"),
        (Whose.MEMBER, Why.LOOK_AFTER, Until.DECIDED, SeenBy.HOSTS),
        "ActReported why",
    ),
    _row(
        N_("The name that somebody has in the group"),
        (Whose.MEMBER, Why.KNOWN, Until.NAME_GOES, SeenBy.EVERYBODY),
        "MemberJoined name",
        "MemberAdmitted name",
        "MemberRenamed name",
    ),
    _row(
        N_("That somebody came, waited, was let in, became a host, got another name or went"),
        (Whose.MEMBER, Why.KNOWN, Until.NUMBER_STAYS, SeenBy.EVERYBODY),
        "MemberJoined member host waits",
        "MemberAdmitted member",
        "MemberWaits member",
        "MemberGone member",
        "MemberErased member",
        "MemberRenamed member",
        "HostNamed member host",
    ),
    _row(
        N_("Who asked for the end of the group, or kept it"),
        (Whose.HOST, Why.LOOK_AFTER, Until.NUMBER_STAYS, SeenBy.HOSTS),
        "EndAsked by",
        "EndStopped by",
    ),
    _row(
        N_("Who decided something else for the group"),
        (Whose.HOST, Why.LOOK_AFTER, Until.NUMBER_STAYS, SeenBy.NOBODY),
        "GroupRenamed by",
        "CodeRenewed by",
        "SettingsChanged by",
        "MemberAdmitted by",
        "MemberWaits by",
        "MemberGone by",
        "HostNamed by",
        "ActApproved by",
        "ActHidden by",
        "ActRestored by",
        "ImportBegun by",
        "ImportUndone by",
    ),
    _row(
        N_("Which browsers and links sign somebody in, as a hash: a number that nobody can come in with"),
        (Whose.MEMBER, Why.SIGN_IN, Until.NUMBER_STAYS, SeenBy.NOBODY),
        "LinkIssued member link_hash expires_at",
        "SignedIn member token_hash link_hash",
        "SignedOut member token_hash spared",
    ),
    _row(
        N_(
            "Where a school or firm signs people in: who they are there, as a hash that tells nothing "
            "without its key"
        ),
        (Whose.MEMBER, Why.SIGN_IN, Until.UNLINKED, SeenBy.NOBODY),
        "IdentityLinked member identity",
        "IdentityUnlinked member",
        "IdentityListed identity group",
    ),
    _row(
        N_("The group’s name"),
        (Whose.GROUP, Why.KNOWN, Until.RENAMED, SeenBy.INVITED),
        "GroupStarted name",
        "GroupRenamed name",
    ),
    _row(
        N_("The invitations to the group, and that there was a group with this number"),
        (Whose.GROUP, Why.INVITE, Until.APP_GOES, SeenBy.EVERYBODY),
        "GroupStarted code secret",
        "CodeRenewed code secret",
        "GroupListed group code secret",
        "GroupUnlisted group",
    ),
    _row(
        N_("How the group does things, as its hosts chose"),
        (Whose.GROUP, Why.DO_THINGS, Until.GROUP_GOES, SeenBy.EVERYBODY),
        "GroupStarted language ask_private",
        "SettingsChanged settings approve_newcomers approve_acts unsigned people_page ask_kindly ask_private",
        "SettingsChanged keep_days keep_until language kinds_on kinds_off",
        "SettingsChanged rests_until quiet_from quiet_to zone",
        "Settings approve_newcomers approve_acts unsigned kinds people_page ask_kindly keep_days language",
        "Settings ask_private keep_until rests_until quiet_from quiet_to zone",
    ),
    _row(
        N_("For everything that happened, a number and the time, and whether its words were erased"),
        (Whose.MEMBER, Why.ORDER, Until.GROUP_GOES, SeenBy.NOBODY),
        "* id at",
        "GroupStarted erased",
        "GroupRenamed erased",
        "MemberJoined erased",
        "MemberRenamed erased",
    ),
)

OUTSIDE: tuple[Kept, ...] = (
    _thing(
        N_("In your browser: what signs you in to a group (a cookie)"),
        (Whose.MEMBER, Why.SIGN_IN, Until.LAST_VISIT, SeenBy.THIS_BROWSER),
        "cookie: ripple_…",
        "cookie: __Host-ripple_…",
    ),
    _thing(
        N_("In your browser: the language that you chose (a cookie)"),
        (Whose.VISITOR, Why.COMFORT, Until.YEAR, SeenBy.THIS_BROWSER),
        "cookie: kindness-ripple-language",
    ),
    _thing(
        N_("In your browser: a number that shows that what you send comes from this page (a cookie)"),
        (Whose.VISITOR, Why.SAFE, Until.BROWSER_CLOSES, SeenBy.THIS_BROWSER),
        "cookie: _streamlit_xsrf",
    ),
    _thing(
        N_("In your browser, where a school or firm signs people in: what it said about you (a cookie)"),
        (Whose.VISITOR, Why.SIGN_IN, Until.HOUR, SeenBy.THIS_BROWSER),
        "cookie: _streamlit_user…",
        "cookie: _streamlit_session",
        "cookie: invited_with",
    ),
    _thing(
        N_("In your browser: words that are not shared yet, and how you looked at the pond"),
        (Whose.VISITOR, Why.NOTHING_LOST, Until.TAB_CLOSES, SeenBy.THIS_BROWSER),
        "sessionStorage: ripple words of …",
        "sessionStorage: pond …",
    ),
    _thing(
        N_("In your browser: whether the page is light or dark"),
        (Whose.VISITOR, Why.COMFORT, Until.BROWSER_CLEARED, SeenBy.THIS_BROWSER),
        "localStorage: stActiveTheme…",
        "localStorage: sidebar…",
    ),
    _thing(
        N_("In the computer’s memory: what you are typing, and a file while it is brought in"),
        (Whose.VISITOR, Why.NOTHING_LOST, Until.HOURS, SeenBy.NOBODY),
        "memory: open pages",
    ),
    _thing(
        N_("In the computer’s memory: how often something was done, and from which internet address"),
        (Whose.VISITOR, Why.SAFE, Until.DAY, SeenBy.NOBODY),
        "memory: rate limits",
    ),
    _thing(
        N_("In the computer’s log: what broke and where in the program, with no words and no names"),
        (Whose.VISITOR, Why.SAFE, Until.KEEPER, SeenBy.KEEPER),
        "log: server",
    ),
    _thing(
        N_("A note of when words in each group are due to be deleted"),
        (Whose.GROUP, Why.DO_THINGS, Until.APP_GOES, SeenBy.NOBODY),
        "file: next.json",
    ),
    _thing(
        N_(
            "Copies of all this that are made in case the computer breaks, also with words that "
            "were erased since"
        ),
        (Whose.MEMBER, Why.SAFE, Until.KEEPER, SeenBy.KEEPER),
        "copy: backups",
    ),
    _thing(
        N_(
            "Files and pictures that somebody of the group took along, also with words that were erased since"
        ),
        (Whose.MEMBER, Why.TAKE_ALONG, Until.TAKER, SeenBy.TAKER),
        "copy: files taken along",
    ),
)
