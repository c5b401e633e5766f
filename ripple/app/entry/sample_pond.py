"""A pond for people who have none yet: how Maple Street began."""

from ripple.app.pond.picture import Picture, picture_of
from ripple.app.session import now
from ripple.demo import first_acts
from ripple.formats import listed
from ripple.language import by_language
from ripple.network.pond import Pond

ACTS = 24  # a few weeks: enough for a ripple to grow, few enough to be watched


@by_language
def sample_picture() -> Picture:
    """The sample's picture, made once a language."""
    pond = Pond()
    for act in first_acts(ACTS, now=now()):
        pond.add(act)
    return picture_of(pond, lambda act: listed(person.name for person in act.givers))
