"""A status as `netra status` collects it, made up: always the same for a number of findings."""

from __future__ import annotations

import random
from typing import Any

MADE_AT = "2026-11-21T19:00:00+00:00"
RULES = (
    ("NET101", "import-cycle", "imports", "error", "A module is part of a cycle of imports."),
    ("NET102", "layer-violation", "imports", "error", "An import leads up the layers."),
    ("NET201", "file-too-long", "limits", "error", "A file has more lines than a reader can hold in mind."),
    ("NET202", "function-too-long", "limits", "error", "A function is longer than a screen."),
    ("NET203", "too-complex", "limits", "warning", "A function has more ways through it than can be tested."),
    ("NET204", "too-many-parameters", "limits", "warning", "A function takes more than a caller can order."),
    ("NET301", "bare-except", "disciplines", "error", "An exception handler catches everything."),
    ("NET308", "print-call", "disciplines", "warning", "A library writes to standard output."),
    ("NET401", "vague-name", "names", "warning", "A module is named after nothing in particular."),
    ("NET501", "duplicate-function", "truth", "warning", "Two functions do the same."),
    ("NET601", "unlisted-literal", "literals", "warning", "A string stands in no list of the vocabulary."),
    (
        "NET702",
        "spec-dead-reference",
        "knowledge",
        "error",
        "A specification names a file that is not there.",
    ),
)
SERVICES = (
    *("accounts", "analytics", "billing", "catalog", "checkout", "delivery", "fraud", "gateway"),
    *("identity", "inventory", "ledger", "mail", "notifications", "orders", "payments", "pricing"),
    *("profiles", "recommendations", "reports", "reviews", "search", "sessions", "shipping", "storefront"),
)
LAYERS = ("cli", "api", "web | jobs", "services", "domain", "storage", "core")
WORDS = ("order", "invoice", "ledger", "token", "route", "price", "stock", "email", "event", "report")
COMMIT = "9f2c1ab77d0e4c55b1f1c0ffee00112233445566"
COMMITTED = "2026-11-21T17:12:00+00:00"
DIMENSIONS = (
    ("architecture", "Architecture", True, 3, 71.4, "poor", "100 - 4 x 3 cycles - 2 x 8.3 imports = 71.4"),
    ("discipline", "Discipline", True, 2, 83.2, "fair", "100 - 1,243 findings / 7,400 files x 100 = 83.2"),
    ("limits", "Size and complexity", True, 2, 77.0, "fair", "100 - 23 % of files over a limit = 77.0"),
    ("knowledge", "Knowledge", False, 1, 92.5, "good", "37 of 40 specifications valid = 92.5"),
    ("tests", "Tests", False, 2, 58.1, "failing", "18 / 62 / 20 / 0 against 20 / 60 / 15 / 5 = 58.1"),
    ("coverage", "Coverage", False, 1, None, "", "no coverage file was found"),
)
LEVELS = (
    ("unit", 820, 0.55, 0.2),
    ("integration", 540, 0.36, 0.6),
    ("e2e", 90, 0.06, 0.15),
    ("other", 40, 0.03, 0.05),
)
PACKAGES = (
    *(("cli", 0, None), ("api", 1, 1), ("web", 2, None), ("jobs", 2, None)),
    *(("services", 3, 1), ("domain", 4, 1), ("storage", 5, 1), ("core", 6, None)),
)
LIMITS = (("NET201", "max_lines", 450, "default"), ("NET202", "max_lines", 25, "pyproject.toml"))
NESTS = ("api", "domain", "storage", "jobs", "web/pages", "core/rules")


def record(names: str, *values: Any) -> dict[str, Any]:
    """Name values."""
    return dict(zip(names.split(), values, strict=True))


def number(
    value: float | None, unit: str, what: str = "netra check", missing: str | None = None
) -> dict[str, Any]:
    """Make a number as a status holds it."""
    source = None if value is None else record("what path at", what, None, MADE_AT)
    return record("value unit source missing", value, unit, source, missing)


def sample(count: int = 400, seed: int = 7) -> dict[str, Any]:
    """Make a status with so many findings."""
    rng = random.Random(seed)
    findings = [make_finding(rng, at) for at in range(count)]
    findings.sort(key=lambda one: (one["path"], one["line"]))
    return {
        "schema_version": 1,
        "tool": record("name version", "netra", "0.1.0"),
        "repository": record(
            "name commit branch committed_at made_at", "shop", COMMIT, "main", COMMITTED, MADE_AT
        ),
        "scores": make_scores(),
        "areas": make_areas(findings),
        "rules": make_rules(findings),
        "limits": [record("rule option value from", *limit) for limit in LIMITS],
        "findings": findings,
        "delta": make_delta(findings),
        "failures": [record("path line message", "services/mail/broken.py", 12, "invalid syntax")],
        **make_knowledge(),
        **make_quality(rng),
        "trend": {"series": make_series(rng), "missing": None},
        **make_people(rng),
        "graph": make_graph(rng),
    }


