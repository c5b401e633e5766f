"""The server that the tests start: found, or the run fails."""

import pytest

from tests.store import postgresql
from tests.store.postgresql import made_server, packed_programs, programs_for


def test_without_any_server_the_run_fails(tmp_path, monkeypatch):
    monkeypatch.setattr(postgresql, "places", lambda: iter(()))
    monkeypatch.setattr(postgresql, "packed_programs", lambda: None)
    with pytest.raises(AssertionError, match="run the tests --without-postgresql"):
        programs_for(tmp_path)


def test_the_packed_server_does_where_the_system_has_none(request, monkeypatch):
    if request.config.getoption("--without-postgresql"):
        pytest.skip("--without-postgresql")
    packed = packed_programs()
    assert packed
    # For root it is copied, as from a home that nobody else may enter.
    monkeypatch.setattr(postgresql, "places", lambda: iter([] if postgresql.is_root() else [packed]))
    with made_server() as server:
        assert server.ask("select 1") == [(1,)]
