"""Learnings that somebody might write down, from what happened; who knows why fills the rest in."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from netra_tools.digests import digest_of
from netra_tools.learnings.wording import slug

MOST_FILES: Final = 10
MOST_SAID: Final = 5
TO_FILL: Final = ("root_cause", "solution", "prevention")


class Undone(NamedTuple):
    """A change that was made and taken back."""

    name: str
    title: str
    author: str
    date: str
    files: Sequence[str]


class Refused(NamedTuple):
    """A gate that refused what a command planned."""

    author: str
    gate: str
    title: str
    date: str
    problems: Sequence[str]
    files: Sequence[str]


class Returned(NamedTuple):
    """A finding that was gone, and came back."""

    rule: str
    path: str
    subject: str
    left: str  # when it went, and when it came back: a commit, or "now"
    back: str


def suggestions(
    undone: Iterable[Undone], refused: Iterable[Refused], returned: Iterable[Returned], taken: Container[str]
) -> list[dict[str, Any]]:
    """Give learnings as `add --from` takes them, but for those that are written down already."""
    every = [*map(of_undone, undone), *of_refused(refused), *of_returned(returned)]
    return [one for one in every if one["id"] not in taken]


def of_undone(one: Undone) -> dict[str, Any]:
    """Suggest what an undone change may teach."""
    count = f"{len(one.files)} file{'s' * (len(one.files) != 1)}"
    problem = f"netra {one.author} changed {count} on {one.date} ({one.title}), and that was taken back."
    return made(
        f"undone-{one.name}",
        f"Taken back: {one.title}",
        "changes",
        (problem, one.files, ["undo", one.author]),
    )


def of_refused(every: Iterable[Refused]) -> Iterator[dict[str, Any]]:
    """Suggest what refusals may teach, one for each command and gate."""
    groups: dict[tuple[str, str], list[Refused]] = {}
    for one in every:
        groups.setdefault((one.author, one.gate), []).append(one)
    for (author, gate), members in groups.items():
        latest = members[::-1]
        files = [file for one in latest for file in one.files]
        name = f"refused-{slug(author)}-{slug(gate)}"
        told = (told_of(gate, author, latest), files, [gate, author])
        yield made(name, f"The gate {gate} refuses {author}", "changes", told)


def told_of(gate: str, author: str, latest: Sequence[Refused]) -> str:
    """Say what was refused, and what was said of it."""
    times = "once" if len(latest) == 1 else f"{len(latest)} times, last on {latest[0].date}"
    titles = dict.fromkeys(one.title for one in latest)
    said = dict.fromkeys(problem for one in latest for problem in one.problems)
    lines = [f"The gate {gate} refused what netra {author} planned {times}:"]
    lines += [f"- {title}" for title in [*titles][:MOST_SAID]]
    return "\n".join([*lines, "It said:", *[f"- {problem}" for problem in [*said][:MOST_SAID]]])


def of_returned(every: Iterable[Returned]) -> Iterator[dict[str, Any]]:
    """Suggest what findings that came back may teach, one for each rule and file."""
    groups: dict[tuple[str, str], list[Returned]] = {}
    for one in every:
        groups.setdefault((one.rule, one.path), []).append(one)
    for (rule, path), members in groups.items():
        lines = [f"What {rule} reports in {path} was mended and is there again:"]
        lines += [f"- {one.subject}: gone at {one.left}, back at {one.back}" for one in members[:MOST_SAID]]
        if len(members) > MOST_SAID:
            lines.append(f"- and {len(members) - MOST_SAID} more")
        name = f"returned-{rule}-{digest_of(path.encode('utf-8', 'surrogateescape')).hex()[:6]}"
        yield made(
            name, f"{rule} comes back in {path}", rule, ("\n".join(lines), [path], [rule, "regression"])
        )


def made(
    name: str, title: str, category: str, told: tuple[str, Sequence[str], Sequence[str]]
) -> dict[str, Any]:
    """Write a suggestion; what nobody but people can know is left empty."""
    problem, files, keywords = told
    known = {"id": name, "title": title, "severity": "medium", "category": category, "problem": problem}
    plain = [file for file in dict.fromkeys(files) if " " not in file][:MOST_FILES]
    return {**known, **dict.fromkeys(TO_FILL, ""), "files": plain, "keywords": list(keywords)}