def make_finding(rng: random.Random, at: int) -> dict[str, Any]:
    """Make a finding in the path of a service; some have no source."""
    code, slug, _, severity, summary = rng.choices(RULES, weights=range(1, len(RULES) + 1))[0]
    area = SERVICES[min(int(rng.expovariate(0.14)), len(SERVICES) - 1)]
    word = rng.choice(WORDS)
    line = rng.randrange(1, 440)
    subject = f"{word}_{at % 97}"
    return {
        "id": f"{at:08x}{rng.getrandbits(32):08x}",
        "rule": code,
        "path": f"services/{area}/{rng.choice(NESTS)}/{word}_{rng.randrange(40)}.py",
        "line": line,
        "column": 5,
        "end_line": line + rng.choice((0, 0, 0, 2)),
        "severity": severity,
        "status": "new" if rng.random() < 0.12 else "known",
        "message": f"{summary.rstrip('.').lower()}: `{subject}` has {rng.randrange(26, 90)}, limit 25",
        "hint": f"see netra explain {slug}",
        "subject": subject,
        "area": area,
        "source": None if at % 9 == 5 else make_source(word, line),
    }


def make_delta(findings: list[dict[str, Any]]) -> dict[str, Any]:
    """Make a comparison with a base."""
    fates = record("new worse better fixed", findings[:3], findings[3:4], [], findings[4:6])
    counts = {name: number(len(found), "findings") for name, found in fates.items()}
    before, after = number(69.9, "of 100"), number(71.4, "of 100")
    base = record("ref commit at files recorded", "main", "1f" * 20, COMMITTED, number(4, "files"), False)
    dimension = record("name title before after", "architecture", "Architecture", before, after)
    changed = record("before after new worse better fixed", 3, 4, 3, 1, 0, 2)
    return {
        "base": base,
        "score": record("before after without", before, after, ["Coverage"]),
        "dimensions": [dimension, {**dimension, "title": "Coverage", "before": number(None, "of 100")}],
        "counts": counts,
        "before": number(399, "findings"),
        "after": number(400, "findings"),
        "rules": [{"code": "NET201", "slug": "file-too-long", **changed}],
        "areas": [{"name": "billing", **changed}],
        **fates,
        "notes": ["one file is renamed"],
    }


def make_source(word: str, line: int) -> dict[str, Any]:
    """Make the lines around a line of a file."""
    first = max(1, line - 3)
    lines = [f"    {word}_{at} = compute({word!r}, {at})  # line {at}" for at in range(first, line + 4)]
    return {"first": first, "lines": lines}


def make_scores() -> dict[str, Any]:
    """Make scores of six dimensions, one of them unknown."""
    missing = "run coverage xml, and pass --coverage coverage.xml"
    names = "name title critical weight score grade why"
    scored = [
        record(names, name, title, critical, weight, number(value, "points", missing=missing), grade, why)
        for name, title, critical, weight, value, grade, why in DIMENSIONS
    ]
    least, mean = number(71.4, "points"), number(75.9, "points")
    return record("system grade minimum mean dimensions", least, "poor", least, mean, scored)


