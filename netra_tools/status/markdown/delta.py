"""What a change makes of a status, as a comment on a pull request: what differs first, details folded.

GitHub takes a comment of 65,536 characters. What does not fit is counted where it is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from netra_tools.report.escape import printable
from netra_tools.report.markdown import code, text
from netra_tools.status.markdown.numbers import cell_code, place, table
from netra_tools.status.model import Data
from netra_tools.status.words import UNKNOWN, plain

MOST: Final = 65_536  # characters of a comment
ROWS: Final = 30  # of a table that is not folded
WIDTH: Final = 300  # characters of one cell or message
KINDS: Final = ("new", "worse", "better", "fixed")
TITLES: Final = {
    "new": "new",
    "worse": "there before, with a higher number now",
    "better": "with a lower number now",
    "fixed": "fixed",
}
SPARE: Final = 600  # characters for what closes and counts
ALL: Final = "`netra status --format json --base` has all"


def render_delta(document: Data, whole: str, most: int = MOST) -> str:
    """Write the delta of a status, then the `whole` status as Markdown, in at most `most` characters."""
    delta = document["delta"]
    blocks = [head(delta), scores(delta), counts(delta, "rules"), counts(delta, "areas"), notes(document)]
    written = "\n\n".join("\n".join(block) for block in map(list, blocks) if block) + "\n"
    page = Page(written, most)
    for kind in KINDS:
        rows = [line_of(one) for one in delta[kind]]
        if rows:
            page.fold(f"{len(rows):,} {TITLES[kind]}", rows)
    page.fold_whole("The whole status", whole)
    return page.text


class Page:
    """A text that grows up to a number of characters, as UTF-16 counts them, and tells what it lacks."""

    def __init__(self, written: str, most: int) -> None:
        self.text = written
        self.room = most - length(written) - SPARE

    def fold(self, title: str, rows: Sequence[str]) -> None:
        """Add a list that is folded, as far as it fits."""
        kept: list[str] = []
        self.room -= length(title) + SPARE // 4
        for row in rows:
            self.room -= length(row) + 1
            if self.room < 0:
                break
            kept.append(row)
        left = len(rows) - len(kept)
        kept += [f"- and {left:,} more, which do not fit here: {ALL}"] if left else []
        self.text += folded(title, "\n".join(kept))

    def fold_whole(self, title: str, content: str) -> None:
        """Add a text that is folded, if all of it fits; else say that it does not."""
        if length(content) <= self.room:
            self.text += folded(title, content.rstrip("\n"))
        else:
            size = length(content)
            self.text += (
                f"\nThe whole status, {size:,} characters, does not fit here: `netra status` prints it.\n"
            )


def length(words: str) -> int:
    """Count characters as GitHub may: those beyond the basic plane are two."""
    return len(words) + sum(char > "\uffff" for char in words)


def folded(title: str, content: str) -> str:
    """Fold a text under its title."""
    return f"\n<details><summary>{title}</summary>\n\n{content}\n\n</details>\n"


def head(delta: Data) -> Iterator[str]:
    """Yield what has changed, in a line, and against what."""
    told = [f"{plain(delta['counts'][kind])} {kind}" for kind in ("new", "fixed")]
    told += [
        f"{plain(found)} {kind}" for kind in ("worse", "better") if (found := delta["counts"][kind])["value"]
    ]
    score, base = delta["score"], delta["base"]
    mark = "x" if delta["counts"]["new"]["value"] or delta["counts"]["worse"]["value"] else "white_check_mark"
    then, now = both(score)
    yield f"## :{mark}: netra: {', '.join(told)}; score {then} → {now}"
    yield ""
    total = f"{plain(delta['before'])} → {plain(delta['after'])} findings in all"
    at = f" of {base['at']}" if base["at"] else ""
    where = f"{code(printable(base['ref']))} at {code(base['commit'][:10])}{at}"
    yield f"{total}; {plain(base['files'])} files differ from {where}."
    recorded = ", and what was recorded of it" if base["recorded"] else ""
    yield f"The base is a check of the files of that commit by today's rules and configuration{recorded}."
    if score["without"]:
        yield f"Not in the score, since they are not known of the base: {text(', '.join(score['without']))}."


def both(one: Data) -> tuple[str, str]:
    """Write a score before and after; with more digits where one would hide that they differ."""
    then, now = one["before"]["value"], one["after"]["value"]
    if then is not None and now is not None and then != now and plain(one["before"]) == plain(one["after"]):
        return f"{then:,.2f}", f"{now:,.2f}"
    return plain(one["before"]), plain(one["after"])


def scores(delta: Data) -> Iterator[str]:
    """Yield the dimensions that have changed, and count the others."""
    changed = [one for one in delta["dimensions"] if one["before"]["value"] != one["after"]["value"]]
    same = [one for one in delta["dimensions"] if one not in changed]
    if changed:
        rows = [(text(one["title"]), *both(one), difference(one)) for one in changed]
        yield from table(("score", "before", "after", "change"), rows, "lrrr")
        yield ""
    known = [one for one in same if one["after"]["value"] is not None]
    yield f"Unchanged: {len(known):,} scores; {len(same) - len(known):,} are {UNKNOWN} before and after."


def difference(one: Data) -> str:
    """Write by how much a score has changed."""
    then, now = one["before"]["value"], one["after"]["value"]
    return UNKNOWN if then is None or now is None else f"{now - then:+,.2f}"


def counts(delta: Data, what: str) -> Iterator[str]:
    """Yield where findings came and went, the most first."""
    found = sorted(delta[what], key=lambda one: -sum(one[kind] for kind in KINDS))
    if not found:
        return
    named = "rule" if what == "rules" else "area"
    rows = []
    for one in found[:ROWS]:
        name = text(f"{one['code']} {one['slug']}") if what == "rules" else cell_code(cut(one["name"] or "."))
        rows.append((name, *[f"{one[kind]:,}" for kind in KINDS], f"{one['before']:,} → {one['after']:,}"))
    yield from table((named, *KINDS, "in all"), rows, "lrrrrr")
    if len(found) > ROWS:
        yield ""
        yield f"and {len(found) - ROWS:,} more {named}s with changes"


def notes(document: Data) -> Iterator[str]:
    """Yield what is to be known of both states."""
    found = (*document["repository"]["notices"], *document["delta"]["notes"])
    yield from (f"> note: {text(cut(note))}\n" for note in found[:ROWS])
    if len(found) > ROWS:
        yield f"and {len(found) - ROWS:,} more notes"


def line_of(one: Data) -> str:
    """Write a finding."""
    known = ", known to the baseline" if one["status"] == "known" else ""
    severity = "" if one["severity"] == "error" else f" ({one['severity']})"
    return f"- {code(cut(place(one)))} {text(one['rule'])}{severity}{known}: {text(cut(one['message']))}"


def cut(words: str) -> str:
    """Shorten words that would fill the page alone, and show that they were."""
    return words if len(words) <= WIDTH else f"{words[:WIDTH]} ..."
