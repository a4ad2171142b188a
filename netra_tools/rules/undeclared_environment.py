"""NET603: environment variables that nobody who sets them can know of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from netra_tools.literals.categories import ENVIRONMENT
from netra_tools.literals.given import ENVIRONMENT_VARIABLES, NAME
from netra_tools.literals.verdict import PROVED
from netra_tools.model import ASSIGNED, Finding
from netra_tools.project.globs import compile_globs
from netra_tools.rules.rule import LiteralRule

if TYPE_CHECKING:
    from netra_tools.literals.store import Text
    from netra_tools.literals.view import Place, View


class UndeclaredEnvironment(LiteralRule):
    """An environment variable is read, and no file that defines variables names it.

    Such files are `.env.example`, compose files and others that `literals.definition_files` names; an alias
    of a settings class is a definition, too. Where there are none, nothing is said. Tests are not looked at.

    Why is this bad?
        Who runs the program does not know that the variable exists, and what it does without it nobody has
        decided.

    Options:
        provided: globs of variables that the system or the platform sets

    Example:
        # .env.example
        DATABASE_URL=
        # app/settings.py
        import os
        URL = os.environ["DATABASE_URL"]
        TOKEN = os.environ["API_TOKEN"]

    Use instead:
        # .env.example
        DATABASE_URL=
        API_TOKEN=
        # app/settings.py
        import os
        URL = os.environ["DATABASE_URL"]
        TOKEN = os.environ["API_TOKEN"]
    """

    code = "NET603"
    slug = "undeclared-environment"
    hint = "add it to .env.example, or to the compose file, with what it is for"
    severity: Literal["error", "warning", "off"] = "warning"
    provided: tuple[str, ...] = ENVIRONMENT_VARIABLES

    def check(self, view: View) -> Iterator[Finding]:
        """Report each variable that is declared nowhere, at its first use."""
        defined = {
            text.value for text, place in view.defined_keys if place.occurrence.category == ENVIRONMENT
        }
        if not defined:
            return
        is_provided = compile_globs(self.provided)
        for text in view.texts(view.noted.environment):
            name = text.value
            if name not in defined and NAME.fullmatch(name) and not is_provided(name):
                place = first_use(view, text)
                if place is not None:
                    message = f"environment variable `{name}` is used here and declared nowhere"
                    yield self.finding(place.path, place.span, name, message)


def first_use(view: View, text: Text) -> Place | None:
    """Give the first place that is sure to mean a variable; None when one of all declares it."""
    places = [place for place in view.places(text.number, ENVIRONMENT) if view.is_code(place.path)]
    if any(map(declares, places)):
        return None
    return next((place for place in places if place.occurrence.strength == PROVED), None)


def declares(place: Place) -> bool:
    """Tell whether a place is the alias of a setting; a constant that holds a name declares nothing."""
    return place.occurrence.defined and place.occurrence.role != ASSIGNED
