"""What a durable post costs in PostgreSQL: beside psycopg alone, and beside the store in a folder.

    python -m benchmarks.database [--json] [--small]

A server of its own, which syncs, and a folder on the same disk; the three take turns, post by post, each with
the same bytes, which psycopg finds ready made. Then how soon another opening of the store, as another process
has it, knows of a post. Times are wall clock, so let the machine rest.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any

import psycopg

from benchmarks import asked
from benchmarks.peers import GROUP, entry
from ripple.domain.events.acts import ActPosted
from ripple.store import Log, open_store
from ripple.store.codec import to_json
from tests.store.postgresql import made_server

POSTS, FEW = 400, 30
TABLE = "create table plain (id bigint generated always as identity primary key, document json not null)"
INSERT = "insert into plain (document) values (%s)"
PATIENCE_S = 10.0
REST_S = 0.002  # between posts: what one leaves to be done, telling others say, is no cost of the next


def posting(url: str, folder: Path, posts: int) -> dict[str, float]:
    """The median cost of a post, in milliseconds."""
    with (
        closing(open_store(url)) as ours,
        closing(open_store(f"tinydb:{folder}")) as embedded,
        psycopg.connect(url, autocommit=True) as plain,
    ):
        plain.execute(TABLE)
        posters: dict[str, Callable[[ActPosted, str], object]] = {
            "ours": lambda act, _text: ours.append(GROUP, act),
            "embedded": lambda act, _text: embedded.append(GROUP, act),
            "psycopg": lambda _act, text: plain.execute(INSERT, [text]),
        }
        times: dict[str, list[float]] = {name: [] for name in posters}
        for number in range(posts):
            act = entry(number)
            text = to_json(act).decode()
            for name in Random(number).sample(list(posters), len(posters)):
                time.sleep(REST_S)
                begun = time.perf_counter()
                posters[name](act, text)
                times[name].append(time.perf_counter() - begun)
    first = posts // 10  # connections are opened and statements prepared
    return {f"{name}_p50_ms": round(median(took[first:]) * 1e3, 3) for name, took in times.items()}


def visible(url: str, posts: int) -> float:
    """Within how many seconds, of 95 of 100 posts, another opening knows of them at a glance."""
    took = []
    with closing(open_store(url)) as here, closing(open_store(url)) as there:
        for number in range(posts):
            version = here.append("h", entry(number))
            took.append(_known_after(there, version))
    return round(quantiles(took, n=20)[-1], 4)


def _known_after(log: Log, version: int) -> float:
    begun = time.perf_counter()
    while log.glance("h") < version:
        if time.perf_counter() - begun > PATIENCE_S:
            raise TimeoutError(f"version {version} is not known")
        time.sleep(0.001)
    return time.perf_counter() - begun


def measured(posts: int) -> dict[str, Any]:
    """All of it, on a server of its own."""
    with made_server(durable=True) as server, tempfile.TemporaryDirectory() as folder:
        url = server.new_store()
        post = posting(url, Path(folder), posts)
        return {
            "post": post,
            "pg_post_ratio": round(post["ours_p50_ms"] / post["psycopg_p50_ms"], 2),
            "pg_visible_p95_s": visible(url, posts // 2),
        }


def main() -> None:
    """Measure, and say what was found."""
    wanted = asked(__doc__ or "")
    found = measured(FEW if wanted.small else POSTS)
    if wanted.for_machines:
        print(json.dumps(found))
        return
    for name, figure in (found["post"] | found).items():
        if name != "post":
            print(f"{name:20} {figure}")


if __name__ == "__main__":
    main()
