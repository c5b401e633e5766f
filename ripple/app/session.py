"""Who is looking, and at which group: session state, cookies and caches."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from typing import Any
from urllib.parse import urljoin, urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ripple.actions.invitations import invited_to, parse_code
from ripple.actions.joining import claim_of, signed_in, tokens_in, waiting_with
from ripple.actions.organisation_identity import Identity, identified
from ripple.actions.rate_limits import RateLimit, asker_at, asker_in, check_rate
from ripple.app.tab_state import Heard, Visit
from ripple.domain.errors import StoreDamaged, UnknownCode, UnknownGroup
from ripple.domain.model import Act, Member
from ripple.domain.moderation import Asker
from ripple.domain.times import zone_called
from ripple.installation import store_url
from ripple.live import Groups, LiveGroup
from ripple.store import open_store


@st.cache_resource(show_spinner=False)
def groups() -> Groups:
    """Every group on this process's store."""
    return Groups(open_store(store_url()))


@dataclass(frozen=True, slots=True)
class Here:
    """A signed-in member in the group they are looking at; one who ``waits`` is before its door."""

    live: LiveGroup
    member: Member
    token: str = field(repr=False)  # in no page and no log: it is what signs in
    waits: bool = False

    @property
    def holds(self) -> bool:
        """Whether it is still so: nobody was removed, let in or signed out since."""
        found = (waiting_with if self.waits else signed_in)(self.live, self.token)
        return found is not None and found.id == self.member.id

    def asker(self, act: str) -> Asker:
        """Who asks for something to be done with the act, with this browser's claim on it."""
        return Asker(self.member.id, claim_of(self.token, act))

    def counted(self, act: Act) -> str:
        """As whose doing it counts that something is done with the act: the member's or, where nobody signed
        it, this browser's. Else who signs in as them elsewhere, and be it a host, would learn by being asked
        to wait that they shared something, and when."""
        return self.asker("").claim if act.unsigned else self.member.id


def visit() -> Visit:
    """This tab's visit."""
    if "visit" not in st.session_state:
        st.session_state.visit = Visit()
    kept: Visit = st.session_state.visit
    return kept


def cookies() -> Mapping[str, str]:
    """The cookies this tab came with."""
    return st.context.cookies


def claims() -> Mapping[str, Any]:
    """What an organisation said of this tab's visitor, verified by Streamlit; empty when nothing."""
    said = st.user.to_dict()
    return said if said.get("is_logged_in") is True else {}


def identity(key: str) -> Identity | None:
    """Whom an organisation has signed in here just now, as known by ``key``."""
    return identified(claims(), key, now=now())


def memberships() -> list[Here]:
    """Every group this browser is signed in to, or waits for; checked anew on every run, oldest first.

    What is wrong with those that cannot be read is said in the `visit`: each is tried once, for to find
    that a large one is damaged takes as long as reading it.
    """
    visit().damaged.clear()
    found = [here for group, token in _tokens().items() if (here := _membership(group, token))]
    return sorted(found, key=lambda here: here.member.joined_at)


def _tokens() -> dict[str, str]:
    """What this browser shows of itself to each group."""
    return tokens_in(cookies())


def _membership(group: str, token: str) -> Here | None:
    try:
        live = groups().group(group)
    except UnknownGroup:  # deleted since, or a cookie of another store
        return None
    except StoreDamaged as damage:
        visit().damaged[group] = damage.facts()
        return None
    if live.trouble:  # it can be read on as it was
        visit().damaged[group] = live.trouble
    if member := signed_in(live, token):
        return Here(live, member, token)
    member = waiting_with(live, token)
    return Here(live, member, token, waits=True) if member else None


def is_of_others(memberships: list[Here]) -> bool:
    """Whether this tab was somebody else's in one of these groups: its session comes back with the browser's
    cookies of now, and what is in it, down to the words in its fields, tells what they did here."""
    owners = visit().owners
    return any(owners.setdefault(each.live.id, each.member.id) != each.member.id for each in memberships)


def lost(memberships: list[Here]) -> Here | None:
    """Where this tab was until now, when that is none of its browser's groups any more."""
    before: Here | None = st.session_state.get("here")
    return before if before and before.live.id not in _alive(memberships) else None


