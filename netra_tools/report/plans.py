"""What a plan would do: a summary by kind and folder, a diff as git writes it, or JSON."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from netra_tools.model import Note
from netra_tools.plan import Edit, Plan, State
from netra_tools.report.diff import NOTHING, compared
from netra_tools.report.escape import printable
from netra_tools.report.result import plural

KINDS = ("changed", "moved", "created", "deleted")
MOST_NAMED = 12  # files; of more only the folders are shown
MOST_FOLDERS = 20
MOST_NOTES = 20
MOST_LINES = 120  # of a diff that is shown without being asked for


def kind_of(edit: Edit) -> str:
    """Say what becomes of a file."""
    if edit.created:
        return "created"
    if edit.deleted:
        return "deleted"
    return "moved" if edit.moved else "changed"


def render_summary(plan: Plan, *, every: bool = False) -> str:
    """Write what a plan does, by kind and by folder, and what it leaves alone; `every` names all of it."""
    lines = [printable(plan.title), ""]
    if plan.edits:
        lines += [f"  {count_kinds(plan.edits)}", ""]
        few = every or len(plan.edits) <= MOST_NAMED
        lines += [f"  {line}" for line in (name_files(plan.edits) if few else count_folders(plan.edits))]
    else:
        lines.append("  nothing to change")
    for heading, notes in (("left alone", plan.notes), ("cannot be changed", plan.failed)):
        lines += list_notes(heading, notes, every)
    return "\n".join(lines) + "\n"


def count_kinds(edits: Sequence[Edit]) -> str:
    """Count edits by what they do."""
    counts = Counter(map(kind_of, edits))
    rewritten = sum(edit.moved and edit.before != edit.after for edit in edits)
    parts = []
    for kind in KINDS:
        if counts[kind]:
            also = told_of_moved(rewritten, counts[kind]) if kind == "moved" else ""
            parts.append(f"{counts[kind]:,} {kind}{also}")
    return ", ".join(parts)


def told_of_moved(rewritten: int, moved: int) -> str:
    """Say how many of the files that move are changed, too."""
    if rewritten == moved:
        return " and changed"
    return f" ({rewritten:,} of them changed)" if rewritten else ""


def name_files(edits: Iterable[Edit]) -> Iterator[str]:
    """Name each file with what becomes of it."""
    for edit in edits:
        aside = ""
        if edit.moved:
            aside = f" -> {printable(edit.target)}" + (", changed" if edit.before != edit.after else "")
        yield f"{kind_of(edit):<8} {printable(edit.path)}{aside}"


def count_folders(edits: Sequence[Edit]) -> Iterator[str]:
    """Count edits by the folders right below the one that holds them all, as a table."""
    above = folder_above(edits)
    counts = Counter((folder_of(edit, above), kind_of(edit)) for edit in edits)
    totals = Counter(folder_of(edit, above) for edit in edits)
    columns = sorted(set(map(kind_of, edits)), key=KINDS.index)
    folders = sorted(totals, key=lambda name: (-totals[name], name))
    shown = folders[:MOST_FOLDERS]
    width = max(len(printable(name)) for name in shown)
    yield f"{'':{width}}  " + "  ".join(f"{kind:>8}" for kind in columns)
    for name in shown:
        cells = "  ".join(f"{counts[name, kind] or '':>8}" for kind in columns)
        yield f"{printable(name):{width}}  {cells}".rstrip()
    if len(folders) > len(shown):
        yield f"... and {len(folders) - len(shown):,} more folders"


def folder_above(edits: Iterable[Edit]) -> str:
    """Give the deepest folder that holds all files as they are now, with `/` behind it; "" for the root."""
    folders = [edit.path.rpartition("/")[0] for edit in edits]
    above = os.path.commonpath(folders) if all(folders) else ""
    return f"{above}/" if above else ""


def folder_of(edit: Edit, above: str) -> str:
    """Name the folder below another in which a file is now; that one itself for a file right in it."""
    head, slash, _ = edit.path[len(above) :].partition("/")
    return above + head + slash if slash else above or "at the top"


def list_notes(heading: str, notes: Sequence[Note], every: bool) -> Iterator[str]:
    """List what was seen and not touched."""
    if notes:
        shown = notes if every else notes[:MOST_NOTES]
        yield from ("", f"  {heading}:")
        yield from (f"    {place_of(note)}  {printable(note.text)}" for note in shown)
        if len(shown) < len(notes):
            yield f"    ... and {len(notes) - len(shown):,} more"


def place_of(note: Note) -> str:
    """Write where something was seen."""
    return f"{printable(note.path)}:{note.line}" if note.line else printable(note.path)


def is_small(plan: Plan) -> bool:
    """Say whether the diff of a plan can be shown without being asked for."""
    return len(plan.edits) <= MOST_NAMED and render_diff(plan).count("\n") <= MOST_LINES


def render_diff(plan: Plan, *, visible: bool = False) -> str:
    """Write a plan as a diff that git can apply; `visible` escapes what a terminal must not get."""
    text = "".join(diff_of(edit) for edit in plan.edits)
    if not visible:
        return text
    return "".join(f"{show(line)}\n" for line in text.split("\n")[:-1])


def show(line: str) -> str:
    """Escape all controls of a line but its tabs."""
    return "\t".join(map(printable, line.split("\t")))


def diff_of(edit: Edit) -> str:
    """Write one file as git does."""
    lines = [f"diff --git a/{edit.path} b/{edit.target}", *headers_of(edit)]
    return "".join(f"{line}\n" for line in lines) + content_of(edit)


def headers_of(edit: Edit) -> Iterator[str]:
    """Yield what git says of a file besides its content."""
    before, after = edit.before, edit.after
    if before is None or after is None:
        yield f"new file mode {mode_of(after)}" if before is None else f"deleted file mode {mode_of(before)}"
        return
    if mode_of(before) != mode_of(after):
        yield from (f"old mode {mode_of(before)}", f"new mode {mode_of(after)}")
    if edit.moved:
        alike = ["similarity index 100%"] if before.content == after.content else []
        yield from (*alike, f"rename from {edit.path}", f"rename to {edit.target}")


def mode_of(state: State | None) -> str:
    """Give a mode as git knows it: a link, a program or a file."""
    mode = 0 if state is None else state.mode
    if mode & 0o170000 == 0o120000:
        return "120000"
    return "100755" if mode & 0o100 else "100644"


def content_of(edit: Edit) -> str:
    """Write how the content differs."""
    before = b"" if edit.before is None else edit.before.content
    after = b"" if edit.after is None else edit.after.content
    names = (
        NOTHING if edit.before is None else f"a/{edit.path}",
        NOTHING if edit.after is None else f"b/{edit.target}",
    )
    if before == after:
        return ""
    if b"\0" in before or b"\0" in after:
        return f"Binary files {names[0]} and {names[1]} differ\n"
    return compared(
        *names, before.decode("utf-8", "surrogateescape"), after.decode("utf-8", "surrogateescape")
    )


def plan_record(plan: Plan) -> dict[str, Any]:
    """Give a plan as JSON takes it, without contents: `--save` keeps those."""
    edits = []
    for edit in plan.edits:
        record = {"kind": kind_of(edit), "path": edit.path}
        edits.append(record | ({"target": edit.target} if edit.moved else {}))
    return {
        "title": plan.title,
        "counts": dict(sorted(Counter(map(kind_of, plan.edits)).items())),
        "edits": edits,
        "notes": [note._asdict() for note in plan.notes],
        "failed": [note._asdict() for note in plan.failed],
    }


def describe_done(name: str, files: int) -> str:
    """Say that a change is done, and how to take it back."""
    return f"done, {plural(files, 'file')}; netra changes undo takes it back ({name})\n"


def describe_undone(name: str, files: int) -> str:
    """Say that a change is taken back, and how to have it again."""
    return f"undone, {plural(files, 'file')}; netra changes undo {name} has it again\n"


def matrix(plan: Plan) -> list[dict[str, Any]]:
    """Give a row for each file: what becomes of it, from where, to where, and how many lines change."""
    return [
        {
            "kind": kind_of(edit),
            "from": None if edit.created else edit.path,
            "to": None if edit.deleted else edit.target,
            "references": lines_changed(edit),
        }
        for edit in plan.edits
    ]


def lines_changed(edit: Edit) -> int:
    """Count the lines of a file that are written anew; of one that comes or goes, none."""
    if edit.before is None or edit.after is None:
        return 0
    left = Counter(edit.before.content.split(b"\n"))
    left.subtract(edit.after.content.split(b"\n"))
    return sum(count for count in left.values() if count > 0)


def render_matrix(rows: Sequence[dict[str, Any]]) -> str:
    """Write the rows as a table."""
    cells = [
        (row["kind"], printable(row["from"] or ""), printable(row["to"] or ""), f"{row['references']:,}")
        for row in rows
    ]
    cells = [("kind", "from", "to", "references"), *cells]
    widths = [max(len(cell[column]) for cell in cells) for column in range(4)]
    lines = [
        f"{kind:<{widths[0]}}  {old:<{widths[1]}}  {new:<{widths[2]}}  {count:>{widths[3]}}"
        for kind, old, new, count in cells
    ]
    return "".join(f"{line}\n" for line in lines)
