"""What each file is called when it is imported, and which service owns it.

app/core.py              app.core         the repository is a source root
src/app/core.py          app.core         so is `src`, unless it is a package
libs/pay/src/pay/api.py  pay.api          and a directory with a pyproject.toml, and its `src`
app/plugins/x.py         app.plugins.x    directories without `__init__.py` are packages too
app/my-script.py         ""               no import statement can say it
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from keyword import iskeyword
from typing import NamedTuple

from netra_tools.config.model import Service
from netra_tools.errors import ConfigError, near_miss
from netra_tools.project.tree import add_parents

# A project in one of these is material for tests or readers, not a member of the repository.
MATERIAL = frozenset(
    {"docs", "examples", "fixtures", "templates", "test", "test_data", "testdata", "testing", "tests"}
)


class ModuleName(NamedTuple):
    """What a file is called; `module` is "" when no import statement can say it."""

    module: str
    is_package: bool
    service: str


class _Folder(NamedTuple):
    """What the files of one directory are called: `prefix` is None when they cannot be imported."""

    prefix: str | None
    service: str


def name_modules(
    paths: Sequence[str],
    roots: Sequence[str] = (),
    services: Sequence[Service] = (),
    projects: Sequence[str] = (),
) -> list[ModuleName]:
    """Name the module of each path; the deepest source root above a file decides.

    Without declared `roots` they are detected: the repository, the directories in `projects`, and the
    `src` of each. With them, a file outside of all has no name. Several files may get one name.
    """
    known = set(paths)
    add_parents(known, known)
    folders = _starts(known, roots, services, projects)
    return [_name(path, folders) for path in paths]


def check_roots(
    root: str, roots: Sequence[str], services: Sequence[Service], script_roots: Sequence[str] = ()
) -> None:
    """Check that every declared root is a directory of the repository.

    Raises: ConfigError with all that are not.
    """
    places = [(f"source root '{name}'", name) for name in roots]
    places += [(f"script root '{name}'", name) for name in script_roots]
    places += [(f"root '{service.root}' of service '{service.name}'", service.root) for service in services]
    problems = []
    for title, name in places:
        complaint = _complaint(root, name)
        if complaint:
            problems.append((f"{title} {complaint}", _near(root, name)))
    if problems:
        raise ConfigError(problems)


def _complaint(root: str, name: str) -> str:
    """Say why `name` cannot be a root, or ""."""
    place = os.path.realpath(root)
    for part in _clean(name).split("/"):
        place += "/" + part
        try:
            mode = os.lstat(place).st_mode
        except OSError:
            return "does not exist"
        if stat.S_ISLNK(mode):
            return "is reached by a symbolic link, which is not followed"
    return "" if stat.S_ISDIR(mode) else "is not a directory"


def _near(root: str, name: str) -> str:
    """Say which directory may have been meant."""
    head, _, last = _clean(name).rpartition("/")
    try:
        with os.scandir(f"{root}/{head}") as entries:
            names = [entry.name for entry in entries if entry.is_dir() and entry.name[0] != "."]
    except OSError:
        names = []
    hint = near_miss(last, names)
    return hint if hint.startswith("did you mean") else "correct the configuration, or create the directory"


def _clean(name: str) -> str:
    """Write a directory as discovery does: no `./` before it, no `/` behind; "." is the root."""
    return "/".join(part for part in name.split("/") if part not in ("", ".")) or "."


def _starts(
    known: set[str], roots: Sequence[str], services: Sequence[Service], projects: Iterable[str]
) -> dict[str, _Folder]:
    """Say what the files of each source root are called, and who owns them."""
    folders: dict[str, _Folder] = {".": _Folder(None if roots else "", "")}
    if not roots:
        members = [place for place in projects if MATERIAL.isdisjoint(place.split("/"))]
        for place in _with_sources([".", *members], known):
            folders[place] = _Folder("", "")
    for name in roots:
        folders[_clean(name)] = _Folder("", "")
    for service in sorted(services, key=_depth):
        folders.update(_service_folders(service, folders, known))
    return folders


def _depth(service: Service) -> int:
    """Count the directories above a service: an outer one is placed first."""
    return _clean(service.root).count("/")


def _with_sources(places: Iterable[str], known: set[str]) -> list[str]:
    """Give the places and the `src` of each, where that holds Python, but for those that are packages."""
    sources = [one for place in places for one in (place, _under(place, "src")) if one in known]
    return [place for place in sources if not _is_package(place, known)]


def _service_folders(service: Service, folders: Mapping[str, _Folder], known: set[str]) -> dict[str, _Folder]:
    """Place a service: its root is a source root, unless it is the package itself."""
    place = _clean(service.root)
    within = [name for name in folders if place == "." or name.startswith(place + "/")]
    owned = {name: _Folder(folders[name].prefix, service.name) for name in within}
    if service.package:
        inner = _under(place, service.package.replace(".", "/"))
        if known.isdisjoint((inner, inner + ".py", inner + ".pyi")):
            return owned | {place: _Folder(service.package, service.name)}
    elif _is_package(place, known):
        return owned | {place: _Folder(_folder(place, dict(folders)).prefix, service.name)}
    return owned | {name: _Folder("", service.name) for name in (place, *_with_sources([place], known))}


def _is_package(place: str, known: set[str]) -> bool:
    """Say whether a directory has an `__init__` file. The root of the repository is never a package."""
    return place != "." and (f"{place}/__init__.py" in known or f"{place}/__init__.pyi" in known)


def _under(place: str, name: str) -> str:
    """Name what is in a directory."""
    return name if place == "." else f"{place}/{name}"


def _name(path: str, folders: dict[str, _Folder]) -> ModuleName:
    """Name one file by its directory."""
    head, _, file = path.rpartition("/")
    stem = file.rpartition(".")[0]
    prefix, service = folders.get(head or ".") or _folder(head, folders)
    is_package = stem == "__init__"
    if prefix is None:
        return ModuleName("", is_package, service)
    if is_package:
        return ModuleName(prefix, True, service)
    return ModuleName(_dotted(prefix, stem) or "", False, service)


def _folder(place: str, folders: dict[str, _Folder]) -> _Folder:
    """Say what the files of a directory are called, and remember it."""
    known = folders.get(place)
    if known is None:
        head, _, name = place.rpartition("/")
        prefix, service = _folder(head or ".", folders)
        known = folders[place] = _Folder(_dotted(prefix, name), service)
    return known


def _dotted(prefix: str | None, name: str) -> str | None:
    """Put a name behind the package that holds it; None when no import statement can say it."""
    if prefix is None or not name.isidentifier() or iskeyword(name):
        return None
    return f"{prefix}.{name}" if prefix else name
