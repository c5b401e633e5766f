"""`python3 -m benchmarks.page [--json]`: how long until the pages stand, against an empty one.

A real Chromium with an empty cache opens the acts page and the pond of a group of 1,000 acts, and in
turns two peers: a Streamlit page that says one word, and one whose only element is an Altair chart of one
dot, the least that any chart takes. Of the pond there are two times: until a picture of it is in sight,
and until its living chart stands. Each is from the first request of a window at rest until the frame in
which it is so.
"""

from __future__ import annotations

import json

from benchmarks import Asked, asked
from ripple.environment import CHECKOUT, enter

ACTS, FEW = 1_000, 50
AIM = 1.5  # times the empty page, for the newest act and for a picture of the pond
NAMES = {
    "dot": "chart of one dot",
    "acts": "newest act",
    "pond": "picture of the pond",
    "chart": "living pond",
}


def main(wanted: Asked) -> None:
    """Measure and print, as a table or as JSON."""
    from benchmarks.browsing import ROUNDS, chromium, first_pictures, serving, signed_in

    acts = FEW if wanted.small else ACTS
    with chromium() as browser, serving(acts) as app:
        seconds = first_pictures(
            browser, app, signed_in(browser, app.link), rounds=1 if wanted.small else ROUNDS
        )
    ratio, to_dot = ({name: seconds[name] / seconds[peer] for name in NAMES} for peer in ("empty", "dot"))
    if wanted.for_machines:
        found = {"acts": acts, "seconds": seconds, "ratio": ratio, "ratio_to_dot": to_dot, "aim": AIM}
        print(json.dumps(found))
        return
    print(f"with {acts:,} acts; the aim is {AIM} times the empty page")
    print(f"{'empty page':20} {seconds['empty']:.2f} s")
    for key, name in NAMES.items():
        times = f"{ratio[key]:.2f} times the empty page, {to_dot[key]:.2f} times the chart of one dot"
        print(f"{name:20} {seconds[key]:.2f} s, {times}")


if __name__ == "__main__":
    wanted = asked(__doc__)
    enter("benchmarks.page", CHECKOUT / "tests" / "requirements.txt")
    main(wanted)
