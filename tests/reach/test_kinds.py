"""Every kind of thing that can be dead, and every kind of root that keeps what nothing names."""

from __future__ import annotations

import pytest

from tests.reach.projects import dead_in

RUN = "if __name__ == '__main__':\n    main()\n"


def run(code: str) -> dict[str, str]:
    """Make a project of one file that is run."""
    return {"a.py": f"{code}{RUN}"}


IDLE = run("def main(): pass\n")
PACKAGE = run("import p\ndef main(): p.f()\n") | {"p/b.py": "def f(): pass\ndef g(): pass\n"}
KINDS = [
    pytest.param(IDLE | {"b.py": "def f(): pass\n"}, ["b.py:1 module b"], id="module"),
    pytest.param(run("def main(): pass\ndef f(): pass\n"), ["a.py:2 function f"], id="function"),
    pytest.param(run("async def f(): pass\ndef main(): pass\n"), ["a.py:1 function f"], id="coroutine"),
    pytest.param(
        run("class A:\n    def f(self): pass\ndef main(): A()\n"), ["a.py:2 method A.f"], id="method"
    ),
    pytest.param(run("class A: pass\nclass B: pass\ndef main(): A()\n"), ["a.py:2 class B"], id="class"),
    pytest.param(run("def main():\n    class A: pass\n"), ["a.py:2 class main.A"], id="class of a function"),
    pytest.param(run("LIMIT = 3\ndef main(): pass\n"), ["a.py:1 constant LIMIT"], id="constant"),
    pytest.param(run("x: int = 3\ndef main(): pass\n"), ["a.py:1 variable x"], id="variable"),
    pytest.param(
        run("class A:\n    x = 1\ndef main(): A()\n"), ["a.py:2 variable A.x"], id="variable of a class"
    ),
    pytest.param(run("def main():\n    x = 1\n"), ["a.py:2 variable main.x"], id="variable of a function"),
    pytest.param(run("import os\ndef main(): pass\n"), ["a.py:1 import os"], id="import"),
    pytest.param(
        run("from os import path as p\ndef main(): pass\n"), ["a.py:1 import p"], id="import of a name"
    ),
    pytest.param(run("def main():\n    import os\n"), ["a.py:2 import main.os"], id="import of a function"),
    pytest.param(
        run("def f(x, y): return x\ndef main(): f(1, 2)\n"), ["a.py:1 parameter f.y"], id="parameter"
    ),
    pytest.param(
        run("def main():\n    raise ValueError\n    f()\n"),
        ["a.py:3 unreachable code main"],
        id="unreachable",
    ),
    pytest.param(
        run("def main():\n    if 0:\n        f()\n"), ["a.py:3 unreachable branch main"], id="branch"
    ),
    pytest.param(
        run("def f(): pass\ndef f_v2(): pass\ndef main(): f()\n"), ["a.py:2 function f_v2"], id="twin"
    ),
    pytest.param(
        run("def f(): pass\ndef f_old(): pass\ndef main(): f(), f_old()\n"),
        ["a.py:2 twin f_old"],
        id="living twin",
    ),
    pytest.param(
        run("# remove after 2024-06\ndef f(): pass\ndef main(): f()\n"),
        ["a.py:1 shim f"],
        id="shim past its date",
    ),
    pytest.param(IDLE | {"b.py": ""}, ["b.py:1 module b"], id="empty module"),
    pytest.param(IDLE | {"a.py.orig": "x"}, ["a.py.orig:0 file a.py.orig"], id="copy left behind"),
    pytest.param(
        PACKAGE | {"p/__init__.py": "from p.b import f, g, gone\nprint(g)\n"},
        ["p/__init__.py:1 export gone"],
        id="re-export of what is gone",
    ),
    pytest.param(
        PACKAGE | {"p/__init__.py": "from p.b import f, g\n"},
        ["p/__init__.py:1 import g", "p/b.py:2 function g"],
        id="re-export that nobody takes",
    ),
]


@pytest.mark.parametrize(("files", "expected"), KINDS)
def test_a_kind_of_what_is_dead(files: dict[str, str], expected: list[str]) -> None:
    assert dead_in(files) == expected


