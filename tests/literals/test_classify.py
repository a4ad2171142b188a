"""The category of a string literal, and the rule that gives it, by where it stands."""

from __future__ import annotations

import pytest

from netra_tools.config import literals
from netra_tools.config.model import LiteralRule
from netra_tools.facts.read import read_source
from netra_tools.literals.categories import CATEGORIES
from netra_tools.literals.classify import Classifier
from netra_tools.literals.imported import Origin
from netra_tools.literals.reasons import reasons
from netra_tools.literals.verdict import STRENGTHS
from netra_tools.model import REFERENCE

# source; the value that is asked for; category; reason; strength
CASES = {
    "docstring": ('"""Text."""', "Text.", "documentation documentation proved"),
    "environment": ("import os\nos.getenv('HOME')", "HOME", "environment environment-accessor proved"),
    "environment renamed": (
        "from os import environ as e\ne.get('HOME')",
        "HOME",
        "environment environment-accessor proved",
    ),
    "environment in brackets": (
        "import os\nos.environ['HOME']",
        "HOME",
        "environment environment-key proved",
    ),
    "default of a variable": (
        "import os\nos.getenv('X', 'false')",
        "false",
        "states looks-like-condition guessed",
    ),
    "variable of an option": (
        "import click\nclick.option('-x', envvar='APP_X')",
        "APP_X",
        "environment environment-option proved",
    ),
    "raised": ("raise ValueError('state')", "state", "messages raised proved"),
    "raised template": ("raise KeyError(f'no {x}')", "no {}", "messages raised proved"),
    "logged": ("_LOGGER.debug('state %s', x)", "state %s", "messages logged proved"),
    "logged with a level": ("logger.log(10, 'went')", "went", "messages logged-with-level proved"),
    "help": ("parser.add_argument('--x', help='What')", "What", "messages help proved"),
    "own option": ("parser.add_argument('--x')", "--x", "configuration own-option proved"),
    "regular expression": ("import re\nre.compile('a+')", "a+", "formats regular-expression proved"),
    "time format": ("now.strftime('%Y')", "%Y", "formats time-format proved"),
    "joiner": ("', '.join(x)", ", ", "formats looks-separating guessed"),
    "exported": ("__all__ = ['a']", "a", "identifiers exported proved"),
    "attribute": ("getattr(x, 'name')", "name", "identifiers reflected proved"),
    "patched": ("from unittest.mock import patch\npatch('a.b')", "a.b", "identifiers named-code proved"),
    "type variable": ("T = TypeVar('T')", "T", "identifiers named-code proved"),
    "table": ("class A(Base):\n    __tablename__ = 'a'", "a", "database table-name proved"),
    "column": ("import sqlalchemy as s\ns.Column('id')", "id", "database schema-object proved"),
    "lookup": ("A.objects.order_by('-name')", "-name", "database orm-lookup proved"),
    "sql": ("x = 'SELECT a FROM b'", "SELECT a FROM b", "database looks-like-sql guessed"),
    "opening mode": ("open(p, 'rb')", "rb", "protocol opening-mode proved"),
    "opened": ("open('a.txt')", "a.txt", "paths opened likely"),
    "header": ("response.headers['X-Kind']", "X-Kind", "protocol protocol-key likely"),
    "joined path": ("import os\nos.path.join(a, 'b')", "b", "paths path-join proved"),
    "route": ("@app.get('/a/{b}')\ndef f(): ...", "/a/{b}", "paths route proved"),
    "url by look": ("f('https://a.b/c')", "https://a.b/c", "paths looks-like-url guessed"),
    "metric": (
        "from prometheus_client import Counter\nCounter('a_total', 'Text', ['kind'])",
        "a_total",
        "metrics metric proved",
    ),
    "label of a metric": (
        "from prometheus_client import Counter\nCounter('a_total', 'Text', ['kind'])",
        "kind",
        "metrics metric proved",
    ),
    "counted": ("from collections import Counter\nCounter('ab')", "ab", "data counted likely"),
    "statsd": ("statsd.incr('a.b')", "a.b", "metrics metric proved"),
    "schema": ("vol.Required('host')", "host", "configuration schema-key likely"),
    "setting": ("conf.get('core', 'dags_folder')", "dags_folder", "configuration setting-accessor proved"),
    "key of settings": ("x = config['host']", "host", "configuration configuration-key likely"),
    "constant of settings": ("CONF_HOST = 'host'", "host", "configuration configuration-name likely"),
    "django setting": (
        "getattr(settings, 'MEDIA_ROOT')",
        "MEDIA_ROOT",
        "configuration looks-like-name guessed",
    ),
    "event": ("hass.bus.async_fire('went')", "went", "events event proved"),
    "signal": ("async_dispatcher_send(hass, 'went')", "went", "events event-second proved"),
    "event by name": ("EVENT_WENT = 'went'", "went", "events event-name likely"),
    "event of a keyword": ("f(event_type='went')", "went", "events event-name likely"),
    "event of an enumeration": ("class JobEvent(StrEnum):\n    A = 'a'", "a", "events event-member likely"),
    "topic by what is made": ("TopicConfig(name='a')", "a", "events subject-of-call likely"),
    "state of an enumeration": ("class Phase(Enum):\n    A = 'a'", "a", "states state-member likely"),
    "inherited enumeration": (
        "class Kind(StrEnum): ...\nclass Mode(Kind):\n    A = 'a'",
        "a",
        "states state-member likely",
    ),
    "compared state": ("x = status == 'done'", "done", "states state-name likely"),
    "state under a key": ("x = reply['status'] == 'lost'", "lost", "states state-name likely"),
    "state asked for": ("x = reply.get('status') in ('lost', 'x')", "lost", "states state-name likely"),
    "type of a message": ("x = message['type'] == 'joined'", "joined", "events event-name likely"),
    "assigned under a key": ("reply['title'] = 'lost'", "lost", "messages message-name likely"),
    "code of an error": ("errors['tune'] = 'unknown'", "unknown", "identifiers looks-like-condition guessed"),
    "text of an error": ("errors = {'tune': 'No such tune'}", "No such tune", "messages reason-name likely"),
    "closed": ("if self._state in ('close', 'x'): ...", "close", "states state-name likely"),
    "key under a key": ("x = reply['headers']['tone']", "tone", "protocol protocol-key likely"),
    "state in a frozen set": ("MODES = frozenset({'bold', 'x'})", "bold", "states state-name likely"),
    "key of a keyword": ("f(headers={'tone': x})", "tone", "protocol protocol-key likely"),
    "value of a keyword": ("f(headers={'tone': 'bold'})", "bold", "protocol protocol-name likely"),
    "value under a key of a keyword": ("f(x={'status': 'lost'})", "lost", "states state-name likely"),
    "unknown key of a keyword": ("f(tune={'tone': 1})", "tone", "fields key guessed"),
    "described interface": (
        "router.get('/a', responses={404: {'tone': 1}})",
        "tone",
        "protocol described-interface likely",
    ),
    "asked of a type": ("is_dtype(x, 'bold')", "bold", "protocol subject-of-call likely"),
    "nullable type": ("mode = 'UInt16'", "UInt16", "protocol looks-standard guessed"),
    "allowed origin": ("x = '*' in allow_origins", "*", "protocol protocol-key likely"),
    "state of a keyword": ("f(how='left')", "left", "states state-name likely"),
    "default of a parameter": ("def f(mode='r'): ...", "r", "states state-name likely"),
    "literal type": ("X = Literal['a', 'b']", "a", "states literal-type likely"),
    "literal type of a parameter": (
        "import typing as t\ndef f(x: t.Literal['a', 'b']): ...",
        "a",
        "states literal-type likely",
    ),
    "forward reference in brackets": (
        "def f(x: list['thing']): ...",
        "thing",
        "identifiers forward-reference likely",
    ),
    "forward reference": ("def f(x: 'Thing'): ...", "Thing", "identifiers forward-reference likely"),
    "record": ("x = data['id']", "id", "fields field-key likely"),
    "key of a dictionary": ("f({'id': 1})", "id", "fields key guessed"),
    "attribute constant": ("ATTR_ID = 'id'", "id", "fields field-name likely"),
    "title": ("title = 'Some title'", "Some title", "messages message-name likely"),
    "deployment": ("f('production')", "production", "environment looks-like-deployment guessed"),
    "unique id": ("unique_id = f'{a}_{b}'", "{}_{}", "identifiers unique-name likely"),
    "unit": ("f('kWh')", "kWh", "protocol looks-standard guessed"),
    "empty": ("x = ''", "", "data looks-empty guessed"),
    "another script": ("x = 'Кот спит'", "Кот спит", "messages looks-like-phrase guessed"),
    "name": ("f('thing')", "thing", "identifiers otherwise guessed"),
}  # fmt: skip


