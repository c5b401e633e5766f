"""The question whether words are kind is asked for what hurts, and not for what only looks like it."""

import pytest

from ripple.domain.kindly import might_hurt


@pytest.mark.parametrize(
    "text",
    [
        "Ben is an idiot.",
        "You LOSERS",
        "Shut  up,\nBen",
        "nobody likes her",
        "No one wants you here",
        "So ein Vollidiot!",
        "Halt’s Maul, Ben",
        "Keiner mag ihn",
        "du Blo\u0308dmann",
        "Arschlöcher",
    ],
)
def test_what_hurts_is_asked_about(text: str) -> None:
    assert might_hurt(text)


@pytest.mark.parametrize(
    "text",
    [
        "A neighbour from Scunthorpe gave me assistance with my class assignment",
        "We watched a Johnny Depp film, then cockatoos, in Penistone, Sussex and Wankdorf",
        "He felt stupid and dumb, and she listened",
        "Nobody likes waiting in the rain, so he lent me his umbrella",
        "I hate Mondays, and the cake helped",
        "I am fat, gay, black, autistic, old, and was hugged all the same",
        "My bitcoin lecture; the moronic weather; a closer look; Idiotentest bestanden",
        "Désolé du retard, merci quand même",
        "Die Dame am Schalter half mir, obwohl keiner mag, was da zu tun ist",
        "Hassan aus Essex half im Klassenzimmer, die Schlange hielt still",
        "She said the word that nobody says and then she held my hand after the diagnosis",
        "Ich hasse Montage, aber der Kuchen half",
        "Nobody wants you to be alone, niemand will sie verlieren",
        "",
    ],
)
def test_innocent_words_are_not(text: str) -> None:
    assert not might_hurt(text)
