"""What `netra legacy remove` says: each group with the evidence, what stays and why, and who speaks of it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from netra_tools.fix.removal.records import LATER, Gone, Removal, Stay
from netra_tools.fix.removal.safest import Safe
from netra_tools.model import Note
from netra_tools.report.escape import printable
from netra_tools.report.result import plural
from netra_tools.report.verdicts import Verdict, render_verdicts

MOST: Final = 30  # of what stays, and of mentions
COMMAND: Final = ("netra", "legacy", "remove")


def render_account(removal: Removal, *, every: bool = False) -> str:
    """Write what goes, group by group, what stays, and where it is still spoken of."""
    lines = list(render_groups(removal.gone))
    lines += listed("stays, though nothing needs it:", list(map(stay_line, removal.stay)), every)
    lines += listed(
        "still spoken of; look whether that is still true:", list(map(note_line, removal.mentions)), every
    )
    return "".join(f"{printable(line)}\n" for line in (*lines, "")) if lines else ""


def render_groups(gone: Sequence[Gone]) -> Iterator[str]:
    """Write what goes."""
    if not gone:
        return
    count = len({one.group for one in gone if one.group != LATER})
    size = sum(one.size for one in gone if one.kind != "import")
    yield f"{plural(len(gone), 'thing')} in {plural(count, 'group')}, {plural(size, 'line')}"
    for group, members in groupby(gone, key=lambda one: one.group):
        yield ""
        yield group[2] if group != LATER else "with nothing left to do then:"
        for one in members:
            lines = f" ({plural(one.size, 'line')})" if one.line else ""
            yield f"  {place(one)}  {one.kind} `{one.name}`{lines}: {one.text}"


def listed(heading: str, lines: Sequence[str], every: bool) -> Iterator[str]:
    """Write some lines below a heading."""
    if lines:
        yield from ("", heading)
        yield from lines if every else lines[:MOST]
        if len(lines) > MOST and not every:
            yield f"  ... and {len(lines) - MOST:,} more: --all names them"


def place(one: Gone | Stay | Note) -> str:
    """Write where something is."""
    return f"{one.path}:{one.line}" if one.line else one.path


def stay_line(one: Stay) -> str:
    """Write what stays."""
    return f"  {place(one)}  {one.kind} `{one.name}`: {one.reason}".replace("   `", "  `")


def note_line(one: Note) -> str:
    """Write where something is spoken of."""
    return f"  {place(one)}  {one.text}"


def render_refused(verdicts: Sequence[Verdict], safe: Safe) -> str:
    """Say what the gates refused, and that the rest is done."""
    left = ", ".join(map(printable, safe.without))
    return f"refused:\n{render_verdicts(verdicts)}\nleft out: {left}\n\n"


def render_offer(removal: Removal, safe: Safe | None, words: Sequence[str]) -> str:
    """Say which part passes, and how to have it."""
    if removal.held:
        return "".join(
            f"\nasked for, and stays: {printable(stay_line(one).strip())}" for one in removal.held
        ) + ("\n(--keep-going does the rest)\n" if removal.plan.edits else "\n")
    if safe is None:
        return "\nno part of it passes\n"
    without = [word for group in safe.without for word in ("--without", group)]
    command = shlex.join([*COMMAND, *words, *without, "--execute"])
    groups = plural(len(safe.removal.groups), "group")
    return (
        f"\nthe largest part that passes has {groups} of {len(removal.groups)}:\n"
        f"  {printable(command)}\n(--keep-going does it at once)\n"
    )


def account_record(removal: Removal, safe: Safe | None) -> dict[str, Any]:
    """Give what goes and what stays as JSON takes it, and the part that passes where the whole does not."""
    part = None if safe is None else {"groups": safe.removal.groups, "without": safe.without}
    return {
        "gone": [one._asdict() | {"group": one.group[2]} for one in removal.gone],
        "stays": [one._asdict() for one in removal.stay],
        "mentions": [one._asdict() for one in removal.mentions],
        "safe_part": part,
    }
