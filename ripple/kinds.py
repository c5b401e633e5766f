"""What people call the eight ways, the voices, the links and the thanks, and a gentle prompt for each way.

The eight ways come from a counsellor's article on oxytocin and kindness. They are prompts,
not medicine: each asks about something noticed, never for something to be done.
"""

from ripple.domain.model import How, Kind, Voice, Warmth
from ripple.language import N_, Texts

NAMES: Texts[Kind] = Texts(
    {
        Kind.INSPIRE: N_("Inspiration"),
        Kind.EXPRESS: N_("Feelings"),
        Kind.MASSAGE: N_("A massage or a back rub"),
        Kind.SUPPORT: N_("Support"),
        Kind.HUG: N_("A hug"),
        Kind.PET: N_("Animals"),
        Kind.MUSIC: N_("Music and dance"),
        Kind.SMILE: N_("A smile"),
    }
)

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

PROMPTS: Texts[Kind] = Texts(
    {
        Kind.INSPIRE: N_("Who or what lifted your heart lately? A neighbour, a film, a small brave thing?"),
        Kind.EXPRESS: N_("Did somebody say out loud what they felt, or listen while another did?"),
        Kind.MASSAGE: N_("Did somebody ease tired shoulders or cold hands, and was it welcome?"),
        Kind.SUPPORT: N_("Who was there for somebody: a lift, a meal, an hour, a phone call?"),
        Kind.HUG: N_("Was there a hug that was just right, given or got?"),
        Kind.PET: N_("Which animal made somebody’s day, or had its own day made?"),
        Kind.MUSIC: N_("Did a song, a dance or somebody humming change the room?"),
        Kind.SMILE: N_("Who looked up, met somebody’s eyes and smiled?"),
    }
)

VOICES: Texts[Voice] = Texts(
    {
        Voice.RECEIVED: N_("I received it"),
        Voice.SAW: N_("I saw it"),
        Voice.DID: N_("I did it"),
    }
)

WARMTHS: Texts[Warmth] = Texts(
    {
        Warmth.THANKS: N_("Thank you"),
        Warmth.MOVED: N_("It moved me"),
        Warmth.SMILED: N_("It made me smile"),
        Warmth.BECAUSE: N_("I did something kind because of it"),
    }
)

WAYS_ON: Texts[How] = Texts(
    {
        How.PASSED_ON: N_("passed on"),
        How.READING: N_("inspired by reading it here"),
        How.CARD: N_("from a card"),
    }
)
