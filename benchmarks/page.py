"""`python3 -m benchmarks.page [--json]`: how long until the pages stand, against an empty one.

A real Chromium with an empty cache opens the acts page and the pond of a group of 1,000 acts, and in
turns a Streamlit page that says one word.
"""

from __future__ import annotations

import json

from benchmarks import for_machines
from ripple.environment import CHECKOUT, enter

ACTS = 1_000
AIM = 1.5  # times the empty page


def main(*, as_json: bool) -> None:
    """Measure and print, as a table or as JSON."""
    from benchmarks.browsing import chromium, first_pictures

    with chromium() as browser:
        seconds = first_pictures(browser, ACTS)
    ratios = {name: seconds[name] / seconds["empty"] for name in ("acts", "pond")}
    if as_json:
        print(json.dumps({"acts": ACTS, "seconds": seconds, "ratio": ratios, "aim": AIM}))
        return
    print(f"empty page      {seconds['empty']:.2f} s")
    for name, ratio in ratios.items():
        print(f"{name:4} of {ACTS:,}   {seconds[name]:.2f} s   {ratio:.2f} times (aim {AIM})")


if __name__ == "__main__":
    wanted = for_machines(__doc__)
    enter("benchmarks.page", CHECKOUT / "tests" / "requirements.txt")
    main(as_json=wanted)