ROOTS = [
    pytest.param(
        "import click\n@click.group()\ndef main(): pass\n@main.command()\ndef x(): pass\n", id="Click"
    ),
    pytest.param(
        "import fastapi\napp = fastapi.FastAPI()\n@app.get('/')\ndef x(): pass\ndef main(): app\n",
        id="FastAPI",
    ),
    pytest.param(
        "import flask\napp = flask.Flask('a')\n@app.route('/')\ndef x(): pass\ndef main(): app\n", id="Flask"
    ),
    pytest.param(
        "from celery import shared_task\n@shared_task\ndef x(): pass\ndef main(): pass\n", id="Celery"
    ),
    pytest.param(
        "from pydantic import BaseModel\nclass A(BaseModel):\n    x: int\ndef main(): A()\n",
        id="pydantic field",
    ),
    pytest.param(
        "from pydantic import BaseModel, field_validator\nclass A(BaseModel):\n"
        "    @field_validator('x')\n    def x(cls, v): return v\ndef main(): A()\n",
        id="pydantic validator",
    ),
    pytest.param(
        "from sqlalchemy.orm import DeclarativeBase\n"
        "class Base(DeclarativeBase): pass\nclass x(Base): pass\ndef main(): pass\n",
        id="SQLAlchemy model",
    ),
    pytest.param(
        "from django.db import models\nclass x(models.Model): pass\ndef main(): pass\n", id="Django model"
    ),
    pytest.param(
        "from django.contrib import admin\n"
        "@admin.register(int)\nclass x(admin.ModelAdmin): pass\ndef main(): pass\n",
        id="Django admin",
    ),
    pytest.param(
        "import dataclasses\n@dataclasses.dataclass\nclass A:\n    x: int\ndef main(): A(1)\n", id="dataclass"
    ),
    pytest.param(
        "import abc\nclass A(abc.ABC):\n    @abc.abstractmethod\n    def x(self): pass\n"
        "class B(A):\n    def x(self): pass\ndef main(): B().x()\n",
        id="abstract method and override",
    ),
    pytest.param(
        "import json\nclass A(json.JSONEncoder):\n    def default(self, o): pass\ndef main(): A()\n",
        id="override",
    ),
    pytest.param(
        "import typing\nclass P(typing.Protocol):\n    def x(self): ...\n"
        "def f(p: P): p.x()\ndef main(): f(1)\n",
        id="protocol member",
    ),
    pytest.param("class A:\n    def __len__(self): return 1\ndef main(): len(A())\n", id="dunder method"),
    pytest.param("class A:\n    def x(self): pass\ndef main(): getattr(A(), 'x')()\n", id="getattr"),
    pytest.param(
        "class A:\n    def on_x(self): pass\ndef main(): getattr(A(), 'on_' + input())()\n", id="prefix"
    ),
    pytest.param(
        "class A:\n    def on_x(self): pass\ndef ask(one, name): getattr(one, name)()\n"
        "def main():\n    name = 'on_' + input()\n    ask(A(), name)\n",
        id="prefix that is put before a name elsewhere in the file",
    ),
    pytest.param("def x(): pass\n__all__ = ['x']\ndef main(): pass\n", id="__all__"),
    pytest.param("def x(): pass\ndef main(): print('a.x')\n", id="string reference"),
    pytest.param("def main(): pass\ndef __getattr__(name): return name\n", id="hook of a module"),
]


@pytest.mark.parametrize("code", ROOTS)
def test_what_keeps_something_that_nothing_names(code: str) -> None:
    assert dead_in(run(f"{code}class Lost: pass\n")) == [f"a.py:{code.count(chr(10)) + 1} class Lost"]


TEXT = "def x(): pass\ndef lost(): pass\n"
FILES = [
    pytest.param({"pyproject.toml": '[project]\nname = "p"\nscripts = {x = "b:x"}\n'}, id="pyproject.toml"),
    pytest.param({"setup.cfg": "[options.entry_points]\nconsole_scripts =\n    x = b:x\n"}, id="setup.cfg"),
    pytest.param({"app.yaml": "handler: b.x\n"}, id="YAML"),
    pytest.param({"app.toml": 'handler = "b:x"\n'}, id="TOML"),
    pytest.param({"app.ini": "[x]\nhandler = b:x\n"}, id="INI"),
    pytest.param({"Dockerfile": 'CMD ["gunicorn", "b:x"]\n'}, id="Docker"),
    pytest.param({".github/workflows/ci.yml": "run: python -c 'from b import x'\n"}, id="CI"),
    pytest.param({"Makefile": "x:\n\tpython -c 'import b; b.x()'\n"}, id="Makefile"),
    pytest.param(
        {"tests/test_b.py": "import b\ndef test_x(): b.x(), b.lost\n", "Procfile": "web: b:x\n"},
        id="Procfile",
    ),
]


@pytest.mark.parametrize("files", FILES)
def test_what_a_file_names_that_is_no_python(files: dict[str, str]) -> None:
    assert dead_in({"b.py": TEXT, **files}) == ["b.py:2 function lost"]


FIXTURE = "import pytest\n@pytest.fixture\ndef it(): return 1\n"
TESTED = f"{FIXTURE}def test_x(it): pass\nclass TestY:\n    def test_y(self): pass\n"
HOOKS = "def pytest_addoption(parser): pass\ncollect_ignore = []\ndef lost(): pass\n"
MIGRATION = "from django.db import migrations\nclass Migration(migrations.Migration):\n    operations = []\n"
COMMAND = """from django.core.management import BaseCommand
class Command(BaseCommand):
    def handle(self): pass
"""
BY_PLACE = [
    pytest.param("tests/test_x.py", TESTED, id="pytest tests and fixtures"),
    pytest.param("tests/conftest.py", HOOKS.removesuffix("def lost(): pass\n"), id="pytest hooks"),
    pytest.param("shop/migrations/0001_x.py", MIGRATION, id="Django migration"),
    pytest.param("shop/management/commands/x.py", COMMAND, id="Django command"),
]


@pytest.mark.parametrize(("path", "code"), BY_PLACE)
def test_what_is_loaded_by_its_place(path: str, code: str) -> None:
    line = code.count("\n") + 1
    assert dead_in({path: f"{code}def lost(): pass\n"}) == [f"{path}:{line} function lost"]
    elsewhere = dead_in(IDLE | {"b.py": code})
    assert elsewhere == ["b.py:1 module b"]


def test_what_only_tests_use_is_told_so() -> None:
    tests = {"tests/test_a.py": "from a import f\ndef test_f(): f()\n"}
    files = run("def main(): pass\ndef f(): pass\n") | tests
    assert dead_in(files) == ["a.py:2 function f"]
