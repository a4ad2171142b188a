"""The facts of TypeScript and JavaScript, each kind of syntax in a line or a few."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netra_tools.facts.languages import dialect_of, language_of
from netra_tools.facts.read import Reading
from netra_tools.model import (
    ANNOTATION,
    ARGUMENT,
    ASSIGNED,
    COMPARED,
    DEFAULT,
    IN_CLASS,
    IN_COLLECTION,
    IN_DECORATOR,
    IN_FUNCTION,
    IN_TRY_IMPORT,
    INTERPOLATED,
    KEY,
    KEYWORD,
    OTHER,
    PATTERN,
    RAISED,
    RETURNED,
    STATEMENT,
    SUBSCRIPT,
    TEMPLATE,
    TYPE_CHECKING,
    VALUE,
    Definition,
)

pytest.importorskip("tree_sitter_typescript")


def read(source: str, dialect: str = "tsx") -> Reading:
    """Read a source that is understood."""
    from netra_tools.facts.script import read_script

    reading = read_script(source.encode(), dialect)
    assert reading.facts.problems == ()
    return reading


def one(source: str, dialect: str = "tsx") -> Definition:
    """Read a source whose last definition is meant."""
    return read(source, dialect).facts.definitions[-1]


@pytest.mark.parametrize(
    ("path", "language", "dialect"),
    [
        ("a/b.py", "python", ""),
        ("a/b.pyi", "python", ""),
        ("a/b.ts", "script", "typescript"),
        ("a/b.mts", "script", "typescript"),
        ("a/b.tsx", "script", "tsx"),
        ("a/b.js", "script", "javascript"),
        ("a/b.jsx", "script", "javascript"),
        ("a/b.cjs", "script", "javascript"),
        ("a/b.d.ts", "declaration", "typescript"),
        ("a/d.ts", "script", "typescript"),
    ],
)
def test_the_name_says_the_language(path: str, language: str, dialect: str) -> None:
    assert (language_of(path), dialect_of(path)) == (language, dialect)


IMPORTS = {
    'import "a"': ("a", (), None, 0, False),
    'import a from "./a"': ("./a", (("default", "a"),), None, 0, True),
    'import * as n from "@x/a"': ("@x/a", (), "n", 0, False),
    'import {a, b as c} from "../a"': ("../a", (("a", None), ("b", "c")), None, 0, True),
    'import d, {a} from "a"': ("a", (("default", "d"), ("a", None)), None, 0, True),
    'import d, * as n from "a"': ("a", (("default", "d"), ("*", "n")), None, 0, True),
    'import type {A} from "a"': ("a", (("A", None),), None, TYPE_CHECKING, True),
    'import {type A} from "a"': ("a", (("A", None),), None, TYPE_CHECKING, True),
    'import {type A, b} from "a"': ("a", (("A", None), ("b", None)), None, 0, True),
    'import f = require("a")': ("a", (), "f", 0, False),
    'export * from "a"': ("a", (("*", None),), None, 0, True),
    'export * as n from "a"': ("a", (), "n", 0, False),
    'export {a as b} from "a"': ("a", (("a", "b"),), None, 0, True),
    'export type {A} from "a"': ("a", (("A", None),), None, TYPE_CHECKING, True),
    'const a = require("a")': ("a", (), None, 0, False),
    'const a = await import("a")': ("a", (), None, IN_FUNCTION, False),
    'function f() { require("a") }': ("a", (), None, IN_FUNCTION, False),
    'run(() => { require("a") })': ("a", (), None, IN_FUNCTION, False),
    'try { require("a") } catch {}': ("a", (), None, IN_TRY_IMPORT, False),
    'try { require("a") } finally {}': ("a", (), None, 0, False),
    'class A { static b = require("a") }': ("a", (), None, IN_CLASS, False),
}


@pytest.mark.parametrize("source", IMPORTS)
def test_an_import(source: str) -> None:
    (found,) = read(source).facts.imports
    assert (found.module, found.names, found.alias, found.flags, found.is_from) == IMPORTS[source]
    assert found.level == 0


@pytest.mark.parametrize("source", ["export const a = 1", "export {a}", "require(a)", "a.require('b')"])
def test_no_import(source: str) -> None:
    assert read(source).facts.imports == ()


def test_where_an_import_stands() -> None:
    first, second = read('// ü\nimport "a"; import {\n  b,\n} from "b"\n').facts.imports
    assert first[5:9] == (2, 0, 2, 11)
    assert second[5:9] == (2, 12, 4, 10)


DEFINITIONS = {
    "function f() {}": [("f", "function")],
    "export default function () {}": [("default", "function")],
    "export default () => 1": [("default", "function")],
    "function* g() {}": [("g", "function")],
    "const a = () => 1": [("a", "function")],
    "const a = (function b() {})": [("a", "function")],
    "let o = { f() {}, g: () => 1, 'h-i': function () {} }": [
        ("f", "function"),
        ("g", "function"),
        ("h-i", "function"),
    ],
    "A.prototype.m = function () {}": [("A.prototype.m", "function")],
    "run(function named() {}, () => 1, function () {})": [("named", "function")],
    "class A { m() {} static s() {} get v() {return 1} f = () => 1; #p() {} [x.y]() {} }": [
        ("A", "class"),
        ("A.m", "method"),
        ("A.s", "method"),
        ("A.v", "method"),
        ("A.f", "method"),
        ("A.#p", "method"),
        ("A.[x.y]", "method"),
    ],
    "const A = class { m() { const i = () => 1 } }": [
        ("A", "class"),
        ("A.m", "method"),
        ("A.m.<locals>.i", "function"),
    ],
    "abstract class A { abstract z(): void; }": [("A", "class")],
    "declare function f(a: string): void": [],
    "function f(a: string): void\nfunction f(a: any) {}": [("f", "function")],
    "namespace N { export function f() {} }": [("f", "function")],
    "interface I { m(): void }": [],
}


@pytest.mark.parametrize("source", DEFINITIONS)
def test_definitions(source: str) -> None:
    found = read(source).facts.definitions
    assert [(definition.name, definition.kind) for definition in found] == DEFINITIONS[source]


PARAMETERS = {
    "function f(a, b = 1, ...c) {}": [("a", 0), ("b", 1), ("c", 2)],
    "function f(this: A, a: string, b?: string) {}": [("a", 0), ("b", 1)],
    "const f = a => a": [("a", 0)],
    "const f = ({ a, b }, [c]) => a": [("{ a, b }", 0), ("[c]", 0)],
    "class A { m(a) {} }": [("this", 0), ("a", 0)],
    "class A { constructor(private a: B, public b = 1) {} }": [("this", 0), ("a", 0), ("b", 1)],
}


@pytest.mark.parametrize("source", PARAMETERS)
def test_parameters(source: str) -> None:
    assert [parameter[:2] for parameter in one(source).parameters] == PARAMETERS[source]


COMPLEXITY = {
    "": (1, 0),
    "if (a) {}": (2, 1),
    "if (a) {} else if (b) {} else {}": (3, 1),
    "if (a) { if (b) {} }": (3, 2),
    "if (a) {} else { if (b) {} }": (3, 2),
    "return a ? b : c": (2, 0),
    "return a && b || c ?? d": (4, 0),
    "a ??= b": (2, 0),
    "for (;;) { for (const a of b) { while (c) { do {} while (d) } } }": (5, 4),
    "switch (a) { case 1: case 2: break; default: if (b) {} }": (4, 2),
    "try { a() } catch { b() } finally { c() }": (2, 1),
    "a.map(b => b ? 1 : 2)": (2, 0),
    "const g = () => a && b": (1, 0),
}


@pytest.mark.parametrize("body", COMPLEXITY)
def test_complexity_and_nesting(body: str) -> None:
    found = read(f"function f(x = y && z) {{ {body} }}").facts.definitions[0]
    assert (found.complexity, found.nesting) == COMPLEXITY[body]


def test_a_class_adds_up_its_methods() -> None:
    assert read("class A { m() { if (a) {} } n() {} x = b && c }").facts.definitions[0].complexity == 4


BODIES = {
    "function f() {\n\n  // c\n  a()\n\n  /* d */\n  b()\n  // e\n}": (4, 2),
    "function f() {\n}": (0, 0),
    "function f() { a() }": (1, 1),
    "const f = () =>\n  a(\n    b)": (2, 2),
    "class A {\n  a = 1\n\n  m() {\n  }\n}": (4, 3),
    "function f() {\n  return `\n\n// no comment\n`\n}": (4, 4),
}


@pytest.mark.parametrize("source", BODIES)
def test_lines_of_a_body(source: str) -> None:
    found = read(source).facts.definitions[0]
    assert (found.body_lines, found.code_lines) == BODIES[source]


def test_the_header_of_a_class() -> None:
    found = read(
        "@One\n@two.Two('x')\nexport class A<T> extends b.B<T> implements C, D<T> {\n"
        "  @three() async m(): Promise<void> {}\n  a: string\n  b = 1\n}"
    ).facts.definitions
    klass, method = found
    assert (klass.decorators, klass.bases) == (("One", "two.Two"), ("b.B", "C", "D"))
    assert klass.fields == (("a", True), ("b", False))
    assert (klass.first_line, klass.line, klass.column, klass.end_line) == (1, 3, 13, 7)
    assert (method.decorators, method.is_async, method.returns) == (("three",), True, True)


LITERALS = {
    "'a'": ("a", STATEMENT, "", "", 0),
    r"x('\n\x41\u0042\u{1F600}\'\\')": ("\nAB\U0001f600'\\", ARGUMENT, "x", "0", 0),
    r"x('\ud83d\ude00')": ("\U0001f600", ARGUMENT, "x", "0", 0),
    "x.y(1, 'a')": ("a", ARGUMENT, "x.y", "1", 0),
    "x()./* c */y('a')": ("a", ARGUMENT, ".y", "0", 0),
    "new X('a')": ("a", ARGUMENT, "X", "0", 0),
    "x = 'a'": ("a", ASSIGNED, "x", "", 0),
    "const x = ('a' as const)": ("a", ASSIGNED, "x", "", 0),
    "const x = b || 'a'": ("a", ASSIGNED, "x", "", 0),
    "const x = ['a']": ("a", ASSIGNED, "x", "", IN_COLLECTION),
    "const x = { k: 'a' }": ("a", VALUE, "x", "k", 0),
    "const x = { 'a': 1 }": ("a", KEY, "x", "", 0),
    "class A { x = 'a' }": ("a", ASSIGNED, "x", "", 0),
    "enum E { X = 'a' }": ("a", VALUE, "", "X", 0),
    "function f(x = 'a') {}": ("a", DEFAULT, "", "x", 0),
    "function f() { return 'a' }": ("a", RETURNED, "f", "", 0),
    "const f = () => 'a'": ("a", RETURNED, "f", "", 0),
    "if (x.y === 'a') {}": ("a", COMPARED, "x.y", "===", 0),
    "if ('a' in x) {}": ("a", COMPARED, "x", "in", 0),
    "switch (x) { case 'a': }": ("a", PATTERN, "x", "", 0),
    "x['a']": ("a", SUBSCRIPT, "x", "", 0),
    "throw 'a'": ("a", RAISED, "", "", 0),
    "let x: 'a' | B<C>": ("a", ANNOTATION, "", "", 0),
    "type X = { y: 'a' }": ("a", ANNOTATION, "", "", 0),
    "@x('a') class A {}": ("a", ARGUMENT, "x", "0", IN_DECORATOR),
    "if ('a') {}": ("a", OTHER, "", "", 0),
    "const e = <X y='a'>text</X>": ("a", KEYWORD, "X", "y", 0),
    "const e = <X y={'a'}/>": ("a", KEYWORD, "X", "y", 0),
    "x`a`": ("a", ARGUMENT, "x", "0", 0),
}


@pytest.mark.parametrize("source", LITERALS)
def test_a_literal(source: str) -> None:
    (found,) = read(source).literals
    assert (found.value, found.role, found.owner, found.slot, found.flags) == LITERALS[source]


def test_a_template_and_what_it_interpolates() -> None:
    outer, inner = read("const x = `a${b['c']}d${e}`").literals
    assert (outer.value, outer.kind, outer.role, outer.owner) == ("a{}d{}", TEMPLATE, ASSIGNED, "x")
    assert (inner.value, inner.role) == ("c", SUBSCRIPT)
    assert [found.role for found in read("`${'a'}`").literals] == [STATEMENT, INTERPOLATED]


def test_modules_are_no_literals() -> None:
    assert list(read('import a from "a"; export * from "b"').literals) == []


def test_lines() -> None:
    source = "#!/usr/bin/env node\n// a\n\ncode() // b\n/* c\n\n*/ more()\n`\n\n// d\n`\n{/* e */}\n"
    assert read(source, "javascript").facts.lines == (12, 7, 3, 2)
    assert read("a()").facts.lines == (1, 1, 0, 0)
    assert read("").facts.lines == (0, 0, 0, 0)


SUPPRESSIONS = {
    "a() // netra: ignore[too-deep] since": (("too-deep",), "since", False, 1, False),
    "// netra: ignore[a, b] - why": (("a", "b"), "why", False, 1, True),
    "/* netra: ignore-file[x] old */": (("x",), "old", True, 1, True),
    "\n// netra: ignore": ((), "", False, 2, True),
    "x['a'] // netra: literal ok": (("literal ok",), "", False, 1, False),
    "const a = <b>\n  {/* netra: ignore[x] here */}\n</b>": (("x",), "here", False, 2, True),
}


@pytest.mark.parametrize("source", SUPPRESSIONS)
def test_suppressions(source: str) -> None:
    (found,) = read(source).facts.suppressions
    said = (found.rules, found.reason, found.whole_file, found.line, found.own_line)
    assert said == SUPPRESSIONS[source]


@pytest.mark.parametrize("source", ["'// netra: ignore[x] y'", "`\n// netra: ignore[x] y\n`"])
def test_no_suppression(source: str) -> None:
    assert read(source).facts.suppressions == ()


PROBLEMS = [
    (b"a = (", "syntax", 1),
    (b"\nfunction f( {\n", "syntax", 2),
    (b"a\n\xff\n", "encoding", 2),
]


@pytest.mark.parametrize(("data", "kind", "line"), PROBLEMS)
def test_problems(data: bytes, kind: str, line: int) -> None:
    from netra_tools.facts.script import read_script

    (problem,) = read_script(data, "typescript").facts.problems
    assert (problem.kind, problem.line) == (kind, line)
    assert problem.message


def test_marks_and_newlines_are_read_as_their_tools_do() -> None:
    from netra_tools.facts.script import read_script

    source = "const a = 'ü'\nfunction f() {}\n"
    plain = read_script(source.encode(), "typescript").facts
    for data in (
        source.encode("utf-8-sig"),
        source.encode("utf-16"),
        source.replace("\n", "\r\n").encode(),
        source.replace("\n", "\r").encode(),
    ):
        assert read_script(data, "typescript").facts == plain


SYNTAX = st.text("ab{}()[]<>`'\"$/*\\=+:;?.,\n =>class import if else function", max_size=60)


@given(st.binary(max_size=80) | SYNTAX.map(str.encode), st.sampled_from(["typescript", "tsx", "javascript"]))
def test_whatever_the_bytes_the_facts_are_consistent(data: bytes, dialect: str) -> None:
    from netra_tools.facts.script import read_script

    facts, literals = read_script(data, dialect)
    lines = facts.lines
    assert lines.code + lines.comment + lines.blank == lines.physical
    for found in facts.definitions:
        assert 0 <= found.code_lines <= found.body_lines <= lines.physical
        assert 1 <= found.first_line <= found.line <= found.end_line
    assert all(-1 <= literal.scope < len(facts.definitions) for literal in literals)


@pytest.mark.parametrize(
    "source",
    ["f(" * 5000 + ")" * 5000, "a." * 5000 + "b", "a+" * 5000 + "b", "[" * 5000, "function f(){" * 5000],
)
def test_depth_is_no_limit(source: str) -> None:
    from netra_tools.facts.script import read_script

    assert read_script(source.encode(), "javascript").facts.lines.physical == 1
