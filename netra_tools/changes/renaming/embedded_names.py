r"""Names of modules within longer strings: in entry points, settings, commands.

ext://a.b.name          the configuration of logging
run = a.b:main [extra]  an entry point, alone or on a line of several
SETTINGS=a.b            a setting, or an option of a program
python -m a.b --fast    what is run as a module
gunicorn a.b:app        an object behind a colon
^a\\.b\\.               an expression
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

NAME: Final = r"(?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)"
OBJECT: Final = r"(?P<rest>:[A-Za-z_][\w.]*)"
END: Final = r"(?=\s|['\"(]|\Z)"
EXTERNAL: Final = re.compile(rf"\Aext://{NAME}")
SETTING: Final = re.compile(
    rf"^[ \t]*-{{0,2}}[\w.-]+[ \t]*=[ \t]*{NAME}{OBJECT}?[ \t]*(?:\[[^\]\n]*\][ \t]*)?(?=$|['\"])",
    re.MULTILINE,
)
RUN: Final = re.compile(rf"(?P<python>(?:python[\d.]*|\}})(?:[ \t]+-\w+)*?)?(?:^|[ \t]+)-m[ \t]+{NAME}{END}")
OF_MODULE: Final = re.compile(rf"(?:^|[\s=]){NAME}{OBJECT}{END}")
ESCAPED: Final = re.compile(
    r"(?<![\w.\\])[A-Za-z_]\w*(?P<dot>\\{1,2}\.)[A-Za-z_]\w*(?:(?P=dot)[A-Za-z_]\w*)*"
)


class Embedded(NamedTuple):
    """A name in a string, and what follows it; `sure` where nothing but a module can stand."""

    start: int
    name: str
    rest: str
    sure: bool = False
    dot: str = "."  # how it parts the name


def find_embedded(written: str) -> Iterator[Embedded]:
    """Yield the names in the source of a string, each once and in their order."""
    found = {spot.start: spot for spot in spots_of(written)}
    yield from (found[start] for start in sorted(found))


def spots_of(written: str) -> Iterator[Embedded]:
    """Yield the names by each way to write them."""
    if "://" in written:
        yield from (Embedded(one.start("name"), one["name"], "") for one in EXTERNAL.finditer(written))
    if ":" in written:
        for one in OF_MODULE.finditer(written):
            yield Embedded(one.start("name"), one["name"], one["rest"])
    if "=" in written:
        yield from settings_of(written)
    if "-m" in written:
        yield from runs_of(written)
    if "\\." in written:
        for one in ESCAPED.finditer(written):
            yield Embedded(one.start(), one[0].replace(one["dot"], "."), "", dot=one["dot"])


def settings_of(written: str) -> Iterator[Embedded]:
    """Yield what settings and entry points are set to; a word alone may be anything."""
    for one in SETTING.finditer(written):
        if "." in one["name"] or one["rest"]:
            yield Embedded(one.start("name"), one["name"], one["rest"] or "")


def runs_of(written: str) -> Iterator[Embedded]:
    """Yield what is run as a module; to others than Python a word alone may be anything."""
    for one in RUN.finditer(written):
        if one["python"] or "." in one["name"]:
            yield Embedded(one.start("name"), one["name"], "", bool(one["python"]))