def is_gone(live: LiveGroup, look: Callable[[LiveGroup], object] = LiveGroup.catch_up) -> bool:
    """Whether the group was deleted, as far as this ``look`` at it tells."""
    try:
        look(live)
    except UnknownGroup:
        return True
    return False


def dead_cookies(memberships: list[Here]) -> list[str]:
    """The groups that this browser has a cookie for which signs nobody in (any more)."""
    return sorted(_tokens().keys() - _alive(memberships))


def _alive(memberships: list[Here]) -> set[str]:
    """The groups that nobody is to be told goodbye from: one that is damaged may be whole again tomorrow."""
    return {mine.live.id for mine in memberships} | visit().damaged.keys()


def look_at(here: Here) -> None:
    """Make ``here`` what `here` gives to the pages of this run."""
    st.session_state.here = here


def here() -> Here:
    """The group this run is about and who is looking; only pages for members may ask.

    A part of a page that is drawn alone asks too: whoever is out of the group since the page was
    drawn gets the page for strangers instead.
    """
    return here_if_any() or st.rerun()


def here_if_any() -> Here | None:
    """As `here`, for a page that is for strangers too; None for them."""
    looked_at: Here | None = st.session_state.get("here")
    return looked_at if looked_at and looked_at.holds else None


def went_unsigned() -> bool:
    """Whether this tab sent its last act to this group without a name."""
    return visit().went_unsigned.get(here().live.id, False)


@st.cache_resource(show_spinner=False)
def _heard() -> dict[tuple[str, str], Heard]:
    return {}


def heard_so_far(here: Here) -> Heard:
    """What was told to the member in all their tabs, since this process began: it stands in no file when
    somebody looked."""
    acts, who = len(here.live.history.acts), (here.live.id, here.member.id)
    heard = _heard().setdefault(who, Heard(acts))
    if heard.acts > acts:  # an earlier state of the group was brought back
        heard = _heard()[who] = Heard(acts)
    return heard


def act_asked_for() -> str:
    """The id of the act in the address; empty when there is none."""
    return st.query_params.get("act", "")


def ask_for_act(act: str | None) -> None:
    """Put ``act`` into the address, so that it can be copied and is the same after a reload; None takes
    out the one that is there."""
    if act:
        st.query_params["act"] = act
    elif act_asked_for():
        del st.query_params["act"]


def went_through_history() -> bool:
    """Whether this run came of the browser's *Back* or *Forward*; Streamlit says so in no public place."""
    run = get_script_run_ctx()
    return run is not None and run.is_history_navigation


def now() -> datetime:
    """The time, in UTC; the only clock of the app."""
    return datetime.now(UTC)


def zone() -> tzinfo:
    """The visitor's time zone, UTC when the browser does not say."""
    return zone_called(st.context.timezone)


def today() -> date:
    """The day that it is for the visitor."""
    return now().astimezone(zone()).date()


def invitation(code: str) -> str:
    """The id of the group that the code in the address invites to.

    Raises `SlowDown`, and `UnknownCode`, which is known for the whole visit: drawing a page is no guess.
    """
    found, code = visit().invitations, parse_code(code)
    if not code:
        raise UnknownCode
    if code not in found:
        try:
            found[code] = invited_to(groups(), code, asker=asker()).id
        except UnknownCode:
            found[code] = None
    if (group := found[code]) is None:
        raise UnknownCode
    return group


def asker() -> str:
    """The address that what this visitor does counts against."""
    return asker_at(st.context.ip_address)


def check_rate_here(limit: RateLimit, member: str) -> None:
    """Let the ``member`` of the group that is looked at do this once more, or who else it counts for.

    Raises `SlowDown` when it was too often, by them or in this group from this address.
    """
    group = here().live.id  # another group's file may call somebody by the same id
    check_rate(limit, one=f"{group} {member}", asker=asker_in(group, asker()))


def address(path: str) -> str:
    """The full address of ``path`` in this app, as this visitor reaches it."""
    return urljoin(st.context.url or "", path)


def only_here(link: str) -> bool:
    """Whether the link leads to the very machine it is opened on, so that nobody else can use it."""
    host = urlsplit(link).hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.")
