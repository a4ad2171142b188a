"""How the committed vocabularies of two commits differ, read from git without a checkout."""

from __future__ import annotations

from typing import Final, NamedTuple

from netra_tools.errors import NetraError
from netra_tools.literals.categories import CATEGORIES, VOCABULARY
from netra_tools.literals.layout import folder_of
from netra_tools.literals.vocabulary import Vocabulary, Word, read_from
from netra_tools.project.git import NoGitError, run_git, run_git_bytes

HEAD: Final = "HEAD"
TREE: Final = ""  # stands for the working tree


class Span(NamedTuple):
    """Two versions of a repository: names of commits, or `TREE`."""

    before: str
    after: str
    forked: bool = False  # `before` is where `after` went its own way


class Difference(NamedTuple):
    """Words that came and went, and values that are in another category now: value, then, now."""

    added: tuple[Word, ...]
    removed: tuple[Word, ...]
    moved: tuple[tuple[str, str, str], ...]


def span_of(text: str) -> Span:
    """Read `A..B`, `A...B` or `A` as git does; `A` alone is held against the working tree.

    Raises: NetraError for a text that git would take for an option.
    """
    dots = "..." if "..." in text else ".."
    before, found, after = text.partition(dots)
    if before.startswith("-") or after.startswith("-"):
        raise NetraError(f"'{text}' names no commits", "write A..B, or A for the working tree")
    return Span(before or HEAD, (after or HEAD) if found else TREE, found == "...")


def compare(before: Vocabulary, after: Vocabulary) -> Difference:
    """Hold two vocabularies against each other."""
    added, removed = after.words - before.words, before.words - after.words
    came, went = only_one(added), only_one(removed)
    moved = {value: (went[value], came[value]) for value in came.keys() & went.keys()}
    return Difference(
        tuple(sorted([word for word in added if word[0] not in moved])),
        tuple(sorted([word for word in removed if word[0] not in moved])),
        tuple(sorted([(value, *categories) for value, categories in moved.items()])),
    )


def only_one(words: frozenset[Word]) -> dict[str, str]:
    """Give the category of the values that are there once."""
    found: dict[str, str] = {}
    several: set[str] = set()
    for value, category in words:
        if value in found:
            several.add(value)
        found[value] = category
    return {value: category for value, category in found.items() if value not in several}


def resolve(root: str, span: Span) -> Span:
    """Give the span with the ids of its commits.

    Raises: NetraError for a name that git does not know.
    """
    before = commit_of(root, span.before)
    after = span.after and commit_of(root, span.after)
    if span.forked:
        try:
            before = run_git(root, "merge-base", before, after, notes=set()).strip()
        except NoGitError as error:
            message = f"{span.before} and {span.after} have no commit in common"
            raise NetraError(message, "write A..B with two dots") from error
    return Span(before, after, span.forked)


def commit_of(root: str, name: str) -> str:
    """Give the id of a commit."""
    try:
        return run_git(root, "rev-parse", "--verify", name + "^{commit}", notes=set()).strip()
    except NoGitError as error:
        message = f"git knows no commit '{name}' here" if str(error) else "there is no git repository here"
        raise NetraError(message, "write A..B with two commits, or A alone") from error


def vocabulary_at(root: str, manifest: str, commit: str, name: str) -> Vocabulary:
    """Read the vocabulary that a commit holds; messages call the commit by `name`.

    Raises: NetraError when it holds none.
    """
    paths = [manifest, *[f"{folder_of(manifest)}/{name}.jsonl" for name in CATEGORIES[:VOCABULARY]]]
    contents = contents_at(root, commit, paths)
    try:
        found = read_from(manifest, contents.get)
    except NetraError as error:
        raise NetraError(f"{name}: {error.message}", "diff two commits that hold one") from error
    if found is None:
        raise NetraError(
            f"{name} holds no vocabulary at {manifest}", "netra literals scan writes one; commit it"
        )
    return found


def contents_at(root: str, commit: str, paths: list[str]) -> dict[str, bytes]:
    """Give what a commit holds at some paths, by path; one that it does not hold is left out.

    Shapes: git answers `<id> blob <size>`, the content and a newline, or `<asked> missing`.
    """
    asked = "".join([f"{commit}:./{path}\n" for path in paths])
    try:
        output = run_git_bytes(root, "cat-file", "--batch", notes=set(), feed=asked.encode())
    except NoGitError as error:
        raise NetraError(str(error) or "there is no git repository here", "diff asks git") from error
    found: dict[str, bytes] = {}
    at = 0
    for path in paths:
        end = output.index(b"\n", at)
        kind, _, size = output[at:end].rpartition(b" ")
        at = end + 1
        if kind.endswith(b" blob"):
            found[path] = output[at : at + int(size)]
        if size != b"missing":
            at += int(size) + 1
    return found
