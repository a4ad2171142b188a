"""Compile the hot modules with mypyc when that is possible; everything else stands in pyproject.toml.

NETRA_COMPILE=0 asks for pure Python, NETRA_COMPILE=1 makes a failure fatal. Unset, a wheel is compiled
if it can be, and an editable install is not: there the file that you edit must be the one that runs.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.command.build_py import build_py

# The one list of what is compiled. All of it is ordinary typed Python that also runs as it is.
# What answers `netra literals validate` is left out: loading compiled code would take longer than it saves.
HOT = (
    "netra_tools/facts/native*.py",
    "netra_tools/facts/lines.py",
    "netra_tools/facts/references.py",
    "netra_tools/facts/stdlib_uses*.py",
    "netra_tools/facts/tags.py",
    "netra_tools/facts/ties_f*.py",
    "netra_tools/facts/uses_found.py",
    "netra_tools/facts/uses_text.py",
    "netra_tools/reach/families.py",
    "netra_tools/reach/forms.py",
    "netra_tools/reach/groups.py",
    "netra_tools/reach/loading.py",
    "netra_tools/reach/lookups.py",
    "netra_tools/reach/resolve.py",
    "netra_tools/reach/table.py",
    "netra_tools/reach/walk.py",
    "netra_tools/literals/call_table.py",
    "netra_tools/literals/classify.py",
    "netra_tools/literals/imported.py",
    "netra_tools/literals/indexing.py",
    "netra_tools/literals/links.py",
    "netra_tools/literals/name_table.py",
    "netra_tools/literals/positions.py",
    "netra_tools/literals/scopes.py",
    "netra_tools/literals/take.py",
    "netra_tools/literals/values.py",
    "netra_tools/literals/write.py",
)
WISH = os.environ.get("NETRA_COMPILE", "")
BUILDS = {"bdist_wheel", "build", "build_ext", "install"} | ({"editable_wheel"} if WISH == "1" else set())


def hot_extensions() -> list[Extension]:
    """Translate the hot modules to C, or say why not."""
    files = sorted(str(path) for pattern in HOT for path in Path().glob(pattern))
    if WISH == "0" or not files or not BUILDS.intersection(sys.argv):
        return []
    try:
        from mypyc.build import mypycify

        # The other packages are not in the build environment, so their types are not asked for.
        options = ["--config-file=", "--ignore-missing-imports", "--python-version=3.11"]
        extensions: list[Extension] = mypycify([*options, *files], group_name="netra_tools", debug_level="0")
    except (Exception, SystemExit) as problem:  # mypyc leaves through sys.exit when a type is wrong
        go_on_interpreted(problem)
        return []
    return extensions


def go_on_interpreted(problem: BaseException) -> None:
    """Say that the package stays pure Python, and why; with NETRA_COMPILE=1 stop instead."""
    if WISH == "1":
        raise SystemExit(f"netra: NETRA_COMPILE=1, but compiling failed: {str(problem)[:200]}")
    print(f"netra: not compiled, the pure Python form is used: {str(problem)[:200]}", file=sys.stderr)


class BuildFresh(build_py):
    """Copy the package into an empty folder: a module deleted since the last build must not come back."""

    def run(self) -> None:
        shutil.rmtree(Path(self.build_lib), ignore_errors=True)
        super().run()


class BuildIfPossible(build_ext):
    """Compile all the hot modules or none of them."""

    def run(self) -> None:
        try:
            super().run()
        except Exception as problem:
            go_on_interpreted(problem)
            for built in Path(self.build_lib).glob("**/*" + self.get_ext_filename("x")[1:]):
                built.unlink()
            self.extensions = self.distribution.ext_modules = []


setup(ext_modules=hot_extensions(), cmdclass={"build_py": BuildFresh, "build_ext": BuildIfPossible})
