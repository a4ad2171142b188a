"""What the parts of a learning are called in files that people wrote, each in his own way."""

from __future__ import annotations

from typing import Final

from netra_tools.knowledge.kinds import plain

CONTAINERS: Final = frozenset(("learning", "lesson"))
_NAMES: Final = {
    "id": "id learning_id",
    "title": "title name heading",
    "severity": "severity priority level",
    "date": "date created learned discovered date_learned date_discovered timestamp",
    "category": "category type area",
    "problem": "problem problems issue issues symptom symptoms problem_statement what_happened description "
    "context",
    "root_cause": "root_cause root_causes cause causes why",
    "solution": "solution solutions fix fixes resolution resolutions remediation",
    "prevention": "prevention preventions prevention_measures preventive_measures how_to_prevent",
    "takeaway": "takeaway takeaways critical_takeaway critical_takeaways key_takeaway key_takeaways "
    "key_learning key_learnings insight insights",
    "files": "files file files_affected affected_files files_modified modified_files files_changed "
    "changed_files related_files locations affected_components",
    "commits": "commits commit commit_hash commit_hashes related_commits",
    "keywords": "keywords keyword tags tag",
    "spec": "spec target_spec",
    "section": "section target_section",
    "checks": "check checks",
    "applied": "applied_to",
}
FIELDS: Final = {name: field for field, names in _NAMES.items() for name in names.split()}
_WORDS: Final = {
    "critical": "critical blocker fatal emergency p0",
    "high": "high major severe important p1",
    "medium": "medium moderate normal warning p2",
    "low": "low minor trivial p3",
    "info": "info informational information note p4",
}
_SEVERITY: Final = {word: severity for severity, words in _WORDS.items() for word in words.split()}


def field_of(name: str) -> str:
    """Say which part of a learning an element or attribute holds; "" for none that is known."""
    return FIELDS.get(plain(name), "")


def severity_of(text: str) -> str:
    """Give one of the severities; "" when that cannot be known."""
    return _SEVERITY.get(text.strip().lower(), "")
