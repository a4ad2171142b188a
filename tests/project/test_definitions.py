"""Files that define keys come from the same look at the tree, and only where they are asked for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from netra_tools.config.model import DEFAULT_DEFINITION_FILES, DEFAULT_UNINDEXED
from netra_tools.project.definitions import DefinitionGlobs, choose_definitions
from netra_tools.project.discover import discover
from tests.project.conftest import Git, Write

DEFAULT = DefinitionGlobs(DEFAULT_DEFINITION_FILES, DEFAULT_UNINDEXED)
CHOSEN = """
    .env .env.example deploy/.env.production deploy/prod.env compose.yaml compose.override.yml
    a/docker-compose.dev.yml pyproject.toml package.json .pre-commit-config.yaml mkdocs.yml
    config/a.yaml config/b/c.json conf/d.toml settings/e.yml
"""
LEFT_OUT = """
    .envrc .env/lib/a.py .env.ts a/b.yaml a/b.json a/config/b.yaml src/pyproject.toml config/a.py config/a.txt
    package-lock.json uv.lock pnpm-lock.yaml conda-lock.yml npm-shrinkwrap.json pylock.dev.toml
    packages.lock.json
    config/translations/de.json config/locales/en.yml config/i18n/de.json config/vendor/a.json
    vendor/compose.yaml node_modules/.env config/generated/a.json config/a.generated.yaml
"""


def test_the_default_takes_what_people_write() -> None:
    names = [*CHOSEN.split(), *LEFT_OUT.split()]
    assert choose_definitions(names, DEFAULT) == CHOSEN.split()


CASES = {
    "nothing": ((), (), ""),
    "any depth": (("*.json",), (), "a/b.json c.json"),
    "the root alone": (("/*.json",), (), "c.json"),
    "excluded": (("*.json", "*.yaml"), ("a/",), "c.json e.yaml"),
    "named in full": (("/package-lock.json", "locale/d.json"), (), "locale/d.json package-lock.json"),
    "named in full and excluded": (("locale/d.json",), ("locale",), ""),
    "what has no keys": (("**", "f.py"), (), "a/b.json c.json e.yaml"),
}


@pytest.mark.parametrize("name", CASES)
def test_globs_choose(name: str) -> None:
    files, exclude, expected = CASES[name]
    names = ["a/b.json", "c.json", "e.yaml", "f.py", "g.txt", "locale/d.json", "package-lock.json"]
    found = choose_definitions(names, DefinitionGlobs(files, exclude))
    assert found == expected.split()
    assert choose_definitions(names, DefinitionGlobs(files), exclude) == expected.split()


def test_they_are_listed_beside_the_sources(
    root: Path, git: Git, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tracked, untracked, or in a directory that git does not know; with git and without it."""
    git("init", "-q")
    write(
        "a.py", ".env.example", "deploy/.env.dev", "new/.env.test", "new/deep/compose.yaml", "config/a.json"
    )
    write("web/b.ts", "b.json", "x/y.json", "x/.env/z")
    git("add", "a.py", ".env.example", "config")
    plain = discover(str(root), script_roots=("web",))
    for path in (os.environ["PATH"], os.devnull):
        monkeypatch.setenv("PATH", path)
        listing = discover(str(root), (), ("b.json",), ("web",), DEFAULT)
        assert " ".join(listing.definitions) == (
            ".env.example config/a.json deploy/.env.dev new/.env.test new/deep/compose.yaml"
        )
        assert (listing.paths, listing.scripts) == (plain.paths, plain.scripts)
        assert listing.directories == plain.directories
    assert plain.definitions == ()


def test_an_ignored_file_is_read_only_when_it_is_named_in_full(
    root: Path, git: Git, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ignored files hold the secrets. A link may lead out of the repository."""
    git("init", "-q")
    write("a.py", ".env", ".env.example", "local/.env", "deploy/.env")
    write(".gitignore", text=".env\nlocal/\naway\n")
    git("add", ".")
    (tmp_path / "away").mkdir()
    (tmp_path / "away/.env").write_text("A=1")
    (root / "away").symlink_to(tmp_path / "away")
    for path in (os.environ["PATH"], os.devnull):
        monkeypatch.setenv("PATH", path)
        assert discover(str(root), definitions=DEFAULT).definitions == (".env.example",)
        named = DefinitionGlobs((".env*", "/.env", "local/.env", "away/.env", "absent/.env"))
        listing = discover(str(root), definitions=named)
        assert listing.definitions == (".env", ".env.example", "local/.env")
        assert "local" in listing.directories


def test_links_are_not_followed_but_told(root: Path, git: Git, write: Write, tmp_path: Path) -> None:
    git("init", "-q")
    write("a.py", ".env.example")
    (tmp_path / "outside").write_text("A=1")
    (root / ".env").symlink_to(".env.example")
    (root / ".env.far").symlink_to("../outside")
    listing = discover(str(root), definitions=DEFAULT)
    assert listing.definitions == (".env.example",)
    assert listing.notes == ("symbolic link not followed: .env.far",)
    assert discover(str(root)).notes == ()
