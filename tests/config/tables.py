"""Configurations, right and wrong, as the loader and the schema must see them alike."""

from __future__ import annotations

from typing import NamedTuple

VALID = {
    "nothing": "",
    "source roots": "roots = ['.', 'src', 'a/b/']",
    "script roots": "script_roots = ['web/src', 'ui/']",
    "globs": "include = ['**', '*.py', 'a/**/b*', 'docs/', '[abc]*', '[[]x]', 'ü/*', '**/api/v[0-9]']",
    "no globs": "tests = []",
    "selection": "select = ['ALL', 'NET', 'NET2', 'NET201', 'file-too-long', 'ABC1']\nignore = []",
    "service": "[services.api]\nroot = 'services/api'\npackage = 'company.api'\n[services.web]\nroot = 'web'",
    "service without package": "[services.api]\nroot = 'api'\npackage = ''",
    "size": "max_file_bytes = 1",
    "rules": "[rules.file-too-long]\nmax_lines = 0\nseverity = 'off'\n[rules.quiet-one]\nlimit = 3",
    "rule without options": "[rules.quiet-one]",
    "choice": "[rules.function-too-long]\ncount = 'code'\ntests_too = false",
    "map": "[rules.confined-import.homes]\nclick = ['a.b']\n'x.y' = []",
    "contract": "[[rules.layer-violation.contracts]]\nname = 'a'\nlayers = ['x', 'y']\nexhaustive = true",
    "baseline": "baseline = 'SPEC/accepted.tsv'",
    "rule for literals": "[[literals.rules]]\ncall = 'publish_*'\nargument = 0\ncategory = 'events'",
    "exemption": "[[exemptions]]\npath = 'a/**'\nrule = 'NET201'\nreason = 'generated'",
    "exemption with all keys": "[[exemptions]]\npath = 'a.py'\nrule = 'file-too-long'\nlimit = 600\n"
    "reason = 'split in May'\nowner = 'core'\nexpires = '2026-12-31'",
    "override": "[[overrides]]\npaths = ['tests/**']\nrules.file-too-long.max_lines = 800",
    "override that ignores": "[[overrides]]\npaths = ['tests']\nignore = ['NET2']",
    "override that turns off": "[[overrides]]\npaths = ['a']\nrules.layer-violation.severity = 'off'",
}


class Wrong(NamedTuple):
    """A configuration and what is said of it. `by_schema`: a schema can see it, too."""

    text: str
    message: str
    hint: str = ""
    by_schema: bool = True


