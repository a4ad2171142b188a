"""What a configuration says, once it has been read and found right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

DEFAULT_TESTS = ("tests/**", "**/tests/**", "**/test_*.py", "**/*_test.py", "**/conftest.py")
DEFAULT_MAX_FILE_BYTES = 4_000_000
DEFAULT_TIMEOUT = 900  # seconds for one gate's tool or command
DEFAULT_BASELINE = "netra-baseline.tsv"
DEFAULT_HISTORY = ".netra/history/snapshots.jsonl"
DEFAULT_WINDOW = 180  # days
DEFAULT_BOTS = ("[bot]", "dependabot", "renovate", "github-actions", "pre-commit-ci")
DEFAULT_INDEX = "LLM_MASTER_INDEX.md"
INDEX_SECTIONS = ("specifications", "learnings", "services", "entry-points", "scripts", "rules")
KNOWLEDGE_FOLDER = "SPEC"  # what the team decided and learned
DEFAULT_VOCABULARY = "SPEC/generated/string_literals.json"
DEFAULT_STATUS = "MASTER_WIP_STATUS.md"
DEFAULT_COVERAGE = (
    "coverage.xml", "coverage.json", "cobertura.xml", "cobertura-coverage.xml", "coverage-report.xml",
    "coverage/coverage.xml", "coverage/cobertura-coverage.xml", "coverage/coverage.json",
    "reports/coverage.xml", "reports/coverage.json", "build/coverage.xml", "build/reports/coverage.xml",
    "test-reports/coverage.xml", "test_reports/coverage.xml", "test_reports/coverage.json",
)  # fmt: skip
DEFAULT_RESULTS = (
    "junit.xml", "junit-*.xml", "test-results.xml", "pytest.xml", "report.xml", "TEST-*.xml", "junit/*.xml",
    "test-results/*.xml", "test-results/*/*.xml", "reports/junit*.xml", "reports/test-results.xml",
    "test-reports/junit*.xml", "test-reports/TEST-*.xml", "test_reports/junit*.xml",
    "build/test-results/*/*.xml",
)  # fmt: skip
DEFAULT_DEFINITION_FILES = (
    ".env*", "*.env", "compose*.y*ml", "docker-compose*.y*ml",
    "/*.yaml", "/*.yml", "/*.toml", "/*.json", "/config/**", "/conf/**", "/settings/**",
)  # fmt: skip
# Generated and vendored code, by the names that are usual for it, and the committed vocabulary.
DEFAULT_UNINDEXED = (
    "generated/", "_generated/", "__generated__/", "*_generated.*", "*.generated.*",
    "*_pb2.py", "*_pb2.pyi", "*_pb2_grpc.py", "*.min.js", "*.min.mjs",
    "vendor/", "vendored/", "_vendor/", "_vendored/", "third_party/", "node_modules/", "site-packages/",
)  # fmt: skip


class Service(NamedTuple):
    """A declared root with a package of its own; `package` is "" when the tree says it."""

    name: str
    root: str  # relative to the repository, with `/`
    package: str = ""


class Override(NamedTuple):
    """Other options for the files that `paths` match. Later overrides win over earlier ones."""

    paths: tuple[str, ...]
    rules: Mapping[str, Mapping[str, object]] = {}  # slug -> options
    ignore: tuple[str, ...] = ()  # slugs, sorted: codes and prefixes are spelt out


class Exemption(NamedTuple):
    """An accepted departure from rules, for the files that `path` matches."""

    path: str
    rules: tuple[str, ...]  # slugs, sorted: codes and prefixes are spelt out
    reason: str
    rule: str  # as written
    limit: int | None = None  # of a rule that counts; None accepts any number
    owner: str = ""
    expires: str = ""  # the last day it holds, as YYYY-MM-DD; "" for ever
    source: str = ""  # the file that says so, when it is not the configuration


class External(NamedTuple):
    """Another tool whose findings join ours: one that is run, or whose report is read."""

    run: bool = False
    report: str = ""  # what an earlier step wrote, relative to the repository
    paths: tuple[str, ...] = ()  # what it is run on; () lets its own configuration say it


class LiteralRule(NamedTuple):
    """A position and the category of the literals that stand there; what is "" is not asked."""

    category: str
    call: str = ""  # glob of the called function's dotted name
    keyword: str = ""  # glob of the keyword that the literal is given as
    argument: int | str = ""  # position, from 0, or keyword of the argument
    assigned: str = ""  # glob of the name that the literal is assigned to
    key_of: str = ""  # glob of the name of the mapping whose key it is


class Protected(NamedTuple):
    """A literal that others depend on: to change or remove it is a finding."""

    value: str
    reason: str
    owner: str
    category: str = ""  # "" for each that it has


class LiteralSettings(NamedTuple):
    """What is indexed of the string literals, and what is known of them here."""

    vocabulary: str = DEFAULT_VOCABULARY  # the manifest, relative to the repository
    definition_files: tuple[str, ...] = DEFAULT_DEFINITION_FILES
    exclude: tuple[str, ...] = DEFAULT_UNINDEXED
    near_synonyms: tuple[tuple[str, ...], ...] = ()
    rules: tuple[LiteralRule, ...] = ()
    protected: tuple[Protected, ...] = ()


class ChangeSettings(NamedTuple):
    """What a change must pass besides what every change must pass; all of it runs other programs."""

    gates: tuple[str, ...] = ()
    test_command: str = ""
    commands: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()  # of the environment, that tests and commands see
    timeout: int = DEFAULT_TIMEOUT


class ImportSettings(NamedTuple):
    """What is known of imports that nothing in the code says."""

    side_effects: tuple[str, ...] = ()  # modules that are imported for what happens then, with all below


class AllowedLegacy(NamedTuple):
    """Something that nothing here uses and that stays all the same."""

    symbol: str  # glob of the dotted name
    reason: str


class LoadedFiles(NamedTuple):
    """Files that are run or loaded by name."""

    path: str  # glob
    names: tuple[str, ...] = ()  # globs of what is asked for in them
    reason: str = ""


class BaseHooks(NamedTuple):
    """A base class from elsewhere, and what is called in its subclasses."""

    base: str  # the last parts of its dotted name
    names: tuple[str, ...] = ()  # globs of methods and fields


class LegacySettings(NamedTuple):
    """What keeps things in use that no Python file here names."""

    published: str = "auto"  # "yes": others import this repository's public names
    roots: tuple[str, ...] = ()  # globs of dotted names that are used from outside
    decorators: tuple[str, ...] = ()  # that hand what they decorate to somebody
    transparent_decorators: tuple[str, ...] = ()  # that do not
    bases: tuple[BaseHooks, ...] = ()
    files: tuple[LoadedFiles, ...] = ()
    allowed: tuple[AllowedLegacy, ...] = ()


class HistorySettings(NamedTuple):
    """Where the numbers of each commit are kept, and which changes count for hot spots and owners."""

    file: str = DEFAULT_HISTORY  # relative to the repository
    window_days: int = DEFAULT_WINDOW
    bots: tuple[str, ...] = DEFAULT_BOTS  # parts of names and addresses


class IndexSettings(NamedTuple):
    """The file that leads to all else, and what it lists."""

    file: str = DEFAULT_INDEX  # relative to the repository
    sections: tuple[str, ...] = INDEX_SECTIONS


class StatusSettings(NamedTuple):
    """Where a status is written, and where it finds what other programs report."""

    output: str = DEFAULT_STATUS  # relative to the repository
    coverage: tuple[str, ...] = DEFAULT_COVERAGE  # globs, of the root and of each service
    results: tuple[str, ...] = DEFAULT_RESULTS
    paths: tuple[tuple[str, str], ...] = ()  # what a path in a report begins with -> here
    levels: Mapping[str, tuple[str, ...]] = {}  # level of tests -> globs


class RulePackages(NamedTuple):
    """Packages of rules besides ours, and the repository they must not lie in unless it is trusted."""

    names: tuple[str, ...] = ()
    root: str = ""
    trusted: bool = False


class Config(NamedTuple):
    """Everything a run depends on besides the files and the command line."""

    root: str  # absolute directory of the repository
    source: str = ""  # the file it was read from, relative to `root`; "" for the defaults
    roots: tuple[str, ...] = ()  # source roots; () lets the tree say it
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    tests: tuple[str, ...] = DEFAULT_TESTS
    services: tuple[Service, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: Mapping[str, Mapping[str, object]] = {}  # slug -> options that were set
    overrides: tuple[Override, ...] = ()
    max_file_bytes: int = DEFAULT_MAX_FILE_BYTES
    script_roots: tuple[str, ...] = ()  # directories whose TypeScript and JavaScript is read
    exemptions: tuple[Exemption, ...] = ()
    baseline: str = DEFAULT_BASELINE  # relative to `root`
    external: Mapping[str, External] = {}  # name of the tool -> what is asked of it
    rule_packages: tuple[str, ...] = ()  # installed packages with more rules
    literals: LiteralSettings = LiteralSettings()
    changes: ChangeSettings = ChangeSettings()
    imports: ImportSettings = ImportSettings()
    legacy: LegacySettings = LegacySettings()
    history: HistorySettings = HistorySettings()
    master_index: IndexSettings = IndexSettings()
    status: StatusSettings = StatusSettings()
    rule_digest: str = ""  # of the contents of these packages
    rule_files: tuple[str, ...] = ()  # absolute paths of all that lies in them
    trusted: bool = False  # the user lets the repository run code of its own
    fingerprint: str = ""  # of all that feeds rules and discovery, in any clone

    @property
    def packages(self) -> RulePackages:
        """Give the packages of rules as the registry asks for them."""
        return RulePackages(self.rule_packages, self.root, self.trusted)

    def __hash__(self) -> int:
        """Hash by the fingerprint, since the tables within are dictionaries."""
        return hash(self.fingerprint)


class RuleOrigin(NamedTuple):
    """The package that a rule comes from: absolute paths of all that lies in it, digest of the contents."""

    name: str
    places: tuple[str, ...]
    digest: bytes


class RuleSpec(NamedTuple):
    """What a configuration needs to know of a rule: its names and the class of its options."""

    slug: str
    code: str
    options: type
    whole_project: bool = False  # it looks at no single file: an override can only turn it off
    origin: RuleOrigin | None = None  # None for a rule of ours
