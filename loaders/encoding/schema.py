"""The JSON Schema of encodings, made from the key table so that editors complete and check plans."""

from __future__ import annotations

import json
from typing import Final

from loaders.encoding.keys import FLAGS, TABLES, Key, Kind

SCHEMA_ID: Final = "https://w3id.org/govplan/schema/plan.schema.json"


def json_schema() -> str:
    """Return the schema as JSON text with a final line feed.

    Both spellings of a key are allowed everywhere; that only one of them stands in a place, and that
    ids are unique, the reader checks and the schema cannot say.
    """
    schema: dict[str, object] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "govplan encoding of a government plan / 政府工作计划的结构化编码",
        "$ref": "#/$defs/encoding",
        "$defs": {name: _table(keys) for name, keys in TABLES.items()},
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _table(keys: tuple[Key, ...]) -> dict[str, object]:
    properties = {
        spelling: {**_value(key, spelling), "description": f"{key.zh}（{key.name}）：{key.doc}"}
        for key in keys
        for spelling in key.spellings
    }
    table: dict[str, object] = {"type": "object", "additionalProperties": False, "properties": properties}
    needed = [{"anyOf": [{"required": [spelling]} for spelling in key.spellings]} for key in keys if key.required]
    if needed:
        table["allOf"] = needed
    return table


def _value(key: Key, spelling: str) -> dict[str, object]:
    null = [] if key.required else ["null"]
    item: dict[str, object] = {"$ref": f"#/$defs/{key.table}"}
    number = "^[-+]?[0-9]+(\\.[0-9]+)? ?(万亿|亿|千万|百万|万)?$"
    flags = [True, False, *(word for word in FLAGS if not word.isascii())]
    forms: dict[Kind, dict[str, object]] = {
        Kind.TEXT: {"type": ["string", "number", *null]},
        Kind.TEXTS: {"type": ["array", "string", *null], "items": {"type": "string", "minLength": 1}},
        Kind.DATE: {"type": ["string", "integer", *null]},
        Kind.NUMBER: {"type": ["number", "string", *null], "pattern": number},
        Kind.FLAG: {"enum": flags if key.required else [*flags, None]},
        Kind.CODE: {"enum": _choices(key, spelling)},
        Kind.RECORD: item,
        Kind.RECORDS: {"type": ["array", *null], "items": item},
    }
    return forms[key.kind]


def _choices(key: Key, spelling: str) -> list[str | None]:
    """List every value, those of the language of the key first, so that editors offer them first."""
    first = 0 if spelling.isascii() else 1
    words: list[str | None] = [code.spellings[first] for code in key.codes]
    words += [word for code in key.codes for word in code.spellings if word not in words]
    return words if key.required else [*words, None]
