"""The JSON Schema of the netra table, from the same descriptions that the loader reads by.

What it cannot say, the loader still refuses: a directory with two services, a glob with an unclosed
`[`, and what a contract finds wrong with itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from typing import Any

from netra_tools.config.forms import PATTERNS
from netra_tools.config.model import RuleSpec
from netra_tools.config.options import OVERRIDE
from netra_tools.config.select import vocabulary
from netra_tools.config.settings import TOP
from netra_tools.config.shape import Field, Shape, fields_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
OPTION_TEXTS = {"severity": 'How much a finding counts: warnings fail only with --strict, "off" drops them.'}
Json = dict[str, Any]


def config_schema(specs: Sequence[RuleSpec], describe: Callable[[type], Mapping[str, str]]) -> Json:
    """Describe the netra table; `describe` gives the texts of a rule's options."""
    table = _table(TOP)
    rules = {spec.slug: _rule(spec, describe(spec.options)) for spec in specs}
    table["properties"]["rules"] = {
        **_closed({slug: {"$ref": f"#/$defs/{slug}"} for slug in rules}),
        "description": "Options of the rules, by slug.",
    }
    table["properties"]["overrides"] = {
        "type": "array",
        "items": _override(specs),
        "description": "Options for some files; later ones win over earlier ones.",
    }
    words = {"selector": {"enum": vocabulary(specs)}}
    return {
        "$schema": DIALECT,
        "title": "netra",
        "description": "[tool.netra]",
        **table,
        "$defs": words | rules,
    }


def _rule(spec: RuleSpec, texts: Mapping[str, str]) -> Json:
    """Describe the table of one rule."""
    fields = fields_of(spec.options)
    texts = {**OPTION_TEXTS, **texts}
    table = _table([field._replace(description=texts.get(field.name, "")) for field in fields])
    summary = " ".join((spec.options.__doc__ or "").partition("\n\n")[0].split())
    return {**table, "title": f"{spec.code} {spec.slug}", "description": summary}


def _override(specs: Sequence[RuleSpec]) -> Json:
    """Describe one override, which may only turn off what looks at the whole project."""
    off = {**_closed({"severity": {"const": "off"}}), "required": ["severity"]}
    rules = {spec.slug: off if spec.whole_project else {"$ref": f"#/$defs/{spec.slug}"} for spec in specs}
    table = _table(OVERRIDE)
    table["properties"]["rules"] = {**_closed(rules), "description": "Options of the rules, by slug."}
    return {**table, "anyOf": [{"required": ["rules"]}, {"required": ["ignore"]}]}


def _table(fields: Sequence[Field]) -> Json:
    """Describe a table whose keys are known."""
    table = _closed({field.name: _field(field) for field in fields})
    required = [field.name for field in fields if field.required]
    return {**table, "required": required} if required else table


def _closed(properties: Mapping[str, Json]) -> Json:
    """Describe a table without other keys."""
    return {"type": "object", "additionalProperties": False, "properties": dict(properties)}


def _field(field: Field) -> Json:
    """Describe one key."""
    told = _value(field.shape)
    if not field.required and field.default is not None:
        told["default"] = _plain(field.default)
    if field.description:
        told["description"] = field.description
    return told


def _value(shape: Shape) -> Json:
    """Describe what a value may be."""
    if shape.item is not None and shape.kind == "list":
        least = {"minItems": shape.minimum} if shape.minimum else {}
        return {"type": "array", "items": _value(shape.item), **least}
    if shape.item is not None:
        return {"type": "object", "additionalProperties": _value(shape.item)}
    if shape.kind == "table":
        return _table(shape.fields)
    return _scalar(shape)


def _scalar(shape: Shape) -> Json:
    """Describe a value without parts."""
    if shape.kind == "integer":
        return {"type": "integer", "minimum": shape.minimum}
    if shape.kind == "integer or string":
        return {"type": ["integer", "string"], "minimum": shape.minimum, "minLength": 1}
    if shape.kind == "choice":
        return {"type": "string", "enum": list(shape.choices)}
    if shape.kind == "date":
        return {"type": "string", "format": "date", "pattern": PATTERNS["date"]}
    if shape.form == "selector":
        return {"type": "string", "$ref": "#/$defs/selector"}
    pattern = {"pattern": PATTERNS[shape.form]} if shape.form in PATTERNS else {}
    return {"type": "boolean" if shape.kind == "boolean" else "string", **pattern}


def _plain(value: object) -> Any:
    """Write a default as JSON."""
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
