"""JSON-LD without a network: govplan's context is at hand, another one is refused, a misspelt key is named.

A JSON-LD processor leaves out keys that no context knows, and says nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from kg.errors import SourceError, both
from kg.resources import resource_dir

CONTEXT: Final = "https://w3id.org/govplan/context.jsonld"
"""Address of the JSON-LD context; `ontology/context.jsonld` stands in for it."""
_SHOWN: Final = 5


def with_context(data: bytes, source: str) -> bytes:
    """Return JSON-LD with govplan's context in the place of its address; nothing is ever fetched.

    Raises:
        SourceError: The text is no JSON, names a context that is not govplan's, or holds keys that no context knows.
    """
    try:
        whole = json.loads(data)
    except ValueError as error:
        raise SourceError(
            both(f"{source} is not JSON: {error}.", f"{source} 不是 JSON：{error}。"),
            both("Correct the file at that place; none of it was used.", "请更正该处；文件内容均未使用。"),
        ) from error
    if not isinstance(whole, dict) or "@context" not in whole:
        return data
    whole["@context"] = _settled(whole["@context"], source)
    contexts = whole["@context"] if isinstance(whole["@context"], list) else [whole["@context"]]
    known = {key for context in contexts if isinstance(context, dict) for key in context}
    unknown = list(dict.fromkeys(key for key in _keys(whole) if key not in known and ":" not in key))
    if unknown and not any(isinstance(context, dict) and "@vocab" in context for context in contexts):
        raise _misspelt(source, unknown, known)
    return json.dumps(whole).encode()


def _settled(part: object, source: str) -> object:
    if isinstance(part, list):
        return [_settled(item, source) for item in part]
    if part == CONTEXT:
        text = (resource_dir("ontology") / "context.jsonld").read_text(encoding="utf-8")
        return json.loads(text)["@context"]
    if isinstance(part, str):
        raise SourceError(
            both(
                f"{source} names the context {part}, which would have to be fetched.",
                f"{source} 引用的上下文 {part} 需要联网获取。",
            ),
            both(f"Write the context out, or use {CONTEXT}.", f"请直接写出上下文，或使用 {CONTEXT}。"),
        )
    return part


def _keys(part: object) -> Iterator[str]:
    """Yield every key outside contexts that is no keyword of JSON-LD."""
    if isinstance(part, list):
        for item in part:
            yield from _keys(item)
    elif isinstance(part, dict):
        for key, value in part.items():
            if not key.startswith("@"):
                yield key
            if key != "@context":
                yield from _keys(value)


def _misspelt(source: str, unknown: list[str], known: set[str]) -> SourceError:
    near = {key: get_close_matches(key, known, 1) for key in unknown[:_SHOWN]}
    said_en = ", ".join(f"{key} ({found[0]}?)" if found else key for key, found in near.items())
    said_zh = "、".join(f"{key}（{found[0]}？）" if found else key for key, found in near.items())
    return SourceError(
        both(f"{source} has keys that no context knows: {said_en}.", f"{source} 中有上下文未定义的键：{said_zh}。"),
        both("Correct them; nothing in the file was used.", "请更正；文件内容均未使用。"),
    )
