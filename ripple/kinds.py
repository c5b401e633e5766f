"""What people call the eight ways, the voices, the links and the thanks, a gentle prompt for each way, and
how the people of an act are said together.

The eight ways come from a counsellor's article on oxytocin and kindness. They are prompts,
not medicine: each asks about something noticed, never for something to be done.
"""

from ripple.domain.model import Act, How, Kind, Person, Voice, Warmth
from ripple.language import gettext as _

NAMES: dict[Kind, str] = {
    Kind.INSPIRE: _("Inspiration"),
    Kind.EXPRESS: _("Feelings"),
    Kind.MASSAGE: _("A massage or a back rub"),
    Kind.SUPPORT: _("Support"),
    Kind.HUG: _("A hug"),
    Kind.PET: _("Animals"),
    Kind.MUSIC: _("Music and dance"),
    Kind.SMILE: _("A smile"),
}

ICONS: dict[Kind, str] = {  # Material Symbols, as Streamlit's labels take them
    Kind.INSPIRE: ":material/auto_awesome:",
    Kind.EXPRESS: ":material/chat_bubble:",
    Kind.MASSAGE: ":material/back_hand:",
    Kind.SUPPORT: ":material/favorite:",
    Kind.HUG: ":material/group:",
    Kind.PET: ":material/pets:",
    Kind.MUSIC: ":material/music_note:",
    Kind.SMILE: ":material/mood:",
}

PROMPTS: dict[Kind, str] = {
    Kind.INSPIRE: _("Who or what lifted your heart lately? A neighbour, a film, a small brave thing?"),
    Kind.EXPRESS: _("Did somebody say out loud what they felt, or listen while another did?"),
    Kind.MASSAGE: _("Did somebody ease tired shoulders or cold hands, and was it welcome?"),
    Kind.SUPPORT: _("Who was there for somebody: a lift, a meal, an hour, a phone call?"),
    Kind.HUG: _("Was there a hug that was just right, given or got?"),
    Kind.PET: _("Which animal made somebody’s day, or had its own day made?"),
    Kind.MUSIC: _("Did a song, a dance or somebody humming change the room?"),
    Kind.SMILE: _("Who looked up, met somebody’s eyes and smiled?"),
}

VOICES: dict[Voice, str] = {
    Voice.RECEIVED: _("I received it"),
    Voice.SAW: _("I saw it"),
    Voice.DID: _("I did it"),
}

WARMTHS: dict[Warmth, str] = {
    Warmth.THANKS: _("Thank you"),
    Warmth.MOVED: _("It moved me"),
    Warmth.SMILED: _("It made me smile"),
    Warmth.BECAUSE: _("I did something kind because of it"),
}

WAYS_ON: dict[How, str] = {
    How.PASSED_ON: _("passed on"),
    How.READING: _("inspired by reading it here"),
    How.CARD: _("from a card"),
}


def tells(someone: Person, act: Act) -> bool:
    """Whether who is named is who tells the act."""
    return someone.member is not None and someone.member == act.author


def told_together(act: Act, givers: bool, receivers: bool) -> str:
    """How the people of an act are said together, whether it names ``givers`` and ``receivers`` besides who
    tells it."""
    if not act.author:
        return {
            (True, True): _("{givers}, for {receivers}"),
            (True, False): "{givers}",
            (False, True): _("Somebody, for {receivers}"),
            (False, False): _("Unsigned"),
        }[givers, receivers]
    if act.voice is Voice.SAW:
        return {
            (True, True): _("{who} saw {givers} do this for {receivers}"),
            (True, False): _("{who} saw {givers} do this"),
            (False, True): _("{who} saw this done for {receivers}"),
            (False, False): _("{who} saw this"),
        }[givers, receivers]
    if act.voice is Voice.RECEIVED:
        return {
            (True, True): _("{who} received this from {givers}, with {receivers}"),
            (True, False): _("{who} received this from {givers}"),
            (False, True): _("{who} received this, with {receivers}"),
            (False, False): _("{who} received this"),
        }[givers, receivers]
    gave = act.voice is Voice.DID or any(tells(giver, act) for giver in act.givers)
    if givers and not gave:
        return _("{who} tells of {givers}, for {receivers}") if receivers else _("{who} tells of {givers}")
    return {
        (True, True): _("{who} with {givers}, for {receivers}"),
        (True, False): _("{who} with {givers}"),
        (False, True): _("{who}, for {receivers}"),
        (False, False): "{who}",
    }[givers, receivers]
