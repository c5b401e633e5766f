"""Who runs the app: read from a small file, and what is amiss in it is said with the line."""

from pathlib import Path

import pytest

from ripple.privacy.keeper import LIMIT, Keeper, keeper_in


def written(folder: Path, words: str | bytes) -> Path:
    file = folder / "who.toml"
    file.write_bytes(words if isinstance(words, bytes) else words.encode())
    return file


def refused(file: Path, *, wanted: bool = False) -> str:
    with pytest.raises(ValueError, match=r"who\.toml") as trouble:
        keeper_in(file, wanted=wanted)
    return str(trouble.value)


def test_all_three_answers_are_taken(tmp_path):
    file = written(tmp_path, 'who = "Maple School"\ncontact = "room 12"\nwhere = "Springfield"\n')
    assert keeper_in(file) == Keeper("Maple School", "room 12", "Springfield")


def test_who_says_nothing_is_nobody(tmp_path):
    assert keeper_in(tmp_path / "who.toml") == keeper_in(written(tmp_path, "")) == Keeper()
    assert keeper_in(written(tmp_path, 'who = "  "\n# where = "x"\n')) == Keeper()


def test_a_file_that_was_named_has_to_be_there(tmp_path):
    assert "No such file" in refused(tmp_path / "who.toml", wanted=True)


def test_a_folder_is_no_file(tmp_path):
    (tmp_path / "who.toml").mkdir()
    assert "cannot be read" in refused(tmp_path / "who.toml")


@pytest.mark.parametrize(
    ("words", "line", "says"),
    [
        ('who = "Maple"\ncontact = room 12\n', 2, "not TOML"),
        ('who = "Maple', 1, "not TOML"),
        ("\n\nMaple School\n", 3, "not TOML"),
        ('who = "a"\nwho = "b"\n', 2, "not TOML"),
        ('contact = "a"\n\nwhom = "Maple"\n', 3, "“whom” is not known"),
        ('who = "a"\n[where]\ntown = "b"\n', 2, "“where” has to be words"),
        ("who = 12\n", 1, "“who” has to be words"),
        (f'contact = "{"x" * (LIMIT + 1)}"\n', 1, "can have 300 characters"),
        ('where = "\\u200b"\n', 1, "where"),
    ],
)
def test_what_is_amiss_is_said_in_one_sentence_with_its_line(tmp_path, words, line, says):
    said = refused(written(tmp_path, words))
    assert said.startswith(f"{tmp_path / 'who.toml'}, line {line}: ")
    assert says in said
    assert "\n" not in said


def test_what_is_no_text_at_all_is_said(tmp_path):
    assert "UTF-8" in refused(written(tmp_path, b'who = "\xff"'))


def test_line_ends_of_every_system_count_the_same(tmp_path):
    assert "line 2" in refused(written(tmp_path, b'who = "a"\r\nwhom = "b"\r\n'))
    assert keeper_in(written(tmp_path, b'who = "a"\r\n')) == Keeper("a")


def test_an_answer_may_go_over_several_lines(tmp_path):
    assert keeper_in(written(tmp_path, 'contact = """room 12\nor the office"""')).contact == (
        "room 12\nor the office"
    )


def test_a_mark_that_editors_put_first_is_no_fault(tmp_path):
    assert keeper_in(written(tmp_path, '\ufeffwho = "Maple School"\n')).who == "Maple School"
