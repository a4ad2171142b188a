"""Small package trees with imports of all forms, and programs that print what they resolved."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import strategies as st

# By rank: a module imports only those before it, so that nothing depends on what is half loaded.
MODULES = ("p", "p.x", "p.y", "p.q", "p.q.z", "r", "r.w", "r.x", "t", "s.v", "s.u")
PACKAGES = frozenset({"p", "p.q", "r"})  # with an `__init__`; `s` has none
LEAVES = ("m", "x", "w", "t", "k", "loc")
PARENTS = ("", "p", "p.q", "r", "s", "n", "n.o")
ALIASES = ("al", "m", "k", "x")
FORMS = ("plain", "plain as", "from", "from as", "name", "name as", "star", "dots", "dots name", "through")
SCOPES = ("module", "function", "inner", "try", "typing", "class")
LOCALS = ("loc", "m", "x", "n", "p", "k")


class Use(NamedTuple):
    """One import and what is done with what it binds."""

    form: str
    target: str
    alias: str
    scope: str
    local: str  # a name of the file's own beside it


Program = dict[str, tuple[Use, ...]]
USES = st.builds(
    Use,
    st.sampled_from(FORMS),
    st.sampled_from(MODULES),
    st.sampled_from(ALIASES),
    st.sampled_from(SCOPES),
    st.sampled_from(LOCALS),
)
PROGRAMS = st.fixed_dictionaries(
    {
        "main": st.lists(USES, min_size=1, max_size=5).map(tuple),
        **{name: st.lists(USES, max_size=2).map(tuple) for name in MODULES},
    }
)
PAIRS = st.lists(
    st.tuples(
        st.sampled_from((*MODULES, "s")),
        st.tuples(st.sampled_from(PARENTS), st.sampled_from(LEAVES)).map(
            lambda parts: ".".join(filter(None, parts))
        )
        | st.sampled_from(MODULES),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda pair: pair[0],
)


def files_of(program: Program) -> dict[str, bytes]:
    """Write a program out."""
    files = {path_of(name): source_of(name, program[name]).encode() for name in MODULES}
    files["preload.py"] = "".join(f"import {name}\n" for name in MODULES).encode()
    shows = "".join(f"import {name} as shown\nprint(shown.show())\n" for name in MODULES)
    text = "import preload\n" + body_of("main", program["main"]) + "print(show())\n"
    files["main.py"] = text.encode()
    files["shows.py"] = shows.encode()
    files["main.py"] += b"import shows\n"
    return files


def path_of(module: str) -> str:
    """Give the file of a module."""
    return module.replace(".", "/") + ("/__init__.py" if module in PACKAGES else ".py")


def source_of(module: str, uses: tuple[Use, ...]) -> str:
    """Write a module."""
    number = MODULES.index(module)
    head = f'WHO = "who{number}"\nV{number} = {number}\n__all__ = ["V{number}"]\n'
    return head + body_of(module, tuple(use for use in uses if MODULES.index(use.target) < number))


def body_of(module: str, uses: tuple[Use, ...]) -> str:
    """Write imports and a function `show` that gives what they mean."""
    imports, shown = "", []
    for number, use in enumerate(uses):
        found = import_of(module, use)
        if found is not None:
            imports += scoped(f"f{number}", use, *found)
            shown.append(f"f{number}()")
    return f"{imports}def show():\n    return [{', '.join(shown)}]\n"


def import_of(module: str, use: Use) -> tuple[str, str] | None:
    """Write an import, and an expression of what it binds; None where the form cannot be."""
    target, alias = use.target, use.alias
    parent, _, leaf = target.rpartition(".")
    at = ".".join(module.split(".") if module in PACKAGES else module.split(".")[:-1])
    inside = bool(at) and f"{target}.".startswith(f"{at}.") and target != at
    dots = parent[len(at) + 1 :] if inside else ""
    forms = {
        "plain": (f"import {target}", f"{target}.WHO"),
        "plain as": (f"import {target} as {alias}", f"{alias}.WHO"),
        "from": (f"from {parent} import {leaf}", f"{leaf}.WHO") if parent else None,
        "from as": (f"from {parent} import {leaf} as {alias}", f"{alias}.WHO") if parent else None,
        "name": (f"from {target} import WHO", "WHO"),
        "name as": (f"from {target} import WHO as {alias}", alias),
        "star": (f"from {target} import *", f"V{MODULES.index(target)}"),
        "dots": (f"from .{dots} import {leaf}", f"{leaf}.WHO") if inside else None,
        "dots name": (f"from .{dots}{'.' if dots else ''}{leaf} import WHO", "WHO") if inside else None,
        "through": (f"import {target.partition('.')[0]}", f"{target}.WHO"),
    }
    return forms[use.form]


def scoped(name: str, use: Use, statement: str, expression: str) -> str:
    """Write a function that gives the value of an expression, with the import inside or around it."""
    scope = "module" if use.form == "star" or expression == "WHO" else use.scope
    lines = TEMPLATES[scope].strip("\n").replace("LOCAL", use.local).replace("NAME", name)
    return lines.replace("IMPORT", statement).replace("VALUE", expression) + "\n"


TEMPLATES = {
    "module": """
IMPORT
def NAME(at=VALUE):
    LOCAL = 1
    return at, LOCAL
""",
    "function": """
def NAME():
    IMPORT
    def own(LOCAL):
        return LOCAL, VALUE
    return own(2)
""",
    "inner": """
def NAME():
    IMPORT
    def inner(LOCAL_):
        return VALUE
    return inner(3), [LOCAL for LOCAL in "4"]
""",
    "try": """
try:
    IMPORT
except ImportError:
    pass
def NAME(at=VALUE):
    return at
""",
    "typing": """
def NAME():
    if True:
        IMPORT
    x: "VALUE" = VALUE
    return x
""",
    "class": """
class KNAME:
    IMPORT
    at = VALUE
def NAME():
    return KNAME.at
""",
}
