"""Services or packages, what can be started, and scripts, as lines of the index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from netra_tools.changes.indexing.entry import Entry
from netra_tools.changes.indexing.places import Module, Places
from netra_tools.changes.indexing.purposes import of_markdown, of_python, of_script

READMES: Final = ("README.md", "README.rst", "README.txt", "README", "readme.md")
FOLDERS: Final = frozenset({"scripts", "script", "bin", "tools", "hack", "hooks", "ci", ".ci"})
SHELLS: Final = (".sh", ".bash", ".zsh")
COMMANDS: Final = ("console_scripts", "gui_scripts")  # groups whose names are commands
STARTED: Final = "__main__"
GUARD = re.compile(rb"^if\s+__name__\s*==\s*[\"']__main__[\"']", re.MULTILINE)
DEEPEST: Final = 2  # packages below more than one other are no entries


def services(places: Places) -> list[Entry]:
    """List the declared services; without any, the packages at the top and right below them."""
    declared = [
        Entry(one.name, (one.root,), readme_of(places, one.root) or module_at(places, one.root))
        for one in places.config.services
    ]
    return declared or [
        Entry(one.name, (one.path.rpartition("/")[0],), package_purpose(places, one))
        for one in places.packages()
        if one.name.count(".") < DEEPEST
    ]


def package_purpose(places: Places, package: Module) -> str:
    """Give what a package says of itself, else what its README says."""
    return of_python(places.read(package.path)) or readme_of(places, package.path.rpartition("/")[0])


def readme_of(places: Places, folder: str) -> str:
    """Give what the README of a folder says."""
    return next((of_markdown(places.read(path)) for path in places.beside(folder, *READMES)), "")


def module_at(places: Places, folder: str) -> str:
    """Give what the package in a folder says of itself; of a folder with several, the first."""
    inside = [one for one in places.packages() if one.path.startswith(f"{folder}/")]
    return of_python(places.read(inside[0].path)) if inside else ""


def started(places: Places) -> list[Entry]:
    """List the commands that projects declare, and the packages that can be run."""
    found = {command_of(places, *one) for one in declared(places)}
    for name, held in places.modules.items():
        package, _, last = name.rpartition(".")
        if last == STARTED and package and held.path in places.known:
            found.add(Entry(f"python -m {package}", (held.path,), of_python(places.read(held.path))))
    return sorted(found)


def command_of(places: Places, project: str, name: str, target: str) -> Entry:
    """Make a line of an entry point; one of another distribution leads to the file that declares it."""
    module, _, function = target.partition("[")[0].partition(":")
    held = places.modules.get(module.strip())
    if held is None:
        return Entry(name, (project,), "")
    return Entry(name, (held.path,), of_python(places.read(held.path), function.strip()))


def declared(places: Places) -> Iterator[tuple[str, str, str]]:
    """Give project file, name and target of each entry point that is declared."""
    for path in places.files:
        name = path.rpartition("/")[2]
        if name == "pyproject.toml":
            yield from ((path, *one) for one in of_pyproject(places.read(path)))
        elif name == "setup.cfg":
            yield from ((path, *one) for one in of_setup(places.read(path)))


def of_pyproject(data: bytes) -> Iterator[tuple[str, str]]:
    """Give the scripts and entry points of a project; nothing of a file that cannot be read."""
    import tomllib

    try:
        project = tomllib.loads(data.decode())
    except ValueError:
        return
    table = table_at(project, "project")
    groups = [("", table_at(table, name)) for name in ("scripts", "gui-scripts")]
    groups.append(("", table_at(table_at(table_at(project, "tool"), "poetry"), "scripts")))
    points = table_at(table, "entry-points")
    groups += [(f"{name} ", table_at(points, name)) for name in sorted(points)]
    for group, held in groups:
        yield from ((group + name, target) for name, target in held.items() if isinstance(target, str))


def table_at(table: dict[str, object], name: str) -> dict[str, object]:
    """Give a table within another; an empty one where there is none."""
    found = table.get(name)
    return found if isinstance(found, dict) else {}


def of_setup(data: bytes) -> Iterator[tuple[str, str]]:
    """Give the entry points of a setup.cfg; nothing of a file that cannot be read."""
    from configparser import Error, RawConfigParser

    parser = RawConfigParser(strict=False)
    try:
        parser.read_string(data.decode())
    except (ValueError, Error):
        return
    section = "options.entry_points"
    for group, lines in parser.items(section) if parser.has_section(section) else ():
        pairs = [line.partition("=") for line in lines.splitlines() if "=" in line]
        start = "" if group in COMMANDS else f"{group} "
        yield from ((start + name.strip(), target.strip()) for name, _, target in pairs)


def scripts(places: Places) -> list[Entry]:
    """List what is started as a file: at the top, and in folders for scripts."""
    found = [(path, places.read(path)) for path in places.files if may_be_script(path)]
    return [
        Entry("", (path,), of_python(data) if path.endswith(".py") else of_script(data))
        for path, data in found
        if is_script(path, data)
    ]


def may_be_script(path: str) -> bool:
    """Say whether a script may lie here."""
    folder, _, name = path.rpartition("/")
    is_at_home = not folder or not FOLDERS.isdisjoint(folder.split("/"))
    return is_at_home and (name.endswith((".py", *SHELLS)) or "." not in name.lstrip("."))


def is_script(path: str, data: bytes) -> bool:
    """Say whether a file is started by its path; a package is not, see `started`."""
    if path.endswith(".py"):
        return GUARD.search(data) is not None and not path.endswith("/__main__.py")
    return path.endswith(SHELLS) or data.startswith(b"#!")
