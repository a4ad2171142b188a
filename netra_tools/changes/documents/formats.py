"""Which format a file is in, by its name and, for scripts without a suffix, by its first line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from typing import Final, NamedTuple

from netra_tools.changes.documents import position_tables as tables
from netra_tools.changes.documents.dockerfile import rewrite_dockerfile
from netra_tools.changes.documents.draft import Draft
from netra_tools.changes.documents.ini_text import parse_ini, read_ini
from netra_tools.changes.documents.items import Item
from netra_tools.changes.documents.json_text import parse_json, read_json
from netra_tools.changes.documents.knowledge_text import rewrite_knowledge
from netra_tools.changes.documents.makefile import rewrite_makefile
from netra_tools.changes.documents.patterns import (
    rewrite_ignored,
    rewrite_manifest,
    rewrite_owners,
    rewrite_procfile,
    rewrite_requirements,
)
from netra_tools.changes.documents.prose import rewrite_markdown, rewrite_markup, rewrite_rst
from netra_tools.changes.documents.shell import take_shell
from netra_tools.changes.documents.toml_text import parse_toml, read_toml
from netra_tools.changes.documents.yaml_text import parse_yaml, read_yaml
from netra_tools.config.model import KNOWLEDGE_FOLDER

SHEBANG = re.compile(rb"#![^\n]*\b(?:ba|da|k|z)?sh\b")


class Format(NamedTuple):
    """How a kind of file is rewritten: by its keys and values, or as a whole."""

    flavour: str = ""
    read: Callable[[Draft], Iterable[Item]] | None = None
    parse: Callable[[bytes], object] | None = None
    rewrite: Callable[[Draft], None] | None = None


def rewrite_shell(draft: Draft) -> None:
    """Rewrite a shell script."""
    take_shell(draft, draft.span())


TOML: Final = Format(tables.TOML, read_toml, parse_toml)
NETRA: Final = Format(tables.NETRA, read_toml, parse_toml)
INI: Final = Format(tables.INI, read_ini, parse_ini)
YAML: Final = Format(tables.YAML, read_yaml, parse_yaml)
JSON: Final = Format(tables.JSON, read_json, parse_json)
SHELL: Final = Format(rewrite=rewrite_shell)
KNOWLEDGE: Final = Format(rewrite=rewrite_knowledge)
MARKDOWN: Final = Format(rewrite=rewrite_markdown)
RST: Final = Format(rewrite=rewrite_rst)
MARKUP: Final = Format(rewrite=rewrite_markup)
PROSE: Final = (MARKDOWN, RST, MARKUP)
BY_NAME: Final[dict[str, Format]] = {
    "netra.toml": NETRA,
    "Pipfile": TOML,
    ".coveragerc": INI, ".importlinter": INI, ".flake8": INI, ".pylintrc": INI, "pylintrc": INI,
    ".isort.cfg": INI, ".bumpversion.cfg": INI, ".pydocstyle": INI,
    ".prettierrc": JSON, ".eslintrc": JSON,
    "Makefile": Format(rewrite=rewrite_makefile), "makefile": Format(rewrite=rewrite_makefile),
    "GNUmakefile": Format(rewrite=rewrite_makefile), "justfile": Format(rewrite=rewrite_makefile),
    "Justfile": Format(rewrite=rewrite_makefile), ".justfile": Format(rewrite=rewrite_makefile),
    "CODEOWNERS": Format(rewrite=rewrite_owners),
    "MANIFEST.in": Format(rewrite=rewrite_manifest),
    "Procfile": Format(rewrite=rewrite_procfile),
    ".envrc": SHELL, ".bashrc": SHELL, ".profile": SHELL,
}  # fmt: skip
BY_PATTERN: Final[tuple[tuple[str, Format], ...]] = (
    ("*Dockerfile*", Format(rewrite=rewrite_dockerfile)),
    ("*Containerfile*", Format(rewrite=rewrite_dockerfile)),
    ("*.dockerfile", Format(rewrite=rewrite_dockerfile)), (".*ignore", Format(rewrite=rewrite_ignored)),
    (".gitattributes", Format(rewrite=rewrite_ignored)), ("*.mk", Format(rewrite=rewrite_makefile)),
    ("*requirements*.txt", Format(rewrite=rewrite_requirements)),
    ("*requirements*.in", Format(rewrite=rewrite_requirements)),
    ("*constraints*.txt", Format(rewrite=rewrite_requirements)),
    ("Procfile.*", Format(rewrite=rewrite_procfile)),
    (".env*", SHELL), ("*.env", SHELL), ("*.toml", TOML), ("*.cfg", INI), ("*.ini", INI), ("*.conf", INI),
    ("*.service", INI), ("*.yml", YAML), ("*.yaml", YAML), (".clang-format", YAML), ("*.json", JSON),
    ("*.jsonc", JSON), ("*.json5", JSON), ("*.code-workspace", JSON), ("*.sh", SHELL), ("*.bash", SHELL),
    ("*.zsh", SHELL), ("*.ksh", SHELL), ("*.bats", SHELL), ("*.md", MARKDOWN), ("*.markdown", MARKDOWN),
    ("*.mdx", MARKDOWN), ("*.rst", RST), ("*.xml", MARKUP), ("*.html", MARKUP), ("*.htm", MARKUP),
)  # fmt: skip


def format_of(path: str, data: bytes) -> Format | None:
    """Give the format of a file; None when it is none of these."""
    name = path.rpartition("/")[2]
    if path.startswith(f"{KNOWLEDGE_FOLDER}/") and name.endswith(".xml"):
        return KNOWLEDGE
    if name in BY_NAME:
        return BY_NAME[name]
    for pattern, found in BY_PATTERN:
        if fnmatchcase(name, pattern):
            return found
    folder = path.rpartition("/")[0].rpartition("/")[2]
    if folder == "requirements" and name.endswith((".txt", ".in")):
        return Format(rewrite=rewrite_requirements)
    if name.endswith((".py", ".pyi")):
        return None
    return SHELL if SHEBANG.match(data) else None


def is_prose(found: Format) -> bool:
    """Say whether a format is only rewritten when it is asked for."""
    return found in PROSE
