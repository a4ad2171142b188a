"""Names of environment variables that the code reads and nothing declares."""

from __future__ import annotations

from netra_tools.facts.key_files import dialect_of_keys
from netra_tools.literals.categories import CONFIGURATION, ENVIRONMENT
from netra_tools.literals.given import NAME, is_given
from netra_tools.literals.listing import Filter, Listed, Located, Selection
from netra_tools.literals.postings import IS_TEST
from netra_tools.literals.standard import DEPLOYMENTS
from netra_tools.model import ASSIGNED, DEFAULT, INTERPOLATED, KEYWORD


def undeclared(selection: Selection) -> list[Listed]:
    """List the variables that code outside of tests reads, and that nothing declares."""
    named = [listed for listed in selection.values(is_variable) if "environment" in listed.categories]
    uses = selection.places(named)
    everywhere = Selection(selection.store, Filter()).places(named)
    return [
        listed
        for listed in named
        if any(is_use(place) for place in uses[listed.number])
        and not any(is_declaration(place) for place in everywhere[listed.number])
    ]


def is_variable(value: str) -> bool:
    """Say whether a value is written as variables are, and is none that the system gives."""
    if not NAME.fullmatch(value) or value.lower() in DEPLOYMENTS:
        return False
    return not is_given(value)


def is_use(located: Located) -> bool:
    """Say whether code outside of tests means a variable here."""
    row, item = located
    in_code = not dialect_of_keys(row.path) and not row.flags & IS_TEST
    return in_code and item.category == ENVIRONMENT


def is_declaration(located: Located) -> bool:
    """Say whether a file of keys, or a field of settings, declares a variable here.

    A field gives the name by a keyword, such as `alias`, `env` or `envvar`. A constant that holds the name of
    a variable declares nothing.
    """
    row, item = located
    if dialect_of_keys(row.path):
        return item.role != INTERPOLATED
    is_field = item.role == KEYWORD or (item.defined and item.role not in (ASSIGNED, DEFAULT))
    return is_field and item.category in (ENVIRONMENT, CONFIGURATION) and not row.flags & IS_TEST
