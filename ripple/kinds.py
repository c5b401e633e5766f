"""What people call the eight ways, the voices, the links and the thanks, and a gentle prompt for each way.

The eight ways come from a counsellor's article on oxytocin and kindness. They are prompts,
not medicine: each asks about something noticed, never for something to be done.
"""

from ripple.domain.model import How, Kind, Voice, Warmth
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
