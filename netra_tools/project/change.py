"""What differs between two states of the repository: a commit, the index, the working tree.

Blobs are read as git keeps them; no hook or diff driver runs, and a filter only where the user's own
configuration of git defines one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from netra_tools.errors import NetraError
from netra_tools.project.git import REGULAR, NoGitError, Question, run_git, run_git_bytes
from netra_tools.project.tracked import Tracked

Overlay = Mapping[str, bytes | None]  # path -> what it is to hold instead; None: it is not there
Chooser = Callable[[str], bool]  # whether the file at a path counts
RAW = ("--raw", "-z", "--no-abbrev", "--relative", "--ignore-submodules=all")
# Unlike `diff-files` it looks into a file that was only touched, as all are in a copied repository.
DIFF = ("diff", "--no-ext-diff", "--no-textconv")
INDEX = ("diff-index", "--cached", *RAW, "--find-renames")
DELETED, ADDED, RENAMED = "D", "A", "R"
Loose = Callable[[set[str]], Iterable[str]]  # adds notes, and gives the files on disk that git does not track


class Difference(NamedTuple):
    """Two states, each as what differs from the files on disk; paths are relative to the root."""

    before: Overlay
    after: Overlay
    renamed: Mapping[str, str]  # old path -> new path
    notes: tuple[str, ...]


class Entry(NamedTuple):
    """One changed file: what it held before and after, as blob ids ("" for nothing), and its paths."""

    old: str
    new: str
    old_path: str
    path: str


class Inquiry:
    """What git is asked about a change before we look ourselves: both look side by side."""

    def __init__(self, root: str, *, of_index: bool) -> None:
        self.tracked = Tracked(root)
        self.tracked.ask()
        # That there is a commit is the rule; where there is none, the answer says so.
        self.staged = Question(root, *INDEX, "HEAD", "--") if of_index else None
        self.unstaged = Question(root, *DIFF, *RAW, "--no-renames", "--") if of_index else None

    def drop(self) -> None:
        """Stop git, where nobody has heard its answer."""
        for question in (self.tracked, self.staged, self.unstaged):
            if question is not None:
                question.drop()


def since(root: str, base: str, loose: Loose, counts: Chooser) -> Difference:
    """Compare the working tree with the commit at which it left `base`.

    Raises: NetraError when git cannot say.
    """
    notes: set[str] = set()
    start = merge_base(root, base, notes)
    entries = listed(root, notes, counts, *DIFF, *RAW, "--find-renames", start, "--")
    before = {entry.old_path: entry.old for entry in entries}
    # What is neither in the commit nor in the index is in no list of changes.
    before.update((entry.path, "") for entry in entries if entry.path not in before)
    before.update((path, "") for path in loose(notes) if path not in before)
    renamed = {entry.old_path: entry.path for entry in entries if entry.old_path != entry.path}
    return Difference(contents(root, before, notes), {}, renamed, tuple(sorted(notes)))


def staged(root: str, inquiry: Inquiry, loose: Loose, counts: Chooser) -> Difference:
    """Compare the index with the last commit; what git does not track counts for neither.

    Raises: NetraError when git cannot say.
    """
    notes: set[str] = set()
    entries = staged_entries(root, inquiry, notes, counts)
    assert inquiry.unstaged is not None
    unstaged = entries_of(inquiry.unstaged.answer(notes), counts)
    after = {entry.old_path: entry.old for entry in unstaged}
    after.update((path, "") for path in loose(notes))
    before = dict(after)
    before.update((entry.path, "") for entry in entries)
    before.update((entry.old_path, entry.old) for entry in entries)
    renamed = {entry.old_path: entry.path for entry in entries if entry.old_path != entry.path}
    both = contents(root, before | {f"\0{path}": blob for path, blob in after.items()}, notes)
    old = {path: both[path] for path in before}
    return Difference(old, {path: both[f"\0{path}"] for path in after}, renamed, tuple(sorted(notes)))


def staged_entries(root: str, inquiry: Inquiry, notes: set[str], counts: Chooser) -> list[Entry]:
    """List what is staged; before the first commit, that is everything."""
    assert inquiry.staged is not None
    try:
        return entries_of(inquiry.staged.answer(notes), counts)
    except NoGitError:
        return listed(root, notes, counts, *INDEX, last_commit(root, notes), "--")


def merge_base(root: str, base: str, notes: set[str]) -> str:
    """Find the commit at which the working tree's history left `base`; `base` itself where none is known."""
    if base == "HEAD":
        return last_commit(root, notes)
    commit = resolve(root, base, notes)
    if not commit:
        shallow = os.path.exists(f"{git_path(root, 'shallow', notes)}")
        hint = "the clone is shallow: fetch it, as with git fetch --depth=1000 origin NAME" if shallow else ""
        raise NetraError(f"git knows no commit '{base}'", hint or "give a branch, a tag or a commit")
    try:
        return run_git(root, "merge-base", commit, "HEAD", notes=notes).strip()
    except NoGitError:
        notes.add(f"no common commit with {base} is known here, so it is compared with as it is")
        return commit