RULES = "confined-import, file-too-long, function-too-long, layer-violation, quiet-one"
CODES = "ABC12, NET105, NET108, NET201, NET202"
LONG = "[rules.file-too-long]"
INVALID = {
    # keys
    "unknown key": Wrong("exlude = []", "the top level has no key 'exlude'", "did you mean 'exclude'?"),
    "far key": Wrong(
        "[services.api]\nroot = 'a'\nqqq = 1", "[services.api] has no key 'qqq'", "known: package, root"
    ),
    "kebab case": Wrong(
        "max-file-bytes = 1", "the top level has no key 'max-file-bytes'", "did you mean 'max_file_bytes'?"
    ),
    "rule key": Wrong(f"{LONG}\nmax_line = 3", f"{LONG} has no key 'max_line'", "did you mean 'max_lines'?"),
    "capitals": Wrong(
        f"{LONG}\nMAX-LINES = 3", f"{LONG} has no key 'MAX-LINES'", "did you mean 'max_lines'?"
    ),
    "contract key": Wrong(
        "[[rules.layer-violation.contracts]]\nname = 'a'\nlayers = ['x', 'y']\nlayer = []",
        "[[rules.layer-violation.contracts]] no. 1 has no key 'layer'",
        "did you mean 'layers'?",
    ),
    "contract without name": Wrong(
        "[[rules.layer-violation.contracts]]\nlayers = ['x', 'y']",
        "[[rules.layer-violation.contracts]] no. 1 lacks the key 'name'",
    ),
    "service without root": Wrong("[services.api]", "[services.api] lacks the key 'root'"),
    "quoted key": Wrong("[services.'a b']", "[services.\"a b\"] lacks the key 'root'"),
    # types
    "number as string": Wrong(
        f"{LONG}\nmax_lines = '300'",
        f'{LONG} max_lines expects an integer, given the string "300"',
        "write max_lines = 300",
    ),
    "float": Wrong(f"{LONG}\nmax_lines = 3.5", f"{LONG} max_lines expects an integer, given the float 3.5"),
    "boolean as integer": Wrong(
        f"{LONG}\nmax_lines = true", f"{LONG} max_lines expects an integer, given true"
    ),
    "optional integer": Wrong(
        "[rules.quiet-one]\nlimit = []", "[rules.quiet-one] limit expects an integer, given a list"
    ),
    "boolean": Wrong(
        "[rules.function-too-long]\ntests_too = 'True'",
        '[rules.function-too-long] tests_too expects true or false, given the string "True"',
        "write tests_too = true",
    ),
    "string": Wrong(
        "[rules.quiet-one]\nname = 2024-01-01",
        "[rules.quiet-one] name expects a string, given the date 2024-01-01",
        by_schema=False,  # JSON has no dates
    ),
    "choice": Wrong(
        "[rules.function-too-long]\ncount = 'Code'",
        '[rules.function-too-long] count expects one of "physical", "code", given the string "Code"',
        "did you mean 'code'?",
    ),
    "severity": Wrong(
        f"{LONG}\nseverity = 1",
        f'{LONG} severity expects one of "error", "warning", "off", given the integer 1',
    ),
    "string for a list": Wrong(
        "exclude = 'build'",
        'the top level exclude expects a list of strings, given the string "build"',
        'write exclude = ["build"]',
    ),
    "item of a list": Wrong(
        "roots = ['a', 3]", "the top level roots item 2 expects a string, given the integer 3"
    ),
    "list for a map": Wrong(
        "[rules.confined-import]\nhomes = ['a']",
        "[rules.confined-import] homes expects a table of lists of strings, given a list",
    ),
    "item of a map": Wrong(
        "[rules.confined-import.homes]\nclick = 'a.b'",
        '[rules.confined-import.homes] click expects a list of strings, given the string "a.b"',
        'write click = ["a.b"]',
    ),
    "rule that is no table": Wrong(
        "[rules]\nfile-too-long = 300", f"{LONG} is a table, given the integer 300"
    ),
    "rules that are no table": Wrong("rules = []", "[rules] is a table, given a list"),
    "service that is no table": Wrong(
        "[services]\napi = 'a'", '[services.api] is a table, given the string "a"'
    ),
    "contract that is no table": Wrong(
        "[rules.layer-violation]\ncontracts = ['a']",
        '[[rules.layer-violation.contracts]] no. 1 is a table, given the string "a"',
    ),
    "overrides that are no list": Wrong(
        "[overrides]",
        "the top level overrides expects a list of tables, given a table",
        "write [[overrides]]",
    ),
    "override that is no table": Wrong(
        "overrides = [1]", "[[overrides]] no. 1 is a table, given the integer 1"
    ),
    # numbers
    "negative limit": Wrong(f"{LONG}\nmax_lines = -1", f"{LONG} max_lines must not be negative, given -1"),
    "no bytes": Wrong("max_file_bytes = 0", "the top level max_file_bytes must be at least 1, given 0"),
    # names of rules
    "unknown slug": Wrong(
        "[rules.file-to-long]", "[rules] has no rule 'file-to-long'", "did you mean 'file-too-long'?"
    ),
    "code for a slug": Wrong(
        "[rules.NET201]", "[rules] has no rule 'NET201'", "did you mean 'file-too-long'?"
    ),
    "snake case slug": Wrong(
        "[rules.file_too_long]", "[rules] has no rule 'file_too_long'", "did you mean 'file-too-long'?"
    ),
    "strange slug": Wrong("[rules.x]", "[rules] has no rule 'x'", f"known: {RULES}"),
    "unknown code": Wrong(
        "select = ['NET203']", "the top level select: no rule is called 'NET203'", f"known: {CODES}"
    ),
    "lower case code": Wrong(
        "ignore = ['net2']", "the top level ignore: no rule is called 'net2'", "did you mean 'NET2'?"
    ),
    "ignored in an override": Wrong(
        "[[overrides]]\npaths = ['a']\nignore = ['file-to-long']",
        "[[overrides]] no. 1 ignore: no rule is called 'file-to-long'",
        "did you mean 'file-too-long'?",
    ),
    # overrides
    "override without paths": Wrong(
        "[[overrides]]\nignore = ['NET2']", "[[overrides]] no. 1 lacks the key 'paths'"
    ),
    "override of nothing": Wrong(
        "[[overrides]]\npaths = []\nignore = ['NET2']", "[[overrides]] no. 1 paths is empty"
    ),
    "override without effect": Wrong(
        "[[overrides]]\npaths = ['a']", "[[overrides]] no. 1 changes nothing", "give it 'rules' or 'ignore'"
    ),
    "key of the second override": Wrong(
        "[[overrides]]\npaths = ['a']\nignore = ['NET2']\n"
        "[[overrides]]\npaths = ['a']\nrules.file-too-long.maxlines = 3",
        "[overrides.rules.file-too-long] of [[overrides]] no. 2 has no key 'maxlines'",
        "did you mean 'max_lines'?",
    ),
    "whole project": Wrong(
        "[[overrides]]\npaths = ['a']\nrules.layer-violation.severity = 'warning'",
        "[overrides.rules] of [[overrides]] no. 1 'layer-violation' looks at the whole project: "
        "an override can only turn it off",
        'set severity = "off" here, and options among the rules for all files',
    ),
    "rule and override together": Wrong(
        "[rules.function-too-long]\nmax_lines = 13\n"
        "[[overrides]]\npaths = ['a']\nrules.function-too-long.count = 'code'",
        "[overrides.rules.function-too-long] of [[overrides]] no. 1: 13 lines of code bring bad luck",
        by_schema=False,
    ),
    # forms of strings
    "empty glob": Wrong("include = ['']", "the top level include item 1 '' is empty"),
    "absolute glob": Wrong(
        "include = ['/a']",
        "the top level include item 1 '/a' is absolute",
        "paths start at the root of the repository",
    ),
    "backslash": Wrong(
        "include = ['a\\b']",
        "the top level include item 1 'a\\b' has a backslash",
        "components are separated by '/' on every system",
    ),
    "outside": Wrong("include = ['a/../b']", "the top level include item 1 'a/../b' leaves the repository"),
    "dot": Wrong(
        "include = ['./a']",
        "the top level include item 1 './a' is a glob with an empty component",
        "write 'a/b' without './' or '//', and '**' for all files",
    ),
    "double slash": Wrong(
        "include = ['a//b']",
        "the top level include item 1 'a//b' is a glob with an empty component",
        "write 'a/b' without './' or '//', and '**' for all files",
    ),
    "negated glob": Wrong(
        "exclude = ['!a']",
        "the top level exclude item 1 '!a' is a negated glob",
        "say what is left out with 'exclude'",
    ),
    "stars within a component": Wrong(
        "tests = ['a/b**']",
        "the top level tests item 1 'a/b**' is a glob in which '**' is not a whole component",
        "write 'a/**/b*'",
    ),
    "open bracket": Wrong(
        "tests = ['a/[bc/d]']",
        "the top level tests item 1 'a/[bc/d]' is a glob with a '[' that is not closed",
        "a literal one is written '[[]'",
        by_schema=False,
    ),
    "glob of an override": Wrong(
        "[[overrides]]\npaths = ['/a']\nignore = ['NET2']",
        "[[overrides]] no. 1 paths item 1 '/a' is absolute",
        "paths start at the root of the repository",
    ),
    "root that is a glob": Wrong(
        "roots = ['src/*']",
        "the top level roots item 1 'src/*' is a directory, not a glob",
        "name each one",
    ),
    "root outside": Wrong(
        "[services.api]\nroot = '../api'", "[services.api] root '../api' leaves the repository"
    ),
    "package": Wrong(
        "[services.api]\nroot = 'a'\npackage = 'a-b'",
        "[services.api] package 'a-b' is not a dotted name such as 'company.api'",
    ),
    "file": Wrong("baseline = '../b.tsv'", "the top level baseline '../b.tsv' leaves the repository"),
    "directory": Wrong(
        "baseline = 'SPEC/'", "the top level baseline 'SPEC/' is a directory", "name a file in it"
    ),
    "exemption without reason": Wrong(
        "[[exemptions]]\npath = 'a'\nrule = 'NET2'", "[[exemptions]] no. 1 lacks the key 'reason'"
    ),
    "exemption with an empty reason": Wrong(
        "[[exemptions]]\npath = 'a'\nrule = 'NET2'\nreason = ' '", "[[exemptions]] no. 1 reason ' ' is empty"
    ),
    "exemption of no rule": Wrong(
        "[[exemptions]]\npath = 'a'\nrule = 'file-to-long'\nreason = 'x'",
        "[[exemptions]] no. 1 rule: no rule is called 'file-to-long'",
        "did you mean 'file-too-long'?",
    ),
    "date": Wrong(
        "[[exemptions]]\npath = 'a'\nrule = 'NET2'\nreason = 'x'\nexpires = 'May'",
        '[[exemptions]] no. 1 expires expects a date, given the string "May"',
        "write expires = 2026-12-31",
    ),
    "no day of the calendar": Wrong(
        "[[exemptions]]\npath = 'a'\nrule = 'NET2'\nreason = 'x'\nexpires = '2026-02-30'",
        '[[exemptions]] no. 1 expires expects a date, given the string "2026-02-30"',
        "write expires = 2026-12-31",
        by_schema=False,
    ),
    "rule for literals that looks at nothing": Wrong(
        "[[literals.rules]]\ncategory = 'events'",
        "[[literals.rules]] no. 1: a rule looks at one of 'call', 'keyword', 'assigned' and 'key_of'",
        "'keyword' may narrow a 'call'; write one rule for each of the others",
        by_schema=False,
    ),
    "argument of no call": Wrong(
        "[[literals.rules]]\ncategory = 'events'\nkeyword = 'kind'\nargument = 1",
        "[[literals.rules]] no. 1: 'argument' narrows a 'call'",
        "leave it out, or name the call and no keyword",
        by_schema=False,
    ),
    # what stands in two places
    "root named twice": Wrong(
        "roots = ['src', 'src/']", "the top level roots names 'src' twice", by_schema=False
    ),
    "two services in one place": Wrong(
        "[services.api]\nroot = 'a'\n[services.job]\nroot = './a/'",
        "[services] 'api' and 'job' have the same root 'a'",
        "a directory belongs to one service",
        by_schema=False,
    ),
    "what a contract finds": Wrong(
        "[[rules.layer-violation.contracts]]\nname = 'a'\nlayers = ['x']",
        "[[rules.layer-violation.contracts]] no. 1: contract 'a' has a single layer",
        "name two",
        by_schema=False,
    ),
    "what a rule finds": Wrong(
        "[rules.function-too-long]\nmax_lines = 13\ncount = 'code'",
        "[rules.function-too-long]: 13 lines of code bring bad luck",
        by_schema=False,
    ),
}
