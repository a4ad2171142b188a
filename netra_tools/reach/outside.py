"""What files other than Python say of Python: names and paths that are run, loaded or declared from there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any, Final

from netra_tools.reach.model import Declared, Described, Mention, Outside

TEMPLATES: Final = (".html", ".htm", ".jinja", ".jinja2", ".j2", ".djhtml", ".mako", ".xhtml", ".txt.tpl")
TEXTS: Final = (
    ".yaml", ".yml", ".toml", ".ini", ".cfg", ".conf", ".sh", ".bash", ".service", ".mk", ".make",
    ".dockerfile", ".bat", ".ps1",
)  # fmt: skip
NAMES: Final = frozenset((
    "Dockerfile", "Containerfile", "Makefile", "makefile", "GNUmakefile", "Procfile", "justfile",
    "Justfile", "Jenkinsfile", "crontab", "Vagrantfile", "tox.ini", "package.json",
))  # fmt: skip
# They speak of modules to tools that judge them, which is no use of them.
JUDGING: Final = frozenset((
    "mypy.ini", ".mypy.ini", "ruff.toml", ".ruff.toml", ".flake8", ".pylintrc", "pylintrc",
    ".coveragerc", ".importlinter", "tach.toml", "netra.toml", "pyrightconfig.json", "codecov.yml",
    ".codecov.yml", ".isort.cfg", ".bandit", "mkdocs.yml", "sonar-project.properties",
))  # fmt: skip
DECLARING: Final = (
    "scripts", "gui-scripts", "entry-points", "plugins", "entry_points", "cmdclass", "build-backend",
    "tasks", "env", "commands", "cmd", "pytest",
)  # fmt: skip
NAME = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_][\w.]*|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")
PATH = re.compile(r"[\w.-]*(?:/[\w.-]+)*\.py\b|(?:[\w.-]+/)+[\w.-]+\.py\b")
RUN = re.compile(r"-m[ \"',]+([A-Za-z_][\w.]*)")
FROM = re.compile(r"from\s+([A-Za-z_][\w.]*)\s+import\s+([\w, ]+)")
WORD = re.compile(r"[A-Za-z_]\w+")
HOLES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\$\{.*?\}", re.DOTALL)
LEAST = re.compile(r"(?:>=|~=|==|\^|~)\s*(?P<version>\d+(?:\.\d+)*)")
NUMBERS = re.compile(r"\d+(?:\.\d+)*")
INSTALLED_AS = re.compile(r"(?P<folder>(?:.*/)?)(?P<name>[^/]+?)-(?P<version>\d[^/]*)\.dist-info/METADATA")
UNBUILT = "Private ::"
INSTALLED: Final = (".dist-info/METADATA", ".egg-info/PKG-INFO")
LEFT_BEHIND: Final = (".py~", ".py.orig", ".py.bak", ".py.rej", ".py.old", ".pyc.bak", ".py.save", ".bak.py")


def is_of_use(path: str) -> bool:
    """Say whether a file that is no Python says something by what it holds, or by being there."""
    return is_read(path) or path.endswith((*INSTALLED, *LEFT_BEHIND))


def is_read(path: str) -> bool:
    """Say whether a file may speak of Python."""
    name = path.rpartition("/")[2]
    if name in JUDGING:
        return False
    return name in NAMES or name.startswith("Dockerfile.") or path.endswith((*TEXTS, *TEMPLATES))


def read_outside(texts: Mapping[str, str], paths: Iterable[str]) -> Outside:
    """Gather what some texts say; `paths` are all files that are no Python and of use."""
    paths = sorted(paths)
    projects = [path for path in sorted(texts) if is_project(path)]
    published = any(path.endswith(INSTALLED) for path in paths)
    published = published or any(is_published(read_toml(texts[path])) for path in projects)
    mentions: list[Mention] = []
    words: set[str] = set()
    for path, text in sorted(texts.items()):
        if path.endswith(TEMPLATES):
            words.update(words_of(text))
        else:
            mentions += mentions_of(path, text)
    return Outside(
        tuple(mentions),
        frozenset(words),
        published,
        tuple(chain.from_iterable([needs(path, texts[path]) for path in projects])),
        left_behind(paths),
        describe_all({path: texts[path] for path in projects}, paths),
    )


def describe_all(projects: Mapping[str, str], paths: Iterable[str]) -> tuple[Described, ...]:
    """Give what is said of each project, those in the innermost folders first."""
    found = [describe(path, read_toml(text)) for path, text in projects.items()]
    found += [one for path in paths for one in installed(path)]
    return tuple(sorted(found, key=lambda one: -len(one.folder)))


def describe(path: str, table: Mapping[str, Any]) -> Described:
    """Give what a project file says of the project."""
    from netra_tools.reach.dependencies import table_at

    project, poetry = table_at(table, "project"), table_at(table, "tool", "poetry")
    name = project.get("name") or poetry.get("name") or ""
    python = project.get("requires-python") or table_at(poetry, "dependencies").get("python") or ""
    least = LEAST.search(str(python))
    version = str(project.get("version") or poetry.get("version") or "")
    numbers = numbers_of(least["version"]) if least else ()
    return Described(path.removesuffix("pyproject.toml"), str(name).lower(), numbers_of(version), numbers)


def installed(path: str) -> tuple[Described, ...]:
    """Give what the folder of an installed distribution says by its name."""
    match = INSTALLED_AS.search(path)
    if match is None:
        return ()
    return (Described(match["folder"], match["name"].lower(), numbers_of(match["version"]), ()),)


def numbers_of(version: str) -> tuple[int, ...]:
    """Give the numbers of a version."""
    match = NUMBERS.match(version)
    return tuple([int(part) for part in match[0].split(".")]) if match else ()


def words_of(text: str) -> set[str]:
    """Give the words that a template looks up."""
    return {word for hole in HOLES.findall(text) for word in WORD.findall(hole)}


def needs(path: str, text: str) -> tuple[Declared, ...]:
    """List the distributions that a project file declares."""
    from netra_tools.reach.dependencies import declared_in

    return declared_in(read_toml(text), path, text)


def left_behind(paths: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """List the copies of Python files that nobody runs."""
    return tuple([(path, "a copy that was left behind") for path in paths if path.endswith(LEFT_BEHIND)])


def is_project(path: str) -> bool:
    """Say whether a file describes a project."""
    return path.rpartition("/")[2] == "pyproject.toml"


def mentions_of(path: str, text: str) -> list[Mention]:
    """List what a text says that is no template."""
    if is_project(path):
        return [Mention(one, path, 0) for one in called_in(read_toml(text))]
    if path.endswith("setup.cfg"):
        return [Mention(one, path, 0) for one in entry_points(text)]
    return [
        Mention(one, path, number)
        for number, line in enumerate(text.splitlines(), 1)
        if not line.lstrip().startswith(("#", ";"))
        for one in said_in(line)
    ]


def read_toml(text: str) -> dict[str, Any]:
    """Read TOML; what cannot be read says nothing."""
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}


def is_published(table: Mapping[str, Any]) -> bool:
    """Say whether a project can be built and nothing says that it is private."""
    project = table.get("project")
    if not isinstance(project, Mapping) or "build-system" not in table:
        poetry = table.get("tool", {}).get("poetry")
        return (
            isinstance(poetry, Mapping)
            and "build-system" in table
            and poetry.get("package-mode", True) is True
        )
    return not any(str(one).startswith(UNBUILT) for one in project.get("classifiers", ()))


def called_in(table: Any, inside: bool = False) -> list[str]:
    """List the names and paths in the tables of a project file that declare what is called."""
    if isinstance(table, str):
        return [*NAME.findall(table), *PATH.findall(table)] if inside else []
    if isinstance(table, list):
        return [name for one in table for name in called_in(one, inside)]
    if isinstance(table, Mapping):
        return [name for key, one in table.items() for name in called_in(one, inside or key in DECLARING)]
    return []


def entry_points(text: str) -> list[str]:
    """List what the entry points of a `setup.cfg` call."""
    found: list[str] = []
    section = ""
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip("[] ")
        elif section.startswith(("options.entry_points", "tool:pytest", "entry_points")) or line.startswith(
            "cmdclass"
        ):
            found += NAME.findall(line)
    return found


def said_in(line: str) -> list[str]:
    """List what a line of a configuration or script may call."""
    said = [*NAME.findall(line), *[one.removeprefix("./") for one in PATH.findall(line)]]
    for module in RUN.findall(line):
        said += [module, f"{module}.__main__"]
    for module, names in FROM.findall(line):
        said += [module, *[f"{module}.{name.strip()}" for name in names.split(",") if name.strip()]]
    return said
