"""Keys of configuration files: each with its path and place, values never."""

from __future__ import annotations

import pytest

from netra_tools.facts.key_files import dialect_of_keys
from netra_tools.facts.keys import read_keys
from netra_tools.facts.keys_found import LONGEST_OWNER, MOST_DEPTH, MOST_KEYS
from netra_tools.model import INTERPOLATED, KEY, TEXT, Literal


def shown(literal: Literal) -> str:
    """Write a literal as `owner.key line:column-column`, or with the end's line when that differs."""
    assert (literal.kind, literal.flags, literal.slot, literal.scope) == (TEXT, 0, "", -1)
    assert literal.role in (KEY, INTERPOLATED)
    assert literal.line == literal.end_line
    path = f"{literal.owner}.{literal.value}" if literal.owner else literal.value
    return f"{path} {literal.line}:{literal.column}-{literal.end_column}"


READ = {
    "env": ("env", "A=1\n\nexport B_2 = x\n", "A 1:0-1, B_2 3:7-10"),
    "env: comments": ("env", "# A=1\n  # x\nB=1 # C=2\n#D=1", "B 3:0-1"),
    "env: quotes over lines": (
        "env",
        "A=\"x\nB=1\"\nC='\nD=2' # y\nE=`\nF=`\nG=1",
        "A 1:0-1, C 3:0-1, E 5:0-1, G 7:0-1",
    ),
    "env: a quote that never ends": ("env", "A=\"x\nB=it's\nC='", "A 1:0-1, B 2:0-1, C 3:0-1"),
    "env: escaped quote": ("env", 'A="x\\"\nB=1"\nC=1', "A 1:0-1, C 3:0-1"),
    "env: carriage returns": ("env", "A=1\r\nB=2\r\n\r\nC=3", "A 1:0-1, B 2:0-1, C 4:0-1"),
    "env: name without a value": ("env", "A\n B # x\nC=", "A 1:0-1, B 2:1-2, C 3:0-1"),
    "env: uses": (
        "env",
        "A=${B}/${C:-${D}}\nE='${F}'\nG=\"${H}\" $${I} ${{ J }}",
        "A 1:0-1, ${}.B 1:4-5, ${}.C 1:9-10, ${}.D 1:14-15, E 2:0-1, G 3:0-1, ${}.H 3:5-6",
    ),
    "env: byte order mark": ("env", "\ufeffA=1", "A 1:0-1"),
    "json": (
        "json",
        '{"a": {"b": 1}, "c": [{"d": "e: {"}, {"d": 2}]}',
        "a 1:1-4, a.b 1:7-10, c 1:16-19, c.d 1:23-26, c.d 1:38-41",
    ),
    "json: duplicates": ("json", '{"a": 1,\n "a": 2}', "a 1:1-4, a 2:1-4"),
    "json: a key after a table": (
        "json",
        '{"a": {"x": {}}, "b": {"y": 1}}',
        "a 1:1-4, a.x 1:7-10, b 1:17-20, b.y 1:23-26",
    ),
    "json: list at the top": ("json", '[1, {"a": {"b": 2}}]', "a 1:5-8, a.b 1:11-14"),
    "json: columns are bytes": (
        "json",
        '{"ü": "é", "\\u00e9": {"x" : 1}}',
        "ü 1:1-5, é 1:13-21, é.x 1:24-27",
    ),
    "json: comments and commas": (
        "json",
        '// "x": {\n{"a": "http://y", /* "z": 1,\n*/ "b": [1,\n],}',
        "a 2:1-4, b 3:3-6",
    ),
    "json: no object": ("json", '"a"', ""),
    "toml": ("toml", "a = 1\n[b.c]\n d.e = 2\n", "a 1:0-1, b 2:1-2, b.c 2:3-4, b.c.d 3:1-2, b.c.d.e 3:3-4"),
    "toml: arrays of tables": (
        "toml",
        "[[a]]\nb = 1\n[[a]]\n[a.c]",
        "a 1:2-3, a.b 2:0-1, a 3:2-3, a 4:1-2, a.c 4:3-4",
    ),
    "toml: quoted keys": ("toml", '"a b" = 1\n\'c"\' . "\\u00e9" = 2', 'a b 1:0-5, c" 2:0-4, c".é 2:7-15'),
    "toml: inline tables": (
        "toml",
        'a = {b = 1, c.d = [{e = "f = 1"}, 2]} # g = 1',
        "a 1:0-1, a.b 1:5-6, a.c 1:12-13, a.c.d 1:14-15, a.c.d.e 1:20-21",
    ),
    "toml: strings over lines": (
        "toml",
        'a = """\nb = 1\n"""""\nc = \'\'\'\nd = "\'\'\'\'\ne = 1',
        "a 1:0-1, c 4:0-1, e 6:0-1",
    ),
    "toml: arrays over lines": ("toml", "a = [ # ]\n  'b = 1',\n  # c = 1\n]\nd = []", "a 1:0-1, d 5:0-1"),
    "toml: dates": (
        "toml",
        "a = 1979-05-27 07:32:00\nb = [1979-05-27 07:32:00Z, 07:32:00]\nc=-1.5e3",
        "a 1:0-1, b 2:0-1, c 3:0-1",
    ),
    "toml: carriage returns": ("toml", "a = 1\r\nb = 2\r\n", "a 1:0-1, b 2:0-1"),
    "yaml": ("yaml", "a:\n  b: 1\n  c:\n  - d: 2\n  - e\n", "a 1:0-1, a.b 2:2-3, a.c 3:2-3, a.c.d 4:4-5"),
    "yaml: documents": ("yaml", "a: 1\n---\nb: 2\n...\n---\n- c: 1", "a 1:0-1, b 3:0-1, c 6:2-3"),
    "yaml: anchors and merges": (
        "yaml",
        "a: &x\n  b: 1\nc:\n  <<: *x\n  d: *x\n'<<': 1",
        "a 1:0-1, a.b 2:2-3, c 3:0-1, c.d 5:2-3, << 6:0-4",
    ),
    "yaml: flow": ("yaml", "a: {b: [1, {c: 2}], 'd': 3}", "a 1:0-1, a.b 1:4-5, a.b.c 1:12-13, a.d 1:20-23"),
    "yaml: tags": ("yaml", "!!python/object/apply:os.abort a: !x {b: !!binary 1}", "a 1:31-32, a.b 1:38-39"),
    "yaml: anchored key": ("yaml", "&x !y a b: 1\n*x : {c: 1}\n", "a b 1:6-9, c 2:6-7"),
    "yaml: keys that are no scalars": (
        "yaml",
        "? [a, {b: 1}]\n: {c: 1}\n?\n: {d: 1}\ne: 1",
        "b 1:7-8, c 2:3-4, d 4:3-4, e 5:0-1",
    ),
    "yaml: blocks": ("yaml", "a: |\n  b: 1\n  c: 2\nd: >-\n  e: 1\n", "a 1:0-1, d 4:0-1"),
    "yaml: columns are bytes": ("yaml", "ü: {é : 1}\n", "ü 1:0-2, ü.é 1:5-7"),
    "yaml: odd line breaks": ("yaml", 'a: "x\u2028y"\r\nb: 1', "a 1:0-1, b 2:0-1"),
    "yaml: uses": (
        "yaml",
        'a: ${B}\n"${C}": "x ${D:?e} ${E::F} $${G} ${h.i}"\nj: [\'${K}\']',
        "a 1:0-1, ${}.B 1:5-6, ${C} 2:0-6, ${}.D 2:13-14, j 3:0-1, ${}.K 3:7-8",
    ),
    "yaml: a list is no environment": ("yaml", "environment: [A=1]", "environment 1:0-11"),
    "compose: environment as a mapping": (
        "compose",
        "environment:\n  A: 1\n  B:",
        "environment 1:0-11, environment.A 2:2-3, environment.B 3:2-3",
    ),
    "compose: environment as a list": (
        "compose",
        "environment:\n  - A=1\n  - B\n  - \"C=${D}\"\n  - 'E'\ncommand: [F=1]",
        "environment 1:0-11, environment.A 2:4-5, environment.B 3:4-5, environment.C 4:5-6, ${}.D 4:9-10, "
        "environment.E 5:5-6, command 6:0-7",
    ),
}