@pytest.mark.parametrize(("source", "value", "expected"), CASES.values(), ids=CASES)
def test_category(source: str, value: str, expected: str) -> None:
    assert said_of(source, value) == expected


def said_of(source: str, value: str, module: str = "app.module", own: tuple[LiteralRule, ...] = ()) -> str:
    """Write category, reason and strength of the literal with a value."""
    reading = read_source(source.encode())
    found = list(reading.literals)
    origin = Origin(module, False, module.startswith("tests."))
    verdicts = Classifier(own).classify(reading.facts, found, origin)
    [verdict] = {
        verdict
        for verdict, literal in zip(verdicts, found, strict=True)
        if literal.value == value and literal.kind != REFERENCE
    }
    assert verdict.reason in reasons()
    return f"{CATEGORIES[verdict.category]} {verdict.reason} {STRENGTHS[verdict.strength]}"


def test_samples_of_tests_are_data() -> None:
    assert said_of("f('thing')", "thing", "tests.test_a") == "data looks-like-name guessed"


def test_package_about_databases() -> None:
    assert said_of("x = 'thing'", "thing", "app.db.a") == "database in-database-package guessed"


def test_columns_are_names_where_no_database_is() -> None:
    assert said_of("f(column='a')", "a").startswith("identifiers")
    assert said_of("import sqlite3\nf(column='a')", "a").startswith("database")


