"""The tree as git sees it: what is tracked, and what is neither tracked nor ignored.

Nothing of the repository runs: its hooks and its file system monitor are switched off.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from netra_tools.digests import digest_of
from netra_tools.project.outside import path_outside
from netra_tools.project.tree import OF_USE, Names, Tree, add_parents, empty_tree
from netra_tools.project.walk import NEVER, walk

# `core.fsmonitor` may name a program, and git would start it.
SAFE = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "core.quotepath=off")
LIST = ("ls-files", "-z", "--others", "--exclude-standard")
# Which configuration git reads and where it stops to look; the rest of GIT_* says which repository, and a
# hook sets that for its own.
KEPT = frozenset(
    {
        "GIT_CEILING_DIRECTORIES",
        "GIT_CONFIG_GLOBAL",
        "GIT_CONFIG_NOSYSTEM",
        "GIT_CONFIG_SYSTEM",
        "GIT_DISCOVERY_ACROSS_FILESYSTEM",
        "GIT_EXEC_PATH",
    }
)
SUBMODULE, LINK, REGULAR = "160000", "120000", "100"
# More names than this could be too long for one command line; git then looks everywhere.
MOST_ARGUMENTS = 200


class NoGitError(Exception):
    """Git cannot say what is here; the text says why, and is empty where no repository is."""


def list_tree(root: str, of_use: Names = OF_USE) -> Tree:
    """Ask git for everything below `root`, which may lie deep in a work tree.

    Raises: NoGitError.
    """
    tree = empty_tree(of_use)
    # --directory names untracked directories as one, those with nothing in them too.
    output = run_git(root, *LIST, "--cached", "--stage", "-t", "--directory", notes=tree.notes)
    if not output:
        raise NoGitError("git lists nothing here")
    records = output.split("\0")[:-1]
    untracked = _sort_out(records, root, tree)
    if untracked:
        _look_into(root, untracked, tree)
    _drop_replaced(tree)
    tree.ignore_files.update(f"{root}/{name}" for name in tree.files if _is_ignore_file(name))
    tree.ignore_files.update(_outer_ignore_files(root))
    return tree._replace(tracked=digest_of(names_of(records)))


def names_of(records: list[str]) -> bytes:
    """Give the names of what is tracked as `git ls-files -z` prints them."""
    tracked = [record for record in records if record[0] != "?"]
    start = tracked[0].index("\t") + 1 if tracked else 0
    return os.fsencode("".join([f"{record[start:]}\0" for record in tracked]))


def run_git(root: str, *arguments: str, notes: set[str]) -> str:
    """Run git in `root` and give what it prints; its warnings become notes.

    Raises: NoGitError.
    """
    return os.fsdecode(run_git_bytes(root, *arguments, notes=notes))


def run_git_bytes(root: str, *arguments: str, notes: set[str], feed: bytes = b"", nothing: int = 0) -> bytes:
    """Run git in `root`, with `feed` as its input, and give the bytes that it prints.

    `nothing` is the exit code with which it says, in silence, that there is nothing to print.
    """
    return Question(root, *arguments).answer(notes, feed, nothing)


class Question:
    """A question to git: it works on it from now on, beside us, and is heard when the answer is needed."""

    def __init__(self, root: str, *arguments: str) -> None:
        import subprocess

        command, pipe = ["git", "-C", root, *SAFE, *arguments], subprocess.PIPE
        self.root = root
        self.process: subprocess.Popen[bytes] | None = None
        self.absence = ""
        try:
            self.process = subprocess.Popen(
                command, env=_environment(root), stdin=pipe, stdout=pipe, stderr=pipe
            )
        except OSError as error:
            self.absence = _absence(root, error)

    def answer(self, notes: set[str], feed: bytes = b"", nothing: int = 0) -> bytes:
        """Give what git prints, as `run_git_bytes` does; it is asked once.

        Raises: NoGitError.
        """
        process, self.process = self.process, None
        if process is None:
            raise NoGitError(self.absence)
        with process:
            try:
                printed, complaints = process.communicate(feed)
            except BaseException:  # an interrupt: git would go on without us
                process.kill()
                raise
        said = os.fsdecode(complaints).splitlines()
        if process.returncode and (said or process.returncode != nothing):
            raise NoGitError(_refusal(self.root, said))
        notes.update(f"git: {line}" for line in said if line.startswith("warning: "))
        return printed

    def drop(self) -> None:
        """Stop git, if nobody has heard the answer."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None


def _environment(root: str) -> dict[str, str]:
    """Take our environment without what a hook around us tells git, and without the repository's own git."""
    kept = {key: value for key, value in os.environ.items() if key[:4] != "GIT_" or key in KEPT}
    kept["PATH"] = os.pathsep.join(path_outside(root, os.environ.get("PATH", os.defpath)))
    return kept | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1"}


