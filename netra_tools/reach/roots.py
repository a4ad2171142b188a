"""Where reachability begins: what is run, declared, loaded or published, and apart from it the tests."""

from __future__ import annotations

from netra_tools.facts.ties import ACTS, CLASS, FUNCTION, MODULE
from netra_tools.reach.frameworks import TEST_CLASSES, TEST_FUNCTIONS, TEST_METHODS
from netra_tools.reach.globbing import compile_names
from netra_tools.reach.model import IMPORT, Outside
from netra_tools.reach.name_index import between
from netra_tools.reach.table import Named
from netra_tools.reach.walk import Walk

MAIN = "__main__"
SHORT = 3  # letters of a string that begins no name
PUBLISHED = "a public name of a package that others can install"
SCRIPT = "a file that may be run as a script"
APART = frozenset((
    "tests", "test", "docs", "doc", "examples", "example", "benchmarks", "benchmark", "scripts", "script",
    "tools", "bin", "setup", "conftest", "ci", "migrations", "alembic", "noxfile", "fabfile",
))  # fmt: skip
IS_TEST_FUNCTION = compile_names(TEST_FUNCTIONS)
IS_TEST_CLASS = compile_names(TEST_CLASSES)
IS_TEST_METHOD = compile_names(TEST_METHODS)


def mark_roots(walk: Walk, outside: Outside) -> None:
    """Mark what is used from outside of the project's Python."""
    table = walk.table
    for number, source in enumerate(table.sources):
        if source.is_test:
            continue
        first = table.first[number]
        if MAIN in table.tied[first].words:
            walk.mark(first)
        mark_file(walk, number)
        if source.ties is None:
            mark_unread(walk, number)
    by_path = {source.path: number for number, source in enumerate(table.sources)}
    for mention in outside.mentions:
        mark_mention(walk, mention.text, by_path)
    for word in (*walk.knowledge.asked, *outside.words):
        walk.use_name(word)
    mark_configured(walk)


def mark_file(walk: Walk, number: int) -> None:
    """Mark a file that is run or loaded by name, and what is asked for in it."""
    names = walk.knowledge.file_names(walk.table.sources[number].path)
    if names is None:
        return
    walk.mark(walk.table.first[number])
    for name, symbols in walk.table.names[number].items():
        if names(name):
            for symbol in symbols:
                walk.mark(symbol)


def mark_unread(walk: Walk, number: int) -> None:
    """Let a file that cannot be read use whatever it may name."""
    walk.mark(walk.table.first[number])
    for word in walk.table.sources[number].words:
        walk.use_name(word)
        meaning = walk.resolver.dotted(word)
        if meaning is not None:
            walk.follow(meaning)


def mark_mention(walk: Walk, text: str, by_path: dict[str, int]) -> None:
    """Mark what a file that is no Python speaks of."""
    number = by_path.get(text)
    if number is not None:
        walk.mark(walk.table.first[number])
        return
    meaning = walk.resolver.dotted(text)
    if meaning is not None:
        walk.follow(meaning)


def mark_configured(walk: Walk) -> None:
    """Mark what the configuration says is used."""
    if walk.knowledge.has_roots:
        for symbol in range(len(walk.table.kind)):
            if walk.table.kind[symbol] != IMPORT and walk.knowledge.roots(walk.table.full_name(symbol)):
                walk.mark(symbol)


def mark_published(walk: Walk) -> None:
    """Mark, leniently, the public names of packages that others can install."""
    walk.published = walk.lenient
    for number, source in enumerate(walk.table.sources):
        parts = source.module.split(".")
        if source.module and not source.is_test and parts[0] not in APART and not any(map(is_private, parts)):
            mark_public_names(walk, number)


def mark_public_names(walk: Walk, number: int) -> None:
    """Mark, leniently, what others can import from a file: of a package also what it imports."""
    table = walk.table
    first = table.first[number]
    walk.mark_softly(first, PUBLISHED)
    for symbol in table.owned.get(first, ()):
        if not is_private(table.name[symbol]):
            mark_public_classes(walk, walk.resolver.resolve_import(symbol).end)
    public = {first}  # what stands in a function is nobody's to ask for
    for symbol in range(first + 1, table.first_import[number]):
        if table.parent[symbol] in public and not is_private(table.name[symbol]):
            walk.mark_softly(symbol, PUBLISHED)
            if table.kind[symbol] == CLASS:
                public.add(symbol)
                mark_public_classes(walk, [symbol])
    for symbol in table.owned.get(first, ()) if table.sources[number].is_package else ():
        if not is_private(table.name[symbol]):
            walk.mark_softly(symbol, PUBLISHED)


