"""Widgets show what holds, also in a browser that heard nothing of it."""

from tests.app.conftest import Visitor


def test_a_widget_begins_with_what_holds_after_a_cut_off_run(ada: Visitor) -> None:
    ada.open(
        "group"
    ).look()  # values are told by the first run of the two, of which a browser may get nothing
    switches = {one.label: (one.proto.default, one.proto.set_value, one.value) for one in ada.tab.toggle}
    assert len(switches) == 7
    assert {label: one for label, one in switches.items() if one != (one[2], False, one[2])} == {}
    assert any(holds for _, _, holds in switches.values())
    lists = {one.label: (one.proto.default, one.index) for one in ada.tab.selectbox if one.key != "language"}
    assert {"How long words are kept", "The group’s language"} <= set(lists)
    assert {label for label, (begins, holds) in lists.items() if begins != holds} == set()
    kinds = next(one for one in ada.tab.button_group if one.key == "set kinds")
    assert len(kinds.proto.default) == len(kinds.value or ()) == 8
    name = next(one for one in ada.tab.text_input if one.label == "Name of the group")
    assert name.proto.default == name.value
