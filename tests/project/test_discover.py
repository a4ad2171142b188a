"""What discovery lists, with real git: the same with and without it wherever both can know."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from netra_tools.project.discover import Listing, discover
from tests.project.conftest import Git, Write


def both_ways(root: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Listing, Listing]:
    """Discover with git, and with a PATH that has none."""
    with_git = discover(str(root))
    with monkeypatch.context() as patch:
        patch.setenv("PATH", os.devnull)
        without = discover(str(root))
    assert (with_git.method, without.method) == ("git", "walk")
    return with_git, without


def test_tracked_and_untracked_files_are_listed_and_ignored_ones_are_not(
    root: Path, git: Git, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nested .gitignore files, negation and anchors count; the deepest file decides."""
    git("init", "-q")
    write("a.py", "b.pyi", "c.txt", "p/a.py", "p/keep.py", "p/q/a.py", "gen/x.py", "p/gen/y.py", "new/n.py")
    write(".gitignore", text="/gen/\nkeep.py\r\n*.pyc\nz?.py\n")
    write("p/.gitignore", text="!keep.py\n/q\n")
    write("zz.py", "p/zy.py", "p/q/.gitignore")
    git("add", "a.py", "p/a.py")
    with_git, without = both_ways(root, monkeypatch)
    assert with_git.paths == ("a.py", "b.pyi", "new/n.py", "p/a.py", "p/gen/y.py", "p/keep.py")
    assert without.paths == with_git.paths
    assert with_git.directories == without.directories == (".", "new", "p", "p/gen")
    assert with_git.notes == ()
    assert f"{root}/p/.gitignore" in with_git.ignore_files
    assert f"{root}/p/.gitignore" in without.ignore_files