@pytest.mark.parametrize("name", READ)
def test_keys_have_paths_and_places(name: str) -> None:
    dialect, text, expected = READ[name]
    reading = read_keys(text.encode(), dialect)
    assert ", ".join(map(shown, reading.literals)) == expected
    assert reading.facts.problems == ()


BROKEN = {
    "env": (
        "env",
        "A=1\n$(rm -rf)\nsecret words\nB=1",
        "A 1:0-1, B 4:0-1",
        "neither NAME=value nor a comment 2:0",
    ),
    "json": (
        "json",
        '{"a": {"b": 1},\n "c" "secret": 1}',
        "a 1:1-4, a.b 1:7-10",
        "not JSON: expecting ':' delimiter 2:5",
    ),
    "json: cut": ("json", '{"a": "secret {', "a 1:1-4", "not JSON: unterminated string starting at 1:6"),
    "json: empty": ("json", "", "", "not JSON: expecting value 1:0"),
    "json: two": ("json", '{"a": 1} {"b": 1}', "a 1:1-4", "not JSON: extra data 1:9"),
    "toml": ("toml", "a = 1\nb = secret\nc = 1", "a 1:0-1, b 2:0-1", "not TOML: invalid value 2:4"),
    "toml: twice": (
        "toml",
        "a = 1\na = 2\nb = 1",
        "a 1:0-1, a 2:0-1",
        "not TOML: cannot overwrite a value 2:5",
    ),
    "toml: no value": (
        "toml",
        "a.b\nc = 1",
        "",
        "not TOML: expected '=' after a key in a key/value pair 1:3",
    ),
    "toml: cut": ("toml", 'a = "secret', "a 1:0-1", "not TOML: unterminated string 1:11"),
    "yaml": (
        "yaml",
        "a: 1\nb: @\n",
        "a 1:0-1, b 2:0-1",
        "not YAML: found character that cannot start any token 2:3",
    ),
    "yaml: control": ("yaml", "a: 1\x00", "", "not YAML: it has characters that no text has 1:4"),
    "yaml: template": (
        "yaml",
        "a: 1\n{{ b }}: {% if x %}",
        "a 1:0-1, b 2:3-4",
        "not YAML: found character that cannot start any token 2:10",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_stands_before_a_mistake_is_kept(name: str) -> None:
    dialect, text, expected, told = BROKEN[name]
    reading = read_keys(text.encode(), dialect)
    assert ", ".join(map(shown, reading.literals)) == expected
    [problem] = reading.facts.problems
    assert problem.kind == "syntax"
    assert f"{problem.message} {problem.line}:{problem.column}" == told


@pytest.mark.parametrize("dialect", ["env", "json", "toml", "yaml", "compose"])
def test_bytes_that_are_no_text_are_told(dialect: str) -> None:
    good = {"env": b"A=1", "json": b'{"A": 1}', "toml": b"A = 1", "yaml": b"A: 1", "compose": b"A: 1"}[
        dialect
    ]
    reading = read_keys(good.replace(b"1", b'"\xff"'), dialect)
    assert [literal.value for literal in reading.literals] == ["A"]
    assert [problem.kind for problem in reading.facts.problems] == ["encoding"]
    utf16 = read_keys(good.decode().encode("utf-16"), dialect)
    assert [literal.value for literal in utf16.literals] == ["A"]
    assert utf16.facts.problems == ()


LIMITS = {
    "deep json": ("json", '{"a":' * 300 + "1" + "}" * 300, MOST_DEPTH),
    "deep lists in json": ("json", "[" * 100_000, 0),
    "deep toml": ("toml", "a = " + "[" * 100_000, 1),
    "a long dotted key": ("toml", "a." * 1_000_000, 0),
    "deep inline tables": ("toml", "a = " + "{a = " * 210 + "1" + "}" * 210, MOST_DEPTH + 1),
    "deep yaml": ("yaml", "{a: " * 20_000, MOST_DEPTH),
    "many keys in yaml": ("yaml", "a: 1\n" * (MOST_KEYS + 1), MOST_KEYS),
    "many names": ("env", "A=1\n" * (MOST_KEYS + 1), MOST_KEYS),
    "long numbers": ("toml", "a = " + "1" * 10_000, 1),
}


@pytest.mark.parametrize("name", LIMITS)
def test_what_nobody_writes_is_bounded(name: str) -> None:
    dialect, text, count = LIMITS[name]
    reading = read_keys(text.encode(), dialect)
    assert len(reading.literals) == count
    assert reading.facts.problems[0].kind == "size"


def test_paths_are_bounded() -> None:
    reading = read_keys(b'{"%s": {"b": {"c": 1}}}' % (b"k" * LONGEST_OWNER), "json")
    assert [literal.owner for literal in reading.literals] == ["", "", "b"]


def test_aliases_are_not_followed() -> None:
    """Nine levels of nine aliases would be 387 million nodes."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    reading = read_keys("\n".join(lines).encode(), "yaml")
    assert [literal.value for literal in reading.literals] == [f"a{n}" for n in range(9)]


def test_values_are_never_kept() -> None:
    secret = "hunter2"
    texts = {
        "env": f"A={secret}\n{secret} {secret}\nB=${{C:-{secret}}}",
        "json": f'{{"a": "{secret}", "b": {secret}',
        "toml": f'a = "{secret}"\nb = {secret}',
        "yaml": f"a: {secret}\nb: &{secret} !{secret} '{secret}\n",
        "compose": f"environment: [A={secret}, 'B={secret}']\nc: %{secret}",
    }
    for dialect, text in texts.items():
        reading = read_keys(text.encode(), dialect)
        assert reading.literals
        assert reading.facts.problems
        assert secret not in repr(reading)


NAMES = {
    ".env .env.example deploy/.env.local .env-prod prod.env": "env",
    "compose.yaml docker-compose.yml a/compose.prod.yml docker-compose-dev.yaml": "compose",
    "a.yaml b/c.yml .x.yml my-compose.yml": "yaml",
    "pyproject.toml .x.toml": "toml",
    "package.json .env.json": "json",
    ".envrc .environment .env.ts .env.sh .envs env a.py a.json5 a.json/b yaml": "",
}


def test_names_tell_the_dialect() -> None:
    found = {name: dialect_of_keys(name) for names in NAMES for name in names.split()}
    assert found == {name: dialect for names, dialect in NAMES.items() for name in names.split()}


def test_lines_are_counted() -> None:
    lines = read_keys(b"A=1\r\n\r\n  \nB=2", "env").facts.lines
    assert (lines.physical, lines.code, lines.blank) == (4, 2, 2)
    assert read_keys(b"", "json").facts.lines.physical == 0