def _refusal(root: str, said: list[str]) -> str:
    """Say why git failed; that there is no repository is no news."""
    outside = any("not a git repository" in line or "must be run in a work tree" in line for line in said)
    return "" if outside or not said else f"git refused: {said[0].replace(root, '.')}"


def _absence(root: str, error: OSError) -> str:
    """Say that git could not be started, where it would have had something to say."""
    reason = (error.strerror or "unknown error").lower()
    return f"git cannot be run: {reason}" if _git_directory(root)[1] else ""


def _sort_out(records: list[str], root: str, tree: Tree) -> list[str]:
    """Take git's records apart, and return the untracked directories.

    Shapes: `H 100644 <blob> 0<tab>name` for what is tracked, `? name` and `? name/` for the rest.
    """
    tracked = [record for record in records if record[0] != "?"]
    start = tracked[0].index("\t") + 1 if tracked else 0  # all blob names are of one length
    special = [record for record in tracked if record[2:5] != REGULAR]
    tree.nested.update(_of_mode(SUBMODULE, special, start))
    tree.links.update(_of_mode(LINK, special, start))
    _add_files([record[start:] for record in tracked], tree)
    return _add_untracked([record[2:] for record in records if record[0] == "?"], root, tree)


def _of_mode(mode: str, records: list[str], start: int) -> list[str]:
    """Give the names of the records with this mode."""
    return [record[start:] for record in records if record[2:8] == mode]


def _add_files(names: list[str], tree: Tree) -> None:
    """Add files and the directories that hold them; a submodule is among the names, and of no use."""
    endings, starts = tree.of_use
    wanted = [name for name in names if name.endswith(endings)]
    if starts:
        wanted += [name for name in names if name.rpartition("/")[2].startswith(starts)]
    tree.files.update(name for name in wanted if name not in tree.nested)
    add_parents(names, tree.directories)


def _add_untracked(names: list[str], root: str, tree: Tree) -> list[str]:
    """Sort names that are not tracked: files and repositories go into the tree, directories come back."""
    files = [name for name in names if name[-1] != "/"]
    _add_files(files, tree)
    tree.links.update(name for name in files if "." not in name.rpartition("/")[2])
    untracked = []
    for name in [name[:-1] for name in names if name[-1] == "/"]:
        if _exists(f"{root}/{name}/.git"):
            tree.nested.add(name)
        elif name.rpartition("/")[2] not in NEVER:
            untracked.append(name)
    return untracked


def _look_into(root: str, untracked: list[str], tree: Tree) -> None:
    """Add what untracked directories hold. They are walked too, since git names no empty directory there."""
    walked = walk(root, untracked, frozenset(), tree.of_use)
    tree.directories.update(walked.directories)
    tree.ignore_files.update(walked.ignore_files)
    tree.notes.update(walked.notes)
    tree.nested.update(walked.nested)
    if walked.files or walked.links:
        few = untracked if len(untracked) <= MOST_ARGUMENTS else []
        output = run_git(root, *LIST, "--", *few, notes=tree.notes)
        _add_untracked(output.split("\0")[:-1], root, tree)


def _drop_replaced(tree: Tree) -> None:
    """Drop what is tracked in a directory that is now a file, or a link that would lead elsewhere."""
    for name in (tree.files | tree.links) & tree.directories:
        for names in (tree.files, tree.links, tree.directories):
            names.difference_update([one for one in names if one.startswith(name + "/")])
        tree.directories.discard(name)


def _is_ignore_file(name: str) -> bool:
    """Say whether a file is a .gitignore."""
    return name.endswith(".gitignore") and name.rpartition("/")[2] == ".gitignore"


def _outer_ignore_files(root: str) -> Iterable[str]:
    """Name what decides from outside of `root`: .gitignore files above it, the index and info/exclude."""
    above, git = _git_directory(root)
    yield from (f"{directory}/.gitignore" for directory in above)
    if git:
        yield f"{git}/index"
        yield f"{_pointed(git, 'commondir') or git}/info/exclude"


def _git_directory(root: str) -> tuple[list[str], str]:
    """Find the directories from the parent of `root` up to the work tree's top, and the git directory."""
    above: list[str] = []
    place = root
    while not _exists(f"{place}/.git"):
        parent = place.rpartition("/")[0]
        if not parent:
            return [], ""
        place = parent
        above.append(place)
    return above, _pointed(place, ".git") or f"{place}/.git"


def _pointed(directory: str, name: str) -> str:
    """Read the path in a file such as a worktree's `.git` (`gitdir: PATH`) or `commondir` (`PATH`)."""
    from netra_tools.project.read import read_source

    content = read_source(directory, name, 1 << 16)
    if not isinstance(content, bytes):
        return ""
    target = os.fsdecode(content).strip().removeprefix("gitdir:").strip()
    return target if target.startswith("/") or target[1:2] == ":" else f"{directory}/{target}"


def _exists(path: str) -> bool:
    """Say whether anything is at `path`."""
    try:
        os.lstat(path)
    except OSError:
        return False
    return True
