"""What a project declares and does not import, and what it imports and does not declare."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any, Final

from netra_tools.model import IN_FUNCTION, IN_TRY_IMPORT, TYPE_CHECKING
from netra_tools.reach.model import LOW, MEDIUM, Dead, Declared, Outside
from netra_tools.reach.table import Table

NAME = re.compile(r"[A-Za-z0-9][\w.-]*")
# Distributions whose modules are called otherwise.
MODULES: Final = {
    "attrs": "attr attrs", "beautifulsoup4": "bs4", "django-filter": "django_filters", "dnspython": "dns",
    "djangorestframework": "rest_framework", "faiss-cpu": "faiss", "gitpython": "git", "ipython": "IPython",
    "grpcio": "grpc", "mysqlclient": "MySQLdb", "opencv-python": "cv2", "opencv-python-headless": "cv2",
    "pillow": "PIL", "protobuf": "google", "psycopg2-binary": "psycopg2", "pycryptodome": "Crypto",
    "pyjwt": "jwt", "pymysql": "pymysql MySQLdb", "pyopenssl": "OpenSSL", "pyyaml": "yaml",
    "pyserial": "serial",
    "python-dateutil": "dateutil", "python-dotenv": "dotenv", "python-jose": "jose", "pyzmq": "zmq",
    "python-multipart": "multipart python_multipart", "python-magic": "magic", "python-slugify": "slugify",
    "scikit-image": "skimage", "scikit-learn": "sklearn", "setuptools": "setuptools pkg_resources",
    "tree-sitter": "tree_sitter", "typing-extensions": "typing_extensions", "websocket-client": "websocket",
    "pywin32": "win32api win32con win32com pythoncom pywintypes", "ruamel.yaml": "ruamel", "pytz": "pytz",
}  # fmt: skip
# Used by being installed: nothing imports them.
TOOLS = re.compile(
    r"types-.*|.*-stubs|pytest.*|mypy|ruff|black|flake8.*|isort|coverage|tox|nox|pre-commit|wheel|build|twine|tzdata"
    r"|gunicorn|uvicorn|uvloop|httptools|psycopg2?(-binary)?|.*-plugin|sphinx.*|mkdocs.*|.*client|.*driver|certifi"
)


def declared_in(table: Mapping[str, Any], path: str, text: str) -> tuple[Declared, ...]:
    """List what a `pyproject.toml` declares; what is optional or for development counts as such."""
    project = table_at(table, "project")
    poetry = table_at(table, "tool", "poetry")
    needed = [*project.get("dependencies", ()), *poetry.get("dependencies", ())]
    groups = [
        *table_at(project, "optional-dependencies").values(),
        *table_at(table, "dependency-groups").values(),
    ]
    groups += [table_at(group, "dependencies") for group in table_at(poetry, "group").values()]
    extra = [one for group in groups for one in group] + list(poetry.get("dev-dependencies", ()))
    found = [(str(one), False) for one in needed] + [(str(one), True) for one in extra]
    names = [(match[0], optional) for one, optional in found if (match := NAME.match(one))]
    return tuple(
        [Declared(name, path, line_of(name, text), optional) for name, optional in names if name != "python"]
    )


def table_at(table: Any, *keys: str) -> Mapping[str, Any]:
    """Give a table within tables; an empty one where there is none."""
    for key in keys:
        table = table.get(key) if isinstance(table, Mapping) else None
    return table if isinstance(table, Mapping) else {}


def line_of(name: str, text: str) -> int:
    """Give the first line on which a name is written as the beginning of a word."""
    match = re.search(rf"[\"'\s]{re.escape(name)}\b", text)
    return text.count("\n", 0, match.start() + 1) + 1 if match else 1


def modules_of(name: str) -> set[str]:
    """Give the modules that a distribution may hold."""
    plain = name.lower().replace("_", "-")
    if plain in MODULES:
        return set(MODULES[plain].split())
    whole = plain.replace("-", "_").replace(".", "_")
    return {
        whole,
        plain.replace("-", "."),
        whole.removeprefix("python_"),
        whole.removeprefix("py"),
        plain.split("-")[0],
    }


def find_dependencies(table: Table, outside: Outside) -> Iterator[Dead]:
    """Yield what is declared and not imported, and the reverse."""
    if all(one.optional for one in outside.declared):
        return
    imported = imported_tops(table)
    tops = {top.lower() for top in imported} | set(imported)
    idle = [one for one in outside.declared if not one.optional and tops_of(one.name).isdisjoint(tops)]
    said = said_tops(table, outside) if idle else frozenset()
    yield from [tell_idle(one, said) for one in idle]
    yield from find_undeclared(table, outside, imported, LOW if idle else MEDIUM)


def tell_idle(one: Declared, said: frozenset[str]) -> Dead:
    """Make the finding of a declared distribution that nothing imports."""
    is_tool = TOOLS.fullmatch(one.name.lower()) is not None or not tops_of(one.name).isdisjoint(said)
    level = LOW if is_tool else MEDIUM
    reason = "it may be used by being installed" if is_tool else "no import, and no string, names its modules"
    place = (one.line, 0, one.line, one.line)
    text = "it is declared, and nothing imports it"
    return Dead(one.path, "dependency", one.name, *place, text, level, reason)


def tops_of(name: str) -> set[str]:
    """Give the first parts of the modules that a distribution may hold."""
    return {module.partition(".")[0] for module in modules_of(name)}


def said_tops(table: Table, outside: Outside) -> frozenset[str]:
    """Give the first parts of all dotted names that are strings."""
    words = [word.partition(".")[0] for tied in table.tied for word in tied.words]
    return frozenset([*words, *[mention.text.partition(".")[0] for mention in outside.mentions]])


def find_undeclared(
    table: Table, outside: Outside, imported: Mapping[str, int], level: str
) -> Iterator[Dead]:
    """Yield the modules that are imported and that no declared distribution may hold."""
    known = {module.partition(".")[0].lower() for one in outside.declared for module in modules_of(one.name)}
    for top, symbol in imported.items():
        source, row = table.source(symbol), table.imported[symbol]
        lenient = row.flags & (IN_TRY_IMPORT | TYPE_CHECKING | IN_FUNCTION)
        if top.lower() in known or source.is_test or lenient or "/" not in source.path:
            continue
        place = (row.line, row.column, row.line, row.line)
        reason = "no declared distribution is called so" if level == MEDIUM else "a declared one may hold it"
        text = "it is imported, and not declared"
        yield Dead(source.path, "undeclared dependency", top, *place, text, level, reason)


def imported_tops(table: Table) -> dict[str, int]:
    """Give the first part of each module from elsewhere, with the first import of it; tests come last."""
    found: dict[str, int] = {}
    order = sorted(table.imported, key=lambda symbol: (table.source(symbol).is_test, symbol))
    for symbol in order:
        row = table.imported[symbol]
        top = row.module.partition(".")[0]
        if top and not row.level and top not in table.tops and top not in sys.stdlib_module_names:
            found.setdefault(top, symbol)
    return found
