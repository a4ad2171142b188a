"""Names that are strings: dotted ones, those of methods, and those of which only a part is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netra_tools.facts.ties import CLASS, DYNAMIC, HOLE, IMPORTS, LISTS
from netra_tools.reach.forms import Form

if TYPE_CHECKING:
    from netra_tools.reach.walk import Walk

FEWEST_LETTERS = 2  # that a pattern of names must have besides what is computed


def use_words(walk: Walk, symbol: int) -> None:
    """Follow the strings of a definition: dotted names, and what is looked up by name."""
    table = walk.table
    tied = table.tied[symbol]
    told = False
    for word in tied.words:
        if is_part(word):
            told = use_pattern(walk, symbol, word) or told
        if "." in word or ":" in word:
            told = use_dotted(walk, word) or told
        elif tied.flags & DYNAMIC:
            use_looked_up(walk, symbol, word)
        else:
            use_named(walk, word, table.file[symbol])
    if tied.flags & IMPORTS and not told:
        walk.note_computed_import(symbol)


def is_part(word: str) -> bool:
    """Say whether a string may be a part of a name."""
    return HOLE in word or word.endswith(("_", ".")) or word.startswith("_")


def use_dotted(walk: Walk, word: str) -> bool:
    """Follow a dotted name; say whether it is one of ours."""
    meaning = walk.resolver.dotted(word)
    if meaning is not None:
        walk.follow(meaning)
    return meaning is not None


def use_looked_up(walk: Walk, symbol: int, word: str) -> None:
    """Mark what is looked up by a name that is written."""
    walk.use_name(word)
    for one in walk.table.names[walk.table.file[symbol]].get(word, ()):
        walk.mark(one)
    module = walk.table.modules.get(word)
    if module is not None and walk.table.tied[symbol].flags & IMPORTS:
        walk.mark(walk.table.first[module])
        walk.escape(walk.table.first[module])


def use_named(walk: Walk, word: str, file: int) -> None:
    """Mark what a string names where it may be looked up: classes of the file, and methods."""
    for one in walk.table.names[file].get(word, ()):
        if walk.table.kind[one] == CLASS:
            walk.mark(one)
    if word not in walk.table.methods:
        return
    for one in walk.methods_of(file).get(word, ()):
        named_word(walk, one)
    if word not in walk.named:
        walk.named.add(word)
        for one in walk.table.methods[word]:
            if walk.families.outer.get(walk.table.parent[one]):
                named_word(walk, one)


def named_word(walk: Walk, symbol: int) -> None:
    """Mark a method that a string names once its class is used."""
    if walk.alive[walk.table.parent[symbol]]:
        walk.mark(symbol)
    else:
        walk.own.add((walk.families.family(walk.table.parent[symbol]), walk.table.name[symbol]))


def use_pattern(walk: Walk, symbol: int, word: str) -> bool:
    """Follow a name of which only a part is written; say whether it tells modules."""
    flags = walk.table.tied[symbol].flags
    plain = word.replace(HOLE, "")
    is_open = HOLE in word or word.endswith("_")
    if is_open and walk.table.file[symbol] in walk.table.dynamic:
        flags |= DYNAMIC  # the text is written in one place of the file, and filled in at another
    if not flags & (DYNAMIC | IMPORTS):
        return False
    if len(plain.strip("_.")) < FEWEST_LETTERS:
        walk.joined = walk.joined or (HOLE in word and not plain.strip("_."))
        return False
    form = Form(word)
    if "." in plain:
        return use_modules(walk, form, flags)
    use_fitting(walk, form)
    mark_fitting(walk, form, walk.table.names[walk.table.file[symbol]])
    return False


def use_fitting(walk: Walk, form: Form) -> None:
    """Mark the methods, and the names of modules that are used as values, that fit."""
    if not walk.forms.add(form):
        return
    for name in walk.table.method_names.fitting(form):
        for one in walk.table.methods[name]:
            if walk.alive[walk.table.parent[one]]:
                walk.mark(one)
    mark_fitting(walk, form, walk.escaped)


def mark_fitting(walk: Walk, form: Form, names: dict[str, list[int]]) -> None:
    """Mark what has a name that fits."""
    for name, symbols in names.items():
        if form.fits(name):
            for one in symbols:
                walk.mark(one)


def use_modules(walk: Walk, form: Form, flags: int) -> bool:
    """Mark the modules whose names fit, with all their names where these are listed; say whether any do."""
    files = [walk.table.modules[module] for module in walk.table.module_names.fitting(form)]
    for file in files if flags & IMPORTS else ():
        walk.mark(walk.table.first[file])
        walk.escape(walk.table.first[file])
        for symbols in walk.table.names[file].values() if flags & LISTS else ():
            for symbol in symbols:
                walk.mark(symbol)
    return bool(files)
