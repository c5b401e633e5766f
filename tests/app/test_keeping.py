"""Bringing a group from a file, on the welcome page."""

from unittest.mock import patch

from ripple.actions.whole import export_group
from ripple.app import session
from ripple.domain.entries import Entry
from ripple.domain.errors import StoreReadOnly
from ripple.domain.signing import LinkIssued
from tests.app.conftest import Visitor


def a_file(name: str) -> bytes:
    """A group called ``name`` as its host Ada took it along."""
    ada = Visitor().starts(name, "Ada")
    assert ada.sent_to
    ada.follow(ada.sent_to).writes(f"An act of {name}").press("Share")
    return export_group(ada.group.live, ada.group.member.id)


def brings(visitor: Visitor, file: bytes) -> Visitor:
    visitor.tab.file_uploader[0].upload("group.jsonl", file)
    visitor.look()
    return visitor.press("Bring it here")


def test_whoever_brings_a_file_is_the_group_s_host_again() -> None:
    ben = brings(Visitor(), a_file("Maple Street"))
    assert ben.sent_to
    ben.follow(ben.sent_to)
    assert "An act of Maple Street" in ben.sees
    assert ben.group.live.history.is_host(ben.group.member.id)


def test_a_second_file_is_a_group_of_its_own_also_where_the_first_came_half_way() -> None:
    maple, elm = a_file("Maple Street"), a_file("Elm Street")
    log = session.groups().log
    append = log.append

    def full(group: str, *entries: Entry) -> None:
        if isinstance(entries[0], LinkIssued):
            raise StoreReadOnly("the disk is full")
        append(group, *entries)

    ben = Visitor()
    with patch.object(log, "append", full):
        brings(ben, maple)
    assert ben.sent_to is None
    brings(ben, elm)
    assert ben.sent_to
    ben.follow(ben.sent_to)
    assert "An act of Elm Street" in ben.sees
    assert "Maple Street" not in ben.sees