OWN = {
    "call": (LiteralRule("events", call="announce_*"), "announce_all('x')"),
    "argument of a call": (LiteralRule("events", call="announce", argument=1), "announce(0, 'x')"),
    "keyword of a call": (
        LiteralRule("events", call="bus.announce", keyword="kind"),
        "self.bus.announce(kind='x')",
    ),
    "keyword of any call": (LiteralRule("events", keyword="kind"), "f(kind='x')"),
    "assigned": (LiteralRule("events", assigned="KIND_*"), "KIND_A = 'x'"),
    "key": (LiteralRule("events", key_of="kinds"), "kinds['x']"),
    "key that is asked for": (LiteralRule("events", key_of="kinds"), "self.kinds.get('x')"),
}


@pytest.mark.parametrize(("rule", "source"), OWN.values(), ids=OWN)
def test_own_rule(rule: LiteralRule, source: str) -> None:
    assert said_of(source, "x", own=(rule,)) == "events own-rule proved"


def test_own_rule_is_for_its_argument_only() -> None:
    rule = LiteralRule("events", call="announce", argument=1)
    assert not said_of("announce('x', 0)", "x", own=(rule,)).startswith("events")


def test_configuration_names_the_same_categories() -> None:
    assert literals.CATEGORIES == CATEGORIES


def test_order_of_files_does_not_matter() -> None:
    sources = ["import os\nos.getenv('a')", "class os: ...\nos.getenv('a')", "f(mode='a')"]
    one, other = Classifier(), Classifier()
    forward = [verdicts_of(one, source) for source in sources]
    backward = [verdicts_of(other, source) for source in reversed(sources)]
    assert forward == backward[::-1]


def verdicts_of(classifier: Classifier, source: str) -> list[object]:
    """Classify one file."""
    reading = read_source(source.encode())
    return list(classifier.classify(reading.facts, reading.literals, Origin("a", False, False)))
