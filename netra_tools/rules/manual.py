"""A rule's docstring, taken apart: what it forbids, why, its options, what fires and what to write instead.

Shapes: sections open with "Why is this bad?", "Options:", "Example:" or "Example (max_lines = 3):" and
"Use instead:", their text indented. The settings of an example are TOML, several separated by "; ".
An example of several files names each in a line "# app/core.py" before its source.
"""

from __future__ import annotations

import re
from inspect import cleandoc
from textwrap import dedent
from typing import NamedTuple

from netra_tools.rules.rule import Rule

HEADING = re.compile(
    r"^(Why is this bad\?|Options:|Example(?: \((?P<settings>.*)\))?:|Use instead:)$", re.MULTILINE
)
FILE = re.compile(r"^# ([\w./-]*\.(?:pyi?|env\.example|xml))$", re.MULTILINE)


class Manual(NamedTuple):
    """The parts of a rule's docstring; those it has not are empty."""

    summary: str
    details: str
    why: str
    options: dict[str, str]
    settings: str  # the options of the example, as TOML
    example: str
    remedy: str


def manual(rule: type[Rule]) -> Manual:
    """Take a rule's docstring apart."""
    text = cleandoc(rule.__doc__ or "")
    headings = list(HEADING.finditer(text))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    sections, settings = {}, ""
    for heading, end in zip(headings, ends, strict=True):
        name = heading[1].partition(" (")[0].rstrip(":")
        sections[name] = dedent(text[heading.end() : end].strip("\n")).rstrip()
        settings = heading["settings"] or settings
    summary, _, details = text[: headings[0].start() if headings else None].partition("\n\n")
    return Manual(
        " ".join(summary.split()),
        details.strip(),
        sections.get("Why is this bad?", ""),
        read_options(sections.get("Options", "")),
        settings.replace("; ", "\n"),
        sections.get("Example", ""),
        sections.get("Use instead", ""),
    )


def read_options(section: str) -> dict[str, str]:
    """Read lines of "name: text"; a line that is indented belongs to the one before."""
    joined = re.sub(r"\n +", " ", section)
    return dict(line.split(": ", 1) for line in joined.splitlines() if ": " in line)


def split_files(example: str) -> dict[str, str]:
    """Split an example into files: path to source. One without names is app/example.py."""
    parts = FILE.split(example)
    named = {path: source.strip("\n") + "\n" for path, source in zip(parts[1::2], parts[2::2], strict=True)}
    return named or {"app/example.py": f"{example}\n"}
