"""A new word is a slip when it is no English and a frequent word is a letter or two away."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from netra_tools.literals.english import is_english
from netra_tools.literals.indexing import in_memory
from netra_tools.literals.lexicon import Lexicon
from netra_tools.literals.slips import FREQUENT, unknown_word

FREQUENT_HERE = (
    "temperature",
    "battery",
    "status",
    "device",
    "sensor",
    "error",
    "soft",
    "plug",
    "register",
    "data",
)
ENGLISH = {"censor", "devise", "terror"}
SLIPS = [
    ("indoor_temprature", "temprature", "temperature", "one letter missing: e"),
    ("tempreture", "tempreture", "temperature", "two letters differ: tempreture -> temperature"),
    ("batteryStauts", "stauts", "status", "two letters swapped: ut -> tu"),
    ("battary-level", "battary", "battery", "one letter replaced: a -> e"),
    ("device.sesnors", "sesnors", "sensor", "two letters swapped: sn -> ns"),
    ("decvie", "decvie", "device", "two letters differ: decvie -> device"),
    ("sensorr", "sensorr", "sensor", "one letter doubled: r"),
    ("dtaa_id", "dtaa", "data", "two letters swapped: ta -> at"),
]
NO_SLIPS = [
    ("battery_status", "known"),
    ("batteries", "known in the singular"),
    ("seldom_unit", "one letter from a word that is rare here"),
    ("censor", "English"),
    ("devises", "a plural of English"),
    ("zigbee_gateway", "near to nothing"),
    ("softplug", "made of two words that are frequent"),
    ("xsensor", "a letter before the word"),
    ("dcbattery", "letters before the word"),
    ("batteryjs", "letters behind the word"),
    ("registet", "only the last letter is another"),
    ("temperatorio", "only the ending is another"),
    ("datz", "too short for a replaced letter"),
    ("b4tt3ry", "digits part words"),
    ("größe", "letters that are not ASCII"),
    ("", "nothing"),
]


@pytest.fixture(scope="module")
def lexicon() -> Iterator[Lexicon]:
    values = [f"{word}_{number}" for word in FREQUENT_HERE for number in range(FREQUENT)]
    built = in_memory((value, 1, "fields") for value in [*values, "seldon_unit"])
    yield built
    built.connection.close()


@pytest.mark.parametrize(("value", "word", "meant", "why"), SLIPS)
def test_a_slip(lexicon: Lexicon, value: str, word: str, meant: str, why: str) -> None:
    found = unknown_word(value, lexicon, ENGLISH.__contains__)
    assert found is not None
    assert (found.word, found.meant) == (word, meant)
    assert found.why == why


@pytest.mark.parametrize(("value", "reason"), NO_SLIPS)
def test_no_slip(lexicon: Lexicon, value: str, reason: str) -> None:
    assert unknown_word(value, lexicon, ENGLISH.__contains__) is None, reason


def test_english_is_asked_for_suspects_alone(lexicon: Lexicon) -> None:
    asked: list[str] = []

    def english(word: str) -> bool:
        asked.append(word)
        return True

    assert unknown_word("zigbee_battery_temprature", lexicon, english) is None
    assert asked == ["temprature"]


@pytest.mark.skipif(find_spec("symspellpy") is None, reason="symspellpy is not installed")
def test_english_words() -> None:
    asked = (
        "the",
        "thermostat",
        "colour",
        "color",
        "maintenance",
        "temprature",
        "recieve",
        "",
        "a b",
        "the 2",
    )
    assert [word for word in asked if is_english(word)] == [
        "the", "thermostat", "colour", "color", "maintenance",
    ]  # fmt: skip
