"""Constants followed through modules, and arguments through the functions that hand them on."""

from __future__ import annotations

import zlib
from array import array

import pytest

from netra_tools.facts.read import read_source
from netra_tools.literals.categories import CATEGORIES
from netra_tools.literals.classify import Classifier
from netra_tools.literals.links import Links, follow, prove, unpack_links
from netra_tools.literals.occurrences import verdict_of
from netra_tools.literals.postings import columns_of
from netra_tools.literals.take import take
from netra_tools.model import FileFacts

FIRE = "def f(bus):\n    bus.async_fire(%s)\n"
CASES = {
    "constant of another module": (
        {"a.names": "WENT = 'went'", "a.uses": "from a.names import WENT\n" + FIRE % "WENT"},
        "went", "events constant-used",
    ),
    "constant of the same module": ({"a": "WENT = 'went'\n" + FIRE % "WENT"}, "went", "events constant-used"),
    "constant of a module that is imported": (
        {"a.names": "WENT = 'went'", "a.uses": "from a import names as n\n" + FIRE % "n.WENT"},
        "went", "events constant-used",
    ),
    "constant of a class": (
        {"a": "class Names:\n    WENT = 'went'\n" + FIRE % "Names.WENT"}, "went", "events constant-used",
    ),
    "constant of the object": (
        {"a": "class A:\n    WENT = 'went'\n    def f(self, bus):\n        bus.async_fire(self.WENT)"},
        "went", "events constant-used",
    ),
    "handed on by a package": (
        {
            "a.__init__": "from .names import WENT",
            "a.names": "WENT = 'went'",
            "b": "from a import WENT\n" + FIRE % "WENT",
        },
        "went", "events constant-used",
    ),
    "renamed": (
        {"a": "WENT = 'went'", "b": "import a\nGONE = a.WENT\n" + FIRE % "GONE"},
        "went", "events constant-used",
    ),
    "the name says more than a likely use": (
        {"a": "ATTR_HOST = 'host'", "b": "from a import ATTR_HOST\nx = config[ATTR_HOST]"},
        "host", "fields field-name",
    ),
    "wrapper": (
        {
            "a": "import os\ndef ask(name):\n    return os.environ[name]",
            "b": "from a import ask\nask('HOME')",
        },
        "HOME", "environment handed-on",
    ),
    "wrapper with a keyword": (
        {
            "a": "import os\ndef ask(x, name):\n    return os.getenv(name)",
            "b": "from a import ask\nask(1, name='HOME')",
        },
        "HOME", "environment handed-on",
    ),
    "other argument of a wrapper": (
        {
            "a": "import os\ndef ask(x, name):\n    return os.getenv(name)",
            "b": "from a import ask\nask('x', name=1)",
        },
        "x", "identifiers otherwise",
    ),
    "method as wrapper": (
        {
            "a": "import os\nclass A:\n    def ask(self, n):\n        os.getenv(n)\n"
            "    def f(self):\n        self.ask('X')"
        },
        "X", "environment handed-on",
    ),
    "one hop only": (
        {
            "a": "import os\ndef ask(n):\n    return os.getenv(n)\ndef again(n):\n    return ask(n)",
            "b": "from a import again\nagain('THING')",
        },
        "THING", "identifiers otherwise",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "value", "expected"), CASES.values(), ids=CASES)
def test_followed(files: dict[str, str], value: str, expected: str) -> None:
    assert settled(files)[value] == expected


def test_most_files_win_and_their_order_does_not_matter() -> None:
    files = {"a": "WENT = 'went'"}
    for name in ("b", "c"):
        files[name] = "from a import WENT\n" + FIRE % "WENT"
    files["d"] = "from a import WENT\nimport os\nos.getenv(WENT)"
    backward = dict(reversed(files.items()))
    assert settled(files) == settled(backward) == {"went": "events constant-used"}


def test_first_category_wins_when_there_are_as_many() -> None:
    files = {
        "a": "WENT = 'went'",
        "b": "from a import WENT\n" + FIRE % "WENT",
        "c": "from a import WENT\nimport os\nos.getenv(WENT)",
    }
    assert settled(files) == {"went": "environment constant-used"}


def settled(files: dict[str, str]) -> dict[str, str]:
    """Classify files by module, follow their links, and say what became of each value."""
    classifier = Classifier()
    known: dict[str, tuple[tuple[str, ...], list[array[int]], Links]] = {}
    for name, source in files.items():
        reading = read_source(source.encode())
        module, is_package = name.removesuffix(".__init__"), name.endswith("__init__")
        file = FileFacts(name, module, is_package, "", False, reading.facts)
        taken = take(classifier, file, reading.literals)
        known[name] = (taken.values, columns_of(zlib.compress(taken.columns)), unpack_links(taken.links))
    proofs = prove(known[name][2] for name in sorted(known))
    said = {}
    for values, (texts, codes, *_), links in known.values():
        verdicts = [verdict_of(code) for code in codes]
        settled = {**dict(enumerate(verdicts)), **dict(follow(links, proofs, verdicts.__getitem__))}
        for place, verdict in settled.items():
            said[values[texts[place]]] = f"{CATEGORIES[verdict.category]} {verdict.reason}"
    return said
