"""Which module a file is, for each layout."""

from __future__ import annotations

from pathlib import Path

import pytest

from netra_tools.config.model import Service
from netra_tools.errors import ConfigError
from netra_tools.project.modules import ModuleName, check_roots, name_modules
from tests.project.conftest import Write

API = Service("api", "services/api")
# name: (roots, services, projects, {path: module, or module and service})
LAYOUTS: dict[str, tuple[tuple[str, ...], tuple[Service, ...], tuple[str, ...], dict[str, str]]] = {
    "flat": ((), (), (), {"app/__init__.py": "app", "app/core.py": "app.core", "setup.py": "setup"}),
    "namespace packages": ((), (), (), {"a/b/c.py": "a.b.c", "a/d/__init__.py": "a.d"}),
    "stubs and mains": ((), (), (), {"p/m.pyi": "p.m", "p/__init__.pyi": "p", "p/__main__.py": "p.__main__"}),
    "not importable": (
        (),
        (),
        (),
        {"my-script.py": "", "2to3.py": "", "a-b/c.py": "", "a/class/x.py": "", "a/b.c.py": "", ".py": ""},
    ),
    "odd names": ((), (), (), {"a b.py": "", "n\nl.py": "", "\udcff.py": "", "ü.py": "ü"}),
    "src": ((), (), (), {"src/app/core.py": "app.core", "tests/test_a.py": "tests.test_a"}),
    "src that is a package": ((), (), (), {"src/__init__.py": "src", "src/a.py": "src.a"}),
    "the root is a package": ((), (), (), {"__init__.py": "", "a.py": "a", "p/b.py": "p.b"}),
    "members": (
        (),
        (),
        ("libs/pay", "tool", "tests/fixtures/proj", "app"),
        {
            "libs/pay/src/pay/api.py": "pay.api",
            "libs/pay/tests/test_a.py": "tests.test_a",
            "tool/tool/cli.py": "tool.cli",
            "tests/fixtures/proj/a.py": "tests.fixtures.proj.a",
            "app/__init__.py": "app",
            "app/src/b.py": "b",
        },
    ),
    "declared roots": (
        ("lib", "lib/vendored/", "./tools"),
        (),
        ("other",),
        {
            "lib/a/b.py": "a.b",
            "lib/vendored/c.py": "c",
            "lib/vendored.py": "vendored",
            "tools/d.py": "d",
            "src/e.py": "",
            "other/f.py": "",
        },
    ),
    "the repository and more": ((".", "lib"), (), (), {"a/b.py": "a.b", "lib/c.py": "c"}),
    "a service": (
        (),
        (API,),
        (),
        {"services/api/app/a.py": "app.a api", "services/apis/b.py": "services.apis.b", "c.py": "c"},
    ),
    "a service with src": ((), (API,), (), {"services/api/src/app/a.py": "app.a api", "c.py": "c"}),
    "a service that is a package": (
        (),
        (API,),
        (),
        {"services/api/__init__.py": "services.api api", "services/api/x/a.py": "services.api.x.a api"},
    ),
    "a service and its package": (
        ("lib",),
        (Service("api", "services/api", "company.api"),),
        (),
        {"services/api/company/api/a.py": "company.api.a api", "services/api/tests/t.py": "tests.t api"},
    ),
    "a service whose root is its package": (
        ("lib",),
        (Service("api", "services/api", "company.api"),),
        (),
        {"services/api/__init__.py": "company.api api", "services/api/a.py": "company.api.a api", "b.py": ""},
    ),
    "a service in a service": (
        (),
        (Service("inner", "s/inner"), Service("outer", "s")),
        (),
        {"s/a.py": "a outer", "s/inner/b.py": "b inner"},
    ),
    "a root in a service": (
        ("services/api/python",),
        (API,),
        (),
        {"services/api/python/a.py": "a api", "services/api/b.py": "b api"},
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_names_its_modules(layout: str) -> None:
    """Each path has the module and the service that the table says."""
    roots, services, projects, expected = LAYOUTS[layout]
    named = name_modules(tuple(expected), roots, services, projects)
    assert (
        dict(zip(expected, (f"{name.module} {name.service}".rstrip() for name in named), strict=True))
        == expected
    )


def test_two_files_may_have_one_name() -> None:
    """Who resolves imports says which one wins."""
    paths = ("a.py", "a.pyi", "a/__init__.py", "src/a.py")
    assert name_modules(paths) == [
        ModuleName("a", False, ""),
        ModuleName("a", False, ""),
        ModuleName("a", True, ""),
        ModuleName("a", False, ""),
    ]


def test_missing_roots_are_all_named(root: Path, write: Write) -> None:
    """Each is named with where it was declared, and the directory that was probably meant."""
    write("services/api/a.py", "source/b.py", "file")
    (root / "link").symlink_to("source")
    services = (Service("api", "services/apo"), Service("ok", "services/api/"))
    with pytest.raises(ConfigError) as caught:
        check_roots(str(root), ("sourcee", "file", "link", ".", "source", "zzz"), services)
    mend = "correct the configuration, or create the directory"
    assert caught.value.problems == (
        ("source root 'sourcee' does not exist", "did you mean 'source'?"),
        ("source root 'file' is not a directory", mend),
        ("source root 'link' is reached by a symbolic link, which is not followed", "did you mean 'link'?"),
        ("source root 'zzz' does not exist", mend),
        ("root 'services/apo' of service 'api' does not exist", "did you mean 'api'?"),
    )
    check_roots(str(root), ("source", "."), services[1:])