def test_scripts_are_listed_below_their_roots_only(
    root: Path, git: Git, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Include does not speak of them, exclude does; what git ignores is not there; an empty root is told."""
    git("init", "-q")
    write("a.py", "a.ts", "web/a.ts", "web/b.d.ts", "web/c.py", "web/d.css", "web/gen/e.js", "website/f.ts")
    write("web/node_modules/g/h.js", "ui/i.jsx")
    write(".gitignore", text="node_modules/\n")
    git("add", "web/a.ts")
    found = []
    for path in (os.environ["PATH"], os.devnull):
        monkeypatch.setenv("PATH", path)
        found.append(discover(str(root), ("a.py",), ("web/gen",), ("web", "ui", "no")))
    for listing in found:
        assert listing.paths == ("a.py",)
        assert listing.excluded == ("web/c.py",)
        assert listing.scripts == ("ui/i.jsx", "web/a.ts", "web/b.d.ts")
        assert "no TypeScript or JavaScript found in script root: no" in listing.notes
    assert [listing.method for listing in found] == ["git", "walk"]
    assert discover(str(root)).scripts == ()
    assert discover(str(root), script_roots=(".",)).scripts[0] == "a.ts"


def test_a_link_to_a_script_elsewhere_is_told(root: Path, git: Git, write: Write) -> None:
    git("init", "-q")
    write("web/a.ts", "other/b.ts")
    (root / "web/b.ts").symlink_to("../other/b.ts")
    assert discover(str(root), script_roots=("web",)).notes == ("symbolic link not followed: web/b.ts",)
    assert discover(str(root), script_roots=("web", "other")).notes == ()


def test_a_tracked_file_is_listed_even_when_it_is_ignored(root: Path, git: Git, write: Write) -> None:
    """As in git, ignoring is for what is not tracked."""
    git("init", "-q")
    write("kept.py", "lost.py")
    git("add", "kept.py")
    write(".gitignore", text="*.py\n")
    assert discover(str(root)).paths == ("kept.py",)


@pytest.mark.parametrize(
    ("include", "exclude", "expected"),
    [
        ((), (), "a.py build/b.py prompt_builder.py src/x/c.py src/x/d.pyi tests/e.py"),
        (("**/*.py", "**/*.pyi"), (), "a.py build/b.py prompt_builder.py src/x/c.py src/x/d.pyi tests/e.py"),
        (("**/*.pyi",), (), "src/x/d.pyi"),
        (("src/**",), (), "src/x/c.py src/x/d.pyi"),
        (("src", "*_builder.py"), (), "prompt_builder.py src/x/c.py src/x/d.pyi"),
        ((), ("build",), "a.py prompt_builder.py src/x/c.py src/x/d.pyi tests/e.py"),
        (("src/**",), ("*.pyi",), "src/x/c.py"),
        (("docs/**",), (), ""),
    ],
)
def test_globs_choose(
    root: Path, write: Write, include: tuple[str, ...], exclude: tuple[str, ...], expected: str
) -> None:
    """Include and exclude go by components; what is not Python stays out."""
    write(
        "a.py",
        "build/b.py",
        "prompt_builder.py",
        "src/x/c.py",
        "src/x/d.pyi",
        "src/x/data.json",
        "tests/e.py",
    )
    assert " ".join(discover(str(root), include, exclude).paths) == expected


def test_what_is_excluded_is_still_known(root: Path, git: Git, write: Write) -> None:
    """It is not looked at, but an import may mean it: it is listed apart, and watched."""
    git("init", "-q")
    write("a.py", "gen/x/b.py", "gen/gone.py", "c.pyi")
    git("add", ".")
    (root / "gen/gone.py").unlink()
    listing = discover(str(root), ("**/*.py",), ("gen/**",))
    assert (listing.paths, listing.excluded) == (("a.py",), ("c.pyi", "gen/x/b.py"))
    assert listing.directories == (".", "gen", "gen/x")


def test_a_root_within_a_work_tree(root: Path, git: Git, write: Write) -> None:
    """Paths are relative to the root, and what is ignored above it is ignored."""
    git("init", "-q")
    write("top.py", "sub/a.py", "sub/pkg/b.py", "sub/gen.py")
    write(".gitignore", text="gen.py\n")
    git("add", "sub/a.py")
    listing = discover(str(root / "sub"))
    assert (listing.method, listing.paths) == ("git", ("a.py", "pkg/b.py"))
    assert f"{root}/.gitignore" in listing.ignore_files
    assert f"{root}/.git/index" in listing.ignore_files


def test_an_untracked_directory_can_be_a_root(root: Path, git: Git, write: Write) -> None:
    """Git then names the root itself as one untracked directory."""
    git("init", "-q")
    write("sub/a.py", "sub/pkg/b.py", "sub/gen.py", ".gitignore")
    write(".gitignore", text="gen.py\n")
    listing = discover(str(root / "sub"))
    assert (listing.method, listing.paths) == ("git", ("a.py", "pkg/b.py"))
    assert listing.directories == (".", "pkg")


def test_many_untracked_directories(root: Path, git: Git, write: Write) -> None:
    """More than one command line should hold."""
    git("init", "-q")
    names = [f"d{number:03}/{'x' * 50}/a.py" for number in range(201)]
    write(*names)
    assert list(discover(str(root)).paths) == names


def test_an_ignored_directory_can_be_a_root(root: Path, git: Git, write: Write) -> None:
    """Git sees nothing there, so a walk does, and says so."""
    git("init", "-q")
    write(".gitignore", text="lab/\n")
    write("lab/a.py")
    listing = discover(str(root / "lab"))
    assert (listing.method, listing.paths) == ("walk", ("a.py",))
    assert listing.notes == ("git lists nothing here; .gitignore files were read instead",)


@pytest.mark.parametrize("tracked", [True, False])
def test_odd_names_survive(
    root: Path, git: Git, write: Write, monkeypatch: pytest.MonkeyPatch, tracked: bool
) -> None:
    """Spaces, newlines, tabs, quotes, leading signs and bytes that are not UTF-8."""
    git("init", "-q")
    odd = ["a b.py", "n\nl.py", "t\tb.py", '"q".py', "-x.py", "? y.py", "ü.py", os.fsdecode(b"\xff\xfe.py")]
    names = sorted([*odd, "d \n/x.py", "[a]/*.py", ":(top)z/y.py", "100644 a/b.py"])
    write(*names)
    if tracked:
        git("add", ".")
    with_git, without = both_ways(root, monkeypatch)
    assert list(with_git.paths) == list(without.paths) == names
    assert all((root / path).is_file() for path in with_git.paths)


def test_files_that_are_gone_or_in_conflict(root: Path, git: Git, write: Write) -> None:
    """A deleted file is dropped; one with three stages in the index is listed once."""
    git("init", "-q", "-b", "main")
    write("a.py", "gone.py", "empty/gone.py", text="0")
    git("add", ".")
    git("commit", "-qm", "0")
    git("branch", "other")
    write("a.py", text="1")
    git("commit", "-qam", "1")
    git("checkout", "-q", "other")
    write("a.py", text="2")
    git("commit", "-qam", "2")
    with pytest.raises(Exception, match="merge"):
        git("merge", "main")
    assert git("ls-files", "-u").count("\n") == 3
    (root / "gone.py").unlink()
    shutil.rmtree(root / "empty")
    assert discover(str(root)).paths == ("a.py",)


def test_nested_repositories_are_left_out_and_said(
    root: Path, git: Git, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clone in the tree, a submodule, and a clone within an untracked directory."""
    git("init", "-q")
    write("a.py", "clone/b.py", "sub/c.py", "new/n.py", "new/clone/d.py", "empty/clone/e.py")
    for place in ("clone", "sub", "new/clone", "empty/clone"):
        git("init", "-q", at=place)
        git("add", ".", at=place)
        git("commit", "-qm", "0", at=place)
    git("add", "a.py", "sub")
    with_git, without = both_ways(root, monkeypatch)
    assert with_git.paths == without.paths == ("a.py", "new/n.py")
    expected = [
        f"nested repository left out: {name}" for name in ("clone", "empty/clone", "new/clone", "sub")
    ]
    assert list(with_git.notes) == expected
    assert set(expected) < set(without.notes)
    assert discover(str(root), (), ("clone", "sub")).notes == ()


def test_links_are_not_followed(
    root: Path, git: Git, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link to a listed file is a duplicate; one that hides something is said; a loop is no problem."""
    git("init", "-q")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/o.py").write_text("")
    write("a.py", "p/b.py", "tool")
    links = {"same.py": "a.py", "p/loop": "..", "out.py": "../outside/o.py", "far": "../outside"}
    links |= {"script.py": "tool", ".#a.py": "nobody@nowhere", "gone.py": "nowhere.py", "gone": "nowhere"}
    for name, target in links.items():
        (root / name).symlink_to(target)
    expected = (
        "symbolic link leads nowhere: gone.py",
        *(f"symbolic link not followed: {name}" for name in ("far", "out.py", "script.py")),
    )
    untracked, without = both_ways(root, monkeypatch)
    git("add", ".")
    for listing in (untracked, without, discover(str(root))):
        assert listing.paths == ("a.py", "p/b.py")
        assert listing.directories == (".", "p")
        assert tuple(note for note in listing.notes if "symbolic" in note) == expected


def test_a_tracked_directory_that_became_a_link(root: Path, git: Git, write: Write, tmp_path: Path) -> None:
    """What git tracked below it would now be read elsewhere."""
    git("init", "-q")
    write("a.py", "p/b.py")
    git("add", ".")
    (root / "p").rename(tmp_path / "elsewhere")
    (root / "p").symlink_to(tmp_path / "elsewhere")
    listing = discover(str(root))
    assert listing.paths == ("a.py",)
    assert listing.notes == ("symbolic link not followed: p",)


def test_what_is_no_file_is_left_out_and_said(root: Path, write: Write) -> None:
    """A named pipe would never end."""
    write("a.py")
    os.mkfifo(root / "pipe.py")
    listing = discover(str(root))
    assert listing.paths == ("a.py",)
    assert listing.notes == ("not a regular file, left out: pipe.py",)


def test_directories_without_files_are_watched(
    root: Path, git: Git, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that appears in one changes no other directory. What is ignored or a cache is not watched."""
    git("init", "-q")
    write("a.py", "old/__pycache__/x.pyc", "new/n.py", "cache/x/y", ".venv/lib/z.py", "log/l.txt")
    write("cache/.gitignore", text="*\n")
    write(".gitignore", text=".venv\n*.pyc\n/log/\n")
    (root / "empty/deep").mkdir(parents=True)
    (root / "new/void").mkdir()
    (root / ".netra").mkdir()
    with_git, without = both_ways(root, monkeypatch)
    expected = (".", "empty", "empty/deep", "new", "new/void", "old")
    assert with_git.directories == without.directories == expected


def test_what_is_installed_is_left_out_without_git(root: Path, write: Write) -> None:
    """With git, .gitignore says so; a walk goes by names, and by pyvenv.cfg, and tells."""
    write("a.py", "venv/b.py", "web/node_modules/c.py", "my-env/pyvenv.cfg", "my-env/lib/d.py", "build/e.py")
    listing = discover(str(root))
    assert (listing.method, listing.paths) == ("walk", ("a.py", "build/e.py"))
    assert listing.notes == ("left out, since git is not there to say: my-env, venv, web/node_modules",)


def test_projects_are_named(root: Path, git: Git, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A directory with a pyproject.toml, setup.py or setup.cfg is one, tracked or not."""
    git("init", "-q")
    write("pyproject.toml", "a/pyproject.toml", "b/setup.py", "c/d/setup.cfg", "e/my_setup.py")
    git("add", "a")
    with_git, without = both_ways(root, monkeypatch)
    assert with_git.projects == without.projects == (".", "a", "b", "c/d")


def test_git_that_is_missing_or_refuses_is_said(
    root: Path, git: Git, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The walk stands in, with a note; where no repository is there is nothing to say."""
    write("a.py", "pkg/b.py")
    assert discover(str(root)).notes == ()
    git("init", "-q")
    monkeypatch.setenv("PATH", os.devnull)
    absent = discover(str(root / "pkg"))
    assert absent.notes[0].startswith("git cannot be run: ")
    assert absent.paths == ("b.py",)
    monkeypatch.undo()
    (root / ".git/config").write_text("[core\n")
    refused = discover(str(root))
    assert refused.method == "walk"
    assert refused.notes[0].startswith("git refused: ")
    assert refused.paths == ("a.py", "pkg/b.py")


def test_a_hook_around_us_changes_nothing(
    root: Path, git: Git, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hooks run with GIT_DIR and GIT_INDEX_FILE set to their own."""
    git("init", "-q")
    write("a.py")
    git("add", ".")
    git("init", "-q", "--bare", str(tmp_path / "other.git"))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path))
    listing = discover(str(root))
    assert (listing.method, listing.paths) == ("git", ("a.py",))


def test_a_repository_runs_nothing(root: Path, git: Git, write: Write, tmp_path: Path) -> None:
    """A configured file system monitor is a program of somebody else's."""
    git("init", "-q")
    write("a.py")
    program = tmp_path / "monitor"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    program.chmod(0o755)
    git("config", "core.fsmonitor", str(program))
    git("add", ".")
    (tmp_path / "ran").unlink(missing_ok=True)
    git("status")
    assert (tmp_path / "ran").exists(), "the monitor works"
    (tmp_path / "ran").unlink()
    assert discover(str(root)).paths == ("a.py",)
    assert not (tmp_path / "ran").exists()


def test_a_worktree_has_its_index_elsewhere(root: Path, git: Git, write: Write) -> None:
    """`.git` is then a file that points to the directory, which points to the common one."""
    git("init", "-q")
    write("a.py")
    git("add", ".")
    git("commit", "-qm", "0")
    git("worktree", "add", "-q", "../tree")
    listing = discover(str(root.parent / "tree"))
    assert listing.paths == ("a.py",)
    found = {os.path.realpath(name) for name in listing.ignore_files}
    assert found == {f"{root}/.git/worktrees/tree/index", f"{root}/.git/info/exclude"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_directory_that_cannot_be_read_is_said(
    root: Path, git: Git, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest is listed."""
    git("init", "-q")
    write("a.py", "locked/b.py")
    (root / "locked").chmod(0)
    with_git, without = both_ways(root, monkeypatch)
    (root / "locked").chmod(0o755)
    assert with_git.paths == without.paths == ("a.py",)
    assert any("locked" in note for note in with_git.notes)
    assert any("locked" in note for note in without.notes)
