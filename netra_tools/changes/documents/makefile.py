"""Makefiles and justfiles: recipes are commands, the rest is values."""

from __future__ import annotations

import re

from netra_tools.changes.documents.draft import Draft, Span
from netra_tools.changes.documents.references import take_text, take_value
from netra_tools.changes.documents.shell import take_comment, take_quoted, take_shell
from netra_tools.changes.documents.tools import variable

LINE = re.compile(r"(?:[^\n\\]|\\.)*+(?:\n|\Z)", re.DOTALL)
RECIPE = re.compile(r"(?:\t|[ ]{2,})[ \t]*+[@+-]*+")
ASSIGNED = re.compile(
    r"(?:export[ \t]++|override[ \t]++)?+([\w.-]++)[ \t]*+(?:[?:+!]{0,3})=[ \t]*+([^\n#]*+)"
)
SHELL = re.compile(r"\$\(shell[ \t]++([^()\n]*+)\)")


def rewrite_makefile(draft: Draft) -> None:
    """Rewrite a Makefile, logical line by logical line: each has a shell of its own."""
    text = draft.span()
    for match in LINE.finditer(text.text):
        if match[0].strip():
            take_line(draft, text.part(*match.span()))


def take_line(draft: Draft, line: Span) -> None:
    """Rewrite one logical line."""
    recipe, assigned = RECIPE.match(line.text), ASSIGNED.match(line.text)
    if recipe is not None:
        take_shell(draft, line.part(recipe.end(), len(line.text)))
    elif line.text.startswith("#"):
        take_comment(draft, line)
    elif assigned is not None:
        take_assigned(draft, line.part(*assigned.span(2)), variable(assigned[1]))
    else:
        take_value(draft, line)


def take_assigned(draft: Draft, value: Span, kind: str) -> None:
    """Rewrite the value of a variable; its lone words are noted, since nothing says what they are."""
    command = SHELL.search(value.text)
    if command is not None:
        take_shell(draft, value.part(*command.span(1)))
    elif kind:
        take_quoted(draft, value, kind)
    else:
        for match in re.finditer(r"[^\s\\]++", value.text):
            take_text(draft, value.part(*match.span()))