def make_areas(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Count findings by area, rule and severity."""
    areas: dict[str, dict[str, dict[str, int]]] = {name: {} for name in SERVICES}
    for one in findings:
        counts = areas[one["area"]].setdefault(one["rule"], {"error": 0, "warning": 0})
        counts[one["severity"]] += 1
    names = "name kind path files lines score rules"
    facts = number(240, "files"), number(31_000, "lines"), number(80.5, "points")
    return [
        record(names, name, "service", f"services/{name}", *facts, rules) for name, rules in areas.items()
    ]


def make_rules(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Count findings by rule and status."""
    rows = []
    for rule in RULES:
        own = [one for one in findings if one["rule"] == rule[0]]
        fresh = sum(one["status"] == "new" for one in own)
        counts = fresh, len(own) - fresh, 0
        files = number(len({one["path"] for one in own}), "files")
        names = "code slug category severity summary new known stale files"
        rows.append(record(names, *rule, *(number(count, "findings") for count in counts), files))
    return rows


def make_knowledge() -> dict[str, Any]:
    """Make the numbers of what is written down."""
    categories = {"imports": number(61, "learnings"), "literals": number(40, "learnings")}
    return {
        "literals": {"indexed": number(18_204, "literals"), "stale_files": number(3, "files")},
        "specifications": {"files": number(40, "files"), "invalid": number(2, "files")},
        "learnings": {"count": number(212, "learnings"), "categories": categories},
        "dead_code": {"functions": number(None, "functions", missing="run netra legacy find --save")},
    }


def make_quality(rng: random.Random) -> dict[str, Any]:
    """Make tests, coverage, results and complexity."""
    levels = [
        record("name count ratio target", name, number(count, "tests"), number(ratio, "share"), target)
        for name, count, ratio, target in LEVELS
    ]
    files = [record("path rate", f"services/{name}/api/routes.py", rng.random()) for name in SERVICES]
    lines = number(78.4, "percent", "coverage.xml")
    branches = number(None, "percent", missing="run coverage with --branch")
    results = [number(value, "tests", "junit.xml") for value in (1488, 2, 11)]
    failing = ["tests/orders/test_api.py::test_total", "tests/mail/test_send.py::test_retry"]
    worst = [
        record("path name line value", f"services/{name}/domain/rules.py", f"decide_{name}", 40, 31 - at)
        for at, name in enumerate(SERVICES[:12])
    ]
    hard = [record("path value rank", f"services/{name}/core/rules.py", 12.5, "B") for name in SERVICES[:6]]
    index = {"mean": number(61.2, "points", "netra"), "worst": hard}
    return {
        "tests": {"levels": levels, "score": number(58.1, "points")},
        "coverage": record("lines branches files", lines, branches, files),
        "results": record("passed failed skipped failing", *results, failing),
        "complexity": record("mean worst maintainability", number(3.4, "branches", "netra"), worst, index),
    }


def make_series(rng: random.Random) -> list[dict[str, Any]]:
    """Make three trends; one has too little data."""
    names = "name title unit better points slope low high per verdict"
    found = []
    for name, start, step, verdict in (
        ("findings", 1450, -9, "improving"),
        ("lines", 210_000, 900, "worsening"),
    ):
        points = []
        for at in range(36):
            when = f"2026-{3 + at // 4:02}-{1 + 7 * (at % 4):02}T10:00:00+00:00"
            points.append(
                record("commit at value", f"{at:040x}", when, start + step * at + rng.randrange(-30, 30))
            )
        way = step, step - 2.1, step + 1.9, "week", verdict
        found.append(record(names, name, name.capitalize(), name, "less", points, *way))
    few = [{**point, "value": 70 + at} for at, point in enumerate(points[:5])]
    unsure = None, None, None, "week", "too little data"
    one = record(names, "mean", "Mean", "points", "more", few[:1], *unsure)
    return [*found, record(names, "score", "System score", "points", "more", few, *unsure), one]


def make_people(rng: random.Random) -> dict[str, Any]:
    """Make files that are changed often, and authors."""
    names = "path changes complexity heat owner"
    spots = [
        record(names, f"services/{name}/domain/rules.py", 90 - 3 * at, 40 - at, round(1 - at / 26, 2), "Ada")
        for at, name in enumerate(SERVICES)
    ]
    owners = [
        record("area author share authors", name, rng.choice(("Ada", "Grace")), rng.uniform(0.3, 0.9), 4)
        for name in SERVICES
    ]
    return {"hot_spots": spots, "owners": owners}


def make_graph(rng: random.Random) -> dict[str, Any]:
    """Make packages in layers, with two broken links and a cycle."""
    names = "id name area files layer cycle row cycles_within tests"
    nodes = []
    for at, (kind, level, cycle) in enumerate(PACKAGES):
        name, files = f"shop.{kind}", rng.randrange(3, 90)
        nodes.append(
            record(names, at, name, "billing", files, level, cycle, level + 1, int(kind == "domain"), False)
        )
    for extra in ("tests.unit", "tests.integration", "scripts"):
        nodes.append(record(names, len(nodes), extra, "", 40, None, None, 0, 0, extra != "scripts"))
    pairs = [
        (source, target) for source in range(8) for target in range(source + 1, 8) if rng.random() < 0.55
    ]
    pairs += [(8, 4), (8, 5), (9, 1), (9, 6), (10, 0)]
    edges = [make_link(source, target, rng.randrange(1, 60)) for source, target in pairs]
    edges += [make_link(6, 4, 2, "modules"), make_link(5, 1, 1, "packages")]
    return record("depth nodes edges layers", 2, nodes, edges, list(LAYERS))


def make_link(source: int, target: int, imports: int, cycle: str = "") -> dict[str, Any]:
    """Make a link between two nodes; one that is part of a cycle breaks a layer, too."""
    names = "from to imports deferred broken contracts cycle example"
    contracts = ["imports go down"] if cycle else []
    place = f"shop/{source}.py:{imports}"
    return record(names, source, target, imports, 0, bool(cycle), contracts, cycle, place)
