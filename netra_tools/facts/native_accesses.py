"""From names and attributes read in a file to the accesses that rules watch."""

from __future__ import annotations

from netra_tools.facts.native_expressions import Reference
from netra_tools.facts.native_module import ModuleReader
from netra_tools.facts.tags import CALL, INDEX, LIST_EXPR, LOCATION, MEMBER, TUPLE
from netra_tools.model import Access

CALLS = {
    "os.getenv": "getenv",
    "os.putenv": "getenv",
    "os.unsetenv": "getenv",
    "eval": "eval",
    "exec": "exec",
}
ENVIRON_METHODS = frozenset(("get", "pop", "setdefault"))
PATH_METHODS = frozenset(("append", "insert", "extend", "remove", "pop", "clear", "reverse", "sort"))


def finish_accesses(reader: ModuleReader) -> tuple[Access, ...]:
    """Give the accesses in source order."""
    modules, names = watched_names(reader)
    found = []
    for reference in reader.references:
        text = reader.dotted(reference[0])
        full = resolve(text, modules, names)
        access = classify(reader, reference, full, text) if full else None
        if access is not None:
            found.append(access)
    found.sort(key=lambda access: (access.line, access.column))
    return tuple(found)


def watched_names(reader: ModuleReader) -> tuple[dict[str, str], dict[str, str]]:
    """Give what the file calls `os` and `sys`, and the names it imports from them."""
    modules: dict[str, str] = {}
    names = unbound_builtins(reader)
    for found in reader.imports:
        module, imported, alias, level = found[:4]
        top = module.partition(".")[0]
        if level or top not in ("os", "sys"):
            continue
        for name, other in imported:
            names[other or name] = f"{module}.{name}"
        if not imported and (alias is None or module == top):
            modules[alias or top] = top
    return modules, names


def unbound_builtins(reader: ModuleReader) -> dict[str, str]:
    """Give the watched builtins that the module does not bind."""
    return {name: name for name in ("eval", "exec") if name not in reader.names}


def resolve(text: str, modules: dict[str, str], names: dict[str, str]) -> str:
    """Give the full name behind a dotted text, or nothing when it is none that rules watch."""
    first, _, rest = text.partition(".")
    if not rest:
        return names.get(first, "")
    module = modules.get(first)
    return f"{module}.{rest}" if module and "." not in rest else ""


def classify(reader: ModuleReader, reference: Reference, full: str, text: str) -> Access | None:
    """Say what kind of access a reference is, if any."""
    start, end, scope = reference[:3]
    attribute = "." in text
    kind = argument = ""
    if full == "os.environ":
        if attribute or not is_target(reader, start):
            kind, argument = "environ", environ_argument(reader, start, end)
    elif full == "sys.path":
        if is_path_change(reader, start, end, attribute):
            kind = full
    elif start > 0 and reader.data[start - 1] == CALL:
        kind = CALLS.get(full, "")
        argument = call_argument(reader, end) if kind == "getenv" else ""
    return Access(kind, argument, scope, *reference[3:]) if kind else None


def environ_argument(reader: ModuleReader, start: int, end: int) -> str:
    """Give the variable's name in `os.environ["X"]` and `os.environ.get("X")`."""
    data = reader.data
    if data[start - 1] == INDEX:
        return reader.text_at(end)
    if (
        data[start - 1] == MEMBER
        and data[start - 2] == CALL
        and following_name(reader, end) in ENVIRON_METHODS
    ):
        return call_argument(reader, reader.pos)
    return ""


def following_name(reader: ModuleReader, end: int) -> str:
    """Read the attribute that follows an expression, to the end of its node."""
    reader.pos = end
    name = reader.string()
    reader.skip_location()
    reader.pos += 1
    return name


def call_argument(reader: ModuleReader, pos: int) -> str:
    """Give the first positional argument of the call whose arguments are written at `pos`."""
    reader.pos = pos
    size = reader.count()
    if not size:
        return ""
    first = reader.pos
    value = reader.text_at(first)
    if not value:
        return ""
    kinds = argument_kinds(reader, size)
    return value if kinds[0] == 0 else ""


def argument_kinds(reader: ModuleReader, size: int) -> list[int]:
    """Read past the arguments of a call and give their kinds."""
    records, references = len(reader.records), len(reader.references)
    watching, reader.watching = reader.watching, False
    for _index in range(size):
        reader.expression()
    kinds = [reader.bare() for _index in range(reader.count())]
    reader.watching = watching
    del reader.records[records:]
    del reader.references[references:]
    return kinds


def is_target(reader: ModuleReader, start: int) -> bool:
    """Say whether the name at `start` is bound there, not read."""
    return any(
        start in target_leaves(reader, first, last)
        for first, last, _ in reader.targets
        if first <= start < last
    )


def is_path_change(reader: ModuleReader, start: int, end: int, attribute: bool) -> bool:
    """Say whether a use of `sys.path` changes it: a method that does, or an assignment."""
    data = reader.data
    if data[start - 1] == MEMBER:
        return data[start - 2] == CALL and following_name(reader, end) in PATH_METHODS
    return any(
        (start == leaf and (attribute or adds)) or (start == leaf + 1 and data[leaf] == INDEX)
        for first, last, adds in reader.targets
        if first <= start < last
        for leaf in target_leaves(reader, first, last)
    )


def target_leaves(reader: ModuleReader, first: int, last: int) -> list[int]:
    """Give the places of the single targets between two places: tuples and lists are opened."""
    records, references = len(reader.records), len(reader.references)
    watching, reader.watching = reader.watching, False
    leaves: list[int] = []
    reader.pos = first
    while reader.pos < last:
        start = reader.pos
        if reader.data[start] in (TUPLE, LIST_EXPR):
            reader.pos += 1
            reader.count()
        else:
            leaves.append(start)
            reader.expression()
        while reader.pos < last and reader.data[reader.pos] == LOCATION:
            reader.skip_location()
            reader.pos += 1
    reader.watching = watching
    del reader.records[records:]
    del reader.references[references:]
    return leaves