def mark_public_classes(walk: Walk, symbols: list[int]) -> None:
    """Mark, leniently, what others can ask of classes, inherited or not."""
    for symbol in symbols:
        if walk.table.kind[symbol] != CLASS or symbol in walk.offered:
            continue
        for around in walk.families.ancestors(symbol):
            walk.offered.add(around)
            for name, members in walk.table.members[around].items():
                for one in members if not is_private(name) else ():
                    walk.mark_softly(one, PUBLISHED)


def is_public(walk: Walk, symbol: int) -> bool:
    """Say whether a definition can be asked for from outside by public names."""
    table = walk.table
    while table.kind[symbol] != MODULE:
        if is_private(table.name[symbol]) or table.kind[table.parent[symbol]] == FUNCTION:
            return False
        symbol = table.parent[symbol]
    return True


def is_private(name: str) -> bool:
    """Say whether a name asks to be left alone."""
    return name.startswith("_") and not name.endswith("__")


def mark_scripts(walk: Walk) -> None:
    """Mark, leniently, files outside of packages that do something when they are run."""
    table = walk.table
    for number, source in enumerate(table.sources):
        first = table.first[number]
        alone = not source.is_test and not source.is_package and "." not in source.module
        if alone and table.tied[first].flags & ACTS:
            walk.mark_softly(first, SCRIPT)


def mark_computed(walk: Walk) -> None:
    """Mark, leniently, the modules that a computed name may mean, and what may be asked for in any."""
    if not walk.computed_import or not walk.lenient:
        return
    table = walk.table
    reason = f"a module may be imported by a computed name at {walk.computed_import}"
    for number, source in enumerate(table.sources):
        if not source.is_test and source.module:
            walk.mark_softly(table.first[number], reason)
    walk.run()
    known = -1
    while known < len(walk.used) + len(walk.said):
        known = len(walk.used) + len(walk.said)
        for names in table.names:
            mark_asked(walk, names, reason)
        walk.run()


def mark_joined(walk: Walk) -> None:
    """Mark, leniently, the methods whose names begin with a string, where names are put together."""
    known = -1
    while walk.joined and walk.lenient and known < len(walk.soft):
        known = len(walk.soft)
        for word in [word for word in walk.said if len(word) > SHORT and word.isidentifier()]:
            for name in between(walk.table.method_names.forwards, f"{word}_"):
                mark_methods(walk, name)
        walk.run()


def mark_methods(walk: Walk, name: str) -> None:
    """Mark, leniently, the methods of a name whose classes are used."""
    for one in walk.table.methods[name]:
        if walk.alive[walk.table.parent[one]]:
            walk.mark_softly(one, "names like it are put together from strings")


def mark_asked(walk: Walk, names: Named, reason: str) -> None:
    """Mark, leniently, the names of a module that somebody asks for of something unknown."""
    for name in names:
        if name in walk.used or name in walk.said:
            for symbol in names[name]:
                if walk.table.kind[symbol] != IMPORT:
                    walk.mark_softly(symbol, reason)


def mark_tests(walk: Walk) -> None:
    """Mark what test runners look for in files of tests."""
    table = walk.table
    for number, source in enumerate(table.sources):
        if not source.is_test:
            continue
        first = table.first[number]
        mark_file(walk, number)
        name = source.path.rpartition("/")[2]
        if (
            name.startswith("test")
            or name.endswith(("_test.py", "_tests.py"))
            or MAIN in table.tied[first].words
        ):
            walk.mark(first)
            mark_test_names(walk, number)
        if source.ties is None:
            mark_unread(walk, number)


def mark_test_names(walk: Walk, number: int) -> None:
    """Mark the tests of a file."""
    table = walk.table
    for name, symbols in table.names[number].items():
        for symbol in symbols:
            if table.kind[symbol] == CLASS and IS_TEST_CLASS(name):
                walk.mark(symbol)
                mark_test_methods(walk, symbol)
            elif IS_TEST_FUNCTION(name) or name == "pytestmark" or name == "pytest_plugins":
                walk.mark(symbol)


def mark_test_methods(walk: Walk, symbol: int) -> None:
    """Mark the tests of a class, those that it inherits, too."""
    for around in walk.families.ancestors(symbol):
        for name, members in walk.table.members[around].items():
            if IS_TEST_METHOD(name):
                for one in members:
                    walk.mark(one)
