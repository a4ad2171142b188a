"""Small trees and plans on them, made at random or written out."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Mapping
from pathlib import Path

from hypothesis import strategies as st

from netra_tools.plan import REGULAR, Author, Edit, Plan, State

LINK = stat.S_IFLNK | 0o777
Files = dict[str, State]
NAMES = ["a", "b", "c.py", "A", "d/a", "d/b.py", "d/e/f.py", "d/e/g", "D/a", "x/y/z.py", "a/in.py", "b/in/in"]
CONTENTS = [b"", b"one\n", b"two\r\nthree", b"\xff\x00\xfe", "ä".encode(), b"\xef\xbb\xbfx = 1\n"]
MODES = [0o644, 0o600, 0o755, 0o4755]


def lay(root: Path, files: Mapping[str, State]) -> Path:
    """Write a tree."""
    for name, state in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if stat.S_ISLNK(state.mode):
            path.symlink_to(os.fsdecode(state.content))
        else:
            path.write_bytes(state.content)
            path.chmod(stat.S_IMODE(state.mode))
    return root


def snapshot(root: Path) -> dict[str, State]:
    """Read a whole tree, with its directories, but for what is git's and netra's own."""
    found: dict[str, State] = {}
    for top, directories, files in os.walk(root):
        directories[:] = [name for name in directories if name not in (".git", ".netra")]
        for name in (*directories, *files):
            path = Path(top, name)
            mode = path.lstat().st_mode
            content = b""
            if stat.S_ISLNK(mode):
                content = os.fsencode(os.readlink(path))
            elif stat.S_ISREG(mode):
                content = path.read_bytes()
            found[path.relative_to(root).as_posix()] = State(content, mode)
    return found


def only_files(found: Mapping[str, State]) -> Files:
    """Leave out the directories."""
    return {name: state for name, state in found.items() if not stat.S_ISDIR(state.mode)}


def text(content: str, mode: int = 0o644) -> State:
    """Give a file."""
    return State(content.encode(), stat.S_IFREG | mode)


def plan_of(*edits: Edit, title: str = "a change") -> Plan:
    """Give a plan."""
    return Plan(title, Author("test"), tuple(sorted(edits, key=lambda edit: (edit.path, edit.target))))


def result_of(files: Files, edits: tuple[Edit, ...]) -> Files:
    """Say what a tree holds after edits."""
    left = {name: state for name, state in files.items() if name not in {e.path for e in edits if e.before}}
    return left | {edit.target: edit.after for edit in edits if edit.after is not None}


def git(root: Path, *arguments: str) -> str:
    """Run git."""
    command = ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", "-C", str(root), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def is_sound(files: Mapping[str, State]) -> bool:
    """Say whether no file is where a directory must be."""
    return not any(other.startswith(f"{name}/") for name in files for other in files)


states = st.one_of(
    st.builds(State, st.sampled_from(CONTENTS), st.sampled_from(MODES).map(lambda mode: stat.S_IFREG | mode)),
    st.sampled_from([b"d/a", b"nowhere", b".."]).map(lambda target: State(target, LINK)),
)
trees = st.dictionaries(st.sampled_from(NAMES), states, max_size=7).filter(is_sound)


@st.composite
def edits_on(draw: st.DrawFn, files: Files) -> tuple[Edit, ...]:
    """Draw edits of a tree; they may not fit it."""
    edits = [
        edit for name in sorted(files) for edit in draw(st.lists(edit_of(name, files[name]), max_size=1))
    ]
    left = set(files) - {edit.path for edit in edits} | {edit.target for edit in edits}
    names = draw(st.sets(st.sampled_from(NAMES), max_size=2)) - left
    edits += [Edit(name, name, None, State(b"created\n", REGULAR)) for name in sorted(names)]
    return tuple(edit for edit in edits if edit.before != edit.after or edit.moved)


def edit_of(name: str, state: State) -> st.SearchStrategy[Edit]:
    """Draw an edit of a file."""
    target = st.sampled_from(NAMES)
    return st.one_of(
        st.just(Edit(name, name, state, None)),
        states.map(lambda after: Edit(name, name, state, after)),
        target.map(lambda other: Edit(name, other, state, state)),
        st.builds(lambda other, after: Edit(name, other, state, after), target, states),
    )


def fits(files: Files, edits: tuple[Edit, ...]) -> bool:
    """Say whether edits leave every file a place of its own."""
    ends = [edit.target for edit in edits if edit.after is not None]
    taken = {edit.path for edit in edits if edit.before is not None}
    untouched = set(files) - taken
    if len(set(ends)) < len(ends) or untouched & set(ends):
        return False
    return is_sound(result_of(files, edits))
