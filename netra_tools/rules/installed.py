"""Where a package lies, found without running it, and whether that is in the repository that is checked.

Nothing of the repository is executed unless it is trusted: `find_spec` of a top-level name looks and does
not run, and every file that the name leads to, by whatever link or editable install, must lie outside.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from netra_tools.config.model import RuleOrigin, RulePackages
from netra_tools.digests import digest_of
from netra_tools.errors import NetraError
from netra_tools.project.outside import holds

if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec

SKIPPED = "__pycache__"
TRUST = "install it where netra is installed, or give --trust when you trust this repository"


def find_package(name: str, wanted: RulePackages) -> RuleOrigin:
    """Find one package; nothing that lies in the repository is accepted unless it is trusted."""
    if wanted.trusted and wanted.root not in sys.path:
        sys.path.append(wanted.root)
    places: list[str] = []
    for end in range(1, name.count(".") + 2):
        if end > 1:  # to look into a package is to run it
            forget_repository(wanted)
        spec = look_up(".".join(name.split(".")[:end]), name)
        places = list(places_of(spec))
        refuse_inside(name, places, wanted)
    contents = [place.encode() + b"\0" + read(place) for place in places if os.path.isfile(place)]
    return RuleOrigin(name, tuple(places), digest_of(b"\0".join(contents)))


def look_up(part: str, name: str) -> ModuleSpec:
    """Find a module without running it; those above it have been accepted and may run."""
    from importlib.util import find_spec

    try:
        spec = find_spec(part)
    except Exception as error:
        raise broken(name, error) from error
    if spec is None:
        raise NetraError(f"the rule package '{name}' is not installed", TRUST)
    if spec.origin is None or not os.path.isfile(spec.origin):
        raise NetraError(f"the rule package '{name}' is no package of files", "give it an __init__.py")
    return spec


def places_of(spec: ModuleSpec) -> Iterator[str]:
    """List the files and directories of a module or a package, sorted."""
    assert spec.origin is not None
    if spec.submodule_search_locations is None:
        yield spec.origin
        return
    for location in spec.submodule_search_locations:
        for directory, inner, files in os.walk(location, followlinks=True):
            inner[:] = sorted(one for one in inner if one != SKIPPED)
            yield directory
            yield from (os.path.join(directory, file) for file in sorted(files))


def refuse_inside(name: str, places: Iterable[str], wanted: RulePackages) -> None:
    """Refuse what lies in the repository.

    The packages of the interpreter that runs us are installed, wherever its environment lies.
    """
    if wanted.trusted:
        return
    installed = installed_places()
    for place in places:
        if is_of_repository(place, wanted.root, installed):
            shown = os.path.relpath(os.path.realpath(place), os.path.realpath(wanted.root))
            message = f"the rule package '{name}' lies in the repository, at {shown}: it is not imported"
            raise NetraError(message, TRUST)


def installed_places() -> list[str]:
    """List where the running interpreter's packages are installed."""
    import sysconfig

    return [sysconfig.get_path(name) for name in ("purelib", "platlib", "stdlib")]


def is_of_repository(place: str, root: str, installed: Iterable[str]) -> bool:
    """Say whether a place lies in the repository and is not installed there."""
    return holds(root, place) and not any(holds(one, place) for one in installed)


def forget_repository(wanted: RulePackages) -> None:
    """Let nothing that a rule imports be found in the repository."""
    if not wanted.trusted:
        root, installed = wanted.root, installed_places()
        sys.path[:] = [entry for entry in sys.path if entry and not is_of_repository(entry, root, installed)]


def read(path: str) -> bytes:
    """Read a file."""
    with open(path, "rb") as file:
        return file.read()


def broken(name: str, error: BaseException) -> NetraError:
    """Say that a package cannot be imported."""
    return NetraError(
        f"the rule package '{name}' cannot be imported: {type(error).__name__}: {error}", "correct it"
    )