def last_commit(root: str, notes: set[str]) -> str:
    """Give the last commit; the empty tree before the first."""
    return resolve(root, "HEAD", notes) or empty_tree_id(root, notes)


def resolve(root: str, name: str, notes: set[str]) -> str:
    """Give the commit that a name means; "" when there is none.

    Raises: NetraError when there is no repository, or no git.
    """
    try:
        found = run_git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}", "--", notes=notes)
        return found.split()[0]
    except (NoGitError, IndexError):
        refuse_elsewhere(root, notes)
        return ""


def refuse_elsewhere(root: str, notes: set[str]) -> None:
    """Raise NetraError where there is nothing to compare with."""
    try:
        run_git(root, "rev-parse", "--git-dir", notes=notes)
    except NoGitError as error:
        reason = str(error) or "this is no git repository"
        raise NetraError(f"nothing to compare with: {reason}", "check all files instead") from error


def empty_tree_id(root: str, notes: set[str]) -> str:
    """Give the id of a tree without files, which depends on the repository's hash."""
    return run_git(root, "hash-object", "-t", "tree", "--stdin", notes=notes).strip()


def git_path(root: str, name: str, notes: set[str]) -> str:
    """Give where git keeps something."""
    path = run_git(root, "rev-parse", "--git-path", name, notes=notes).rstrip("\n")
    return os.path.join(root, path)


def listed(root: str, notes: set[str], counts: Chooser, *arguments: str) -> list[Entry]:
    """Run a command that lists changes, and give those of files that count."""
    return entries_of(run_git_bytes(root, *arguments, notes=notes), counts)


def entries_of(answer: bytes, counts: Chooser) -> list[Entry]:
    """Read a list of changes, and give those of files that count.

    Shape: `:MODE MODE BLOB BLOB STATUS`, then one path, or two for a rename.
    """
    fields = os.fsdecode(answer).split("\0")
    found = []
    place = 0
    while place + 1 < len(fields):
        old_mode, new_mode, old, new, status = fields[place].removeprefix(":").split(" ")
        old_path = path = fields[place + 1]
        place += 2
        if status[0] == RENAMED:
            path = fields[place]
            place += 1
        old = old if old_mode.startswith(REGULAR) and status[0] != ADDED else ""
        new = new if new_mode.startswith(REGULAR) and status[0] != DELETED else ""
        if counts(old_path) or counts(path):
            found.append(Entry(old, new, old_path, path))
    return found


def contents(root: str, blobs: Mapping[str, str], notes: set[str]) -> dict[str, bytes | None]:
    """Read blobs; "" stands for a file that is not there."""
    wanted = sorted({blob for blob in blobs.values() if blob.strip("0")})
    texts = read_blobs(root, wanted, notes) if wanted else {}
    return {path: texts.get(blob) for path, blob in blobs.items()}


def read_blobs(root: str, blobs: Iterable[str], notes: set[str]) -> dict[str, bytes]:
    """Read blobs by id. Shape of the answer: `ID blob SIZE`, a newline, the content, a newline."""
    feed = "".join(f"{blob}\n" for blob in blobs).encode()
    data = run_git_bytes(root, "cat-file", "--batch", notes=notes, feed=feed)
    found, place = {}, 0
    while place < len(data):
        end = data.index(b"\n", place)
        words = data[place:end].split()
        if len(words) != 3:  # `ID missing`: a partial clone
            place = end + 1
            continue
        size = int(words[2])
        found[words[0].decode()] = data[end + 1 : end + 1 + size]
        place = end + size + 2
    return found
