"""Lists of posts and names: behind labels, one line each or all in one, with gaps or without.

组 长：王 某 市委常委、副市长          one line each, or all in one: 李某某 市甲局副局长张 某 市乙局局长
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from loaders.rules.leading_group.people import (
    LONGEST_NAME,
    OFFICE_OF_IT,
    SEPARATORS,
    SHORTEST,
    STANDING_IN,
    People,
    split_names,
    without_shared_post,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.reading import Reading

_LONGEST_LIST: Final = 6_000
_LONGEST_ENTRY: Final = 70
_NUMBERED = re.compile(r"(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)|[0-9]{1,2}[.、](?![0-9]))")
_LONGEST_RUN: Final = 20
_SHORTEST_PERSON: Final = 5
_HALVED: Final = {"\n长": "chair", "\n员": "member"}
_SENTENCE = re.compile(r"[,。;:]")
_NAMED = re.compile(r"(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{2,10}·[\u4e00-\u9fff]{2,10})\([^()]{2,40}\)")
_OF_PERSON: Final = re.compile(r"\((?:女|男|兼|[^()]{1,4}族)(?:[,、][^()]{1,4})?\)$")
_SEVERAL: Final = ("各", "有关", "相关", "其他")
_BARE_NAME = re.compile(r"[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]{2,10}·[\u4e00-\u9fff]{2,10}")
_OWN_OFFICE = re.compile(r"办公室|下设")


def list_starts(text: str, start: int, end: int) -> list[int]:
    """Return where labels of posts and names stand in `text[start:end]` (组长：…)."""
    return [begin for begin, _, _ in _labels(text, start, end)]


def is_part(text: str, start: int) -> bool:
    """Tell whether a numbered part begins at `start`."""
    return _NUMBERED.match(text, start) is not None


def leads(text: str, start: int, end: int) -> bool:
    """Tell whether a label of a chair stands in `text[start:end]`: then a list of the whole body begins there."""
    return any(kind in ("chair", "vice", "head", "deputy") for _, _, kind in _labels(text, start, end))


def _labels(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield where labels such as 组长: stand and what they are for, found by their colons."""
    labels = words().labels
    colon = text.find(":", start, end)
    while colon >= 0:
        stop = text.rfind("(", max(start, colon - 10), colon) if text[colon - 1] == ")" else colon
        if text.endswith(labels, start, stop):
            word = max((word for word in labels if text.endswith(word, start, stop)), key=len)
            if not text.endswith(_SEVERAL, start, stop - len(word)):  # 各成员单位: is who a notice is addressed to.
                yield stop - len(word), colon + 1, words().kinds[word]
        elif text[colon - 2 : colon] in _HALVED:
            # Of a label printed in two halves (组　长) conversion may leave the second one.
            yield colon - 1, colon + 1, _HALVED[text[colon - 2 : colon]]
        colon = text.find(":", colon + 1, end)


def read_list(reading: Reading, start: int, end: int, people: People) -> int:
    """Add the posts and names of a list (组长：… 成员：…) and return where the list ends.

    `start` is where its first label may begin. The list ends with a numbered part, a sentence, or a
    paragraph that is no entry.
    """
    limit = min(end, start + _LONGEST_LIST)
    labels = list(_labels(reading.text, start, limit))
    last = start
    for index, (begin, stop, label) in enumerate(labels):
        if index and (begin > last + _LONGEST_ENTRY or _another(reading.text, last, begin)):
            break
        entries, last = _entries(reading, stop, labels[index + 1][0] if index + 1 < len(labels) else limit)
        kind = STANDING_IN.get(label, label)
        if kind != "office":
            people.add(kind, [reading.printed(a, b) for a, b in entries])
            people.spans.extend([(begin, stop), *entries])
            people.listed = True
    return last


def _another(text: str, start: int, end: int) -> bool:
    """Tell whether between two labels a list of something else begins: the body's office, a group under it."""
    lines = text[start:end].split("\n")
    return any(_NUMBERED.match(line) or _OWN_OFFICE.search(line) for line in lines if line)


def _entries(reading: Reading, start: int, end: int) -> tuple[list[tuple[int, int]], int]:
    """Return the entries behind one label, and where the last of them ends."""
    found: list[tuple[int, int]] = []
    last = start
    for begin, stop in reading.paragraphs(start, end):
        line = reading.text[begin:stop]
        if found and (_NUMBERED.match(line) or "。" in line or ":" in line or len(line) > _LONGEST_ENTRY * 8):
            break
        people, finished = _people(reading, begin, stop)
        if people is None:
            goes_on = reading.text[begin - 2 : begin - 1] == "、"
            if found and not goes_on and not _is_entry(line, reading.text[slice(*found[-1])]):
                break
            cut = (found and _of_all(line) and [(0, len(line))]) or _bracketed(line) or _run_on(line)
            cut = cut or without_shared_post(line, split_names(line.split("。")[0]))
            people = _by_gaps(reading, begin, stop) or [(begin + a, begin + b) for a, b in cut]
        found.extend(people)
        last = people[-1][1] if people else stop
        if finished or "。" in line:
            break
    return found, last


def _is_entry(line: str, before: str) -> bool:
    """Tell whether a line behind the entry `before` is one more: it ends with a post, or has the same form."""
    if len(line) > _LONGEST_ENTRY or line.startswith(OFFICE_OF_IT):
        return False
    if any(match.end() == len(line) for match in words().post.finditer(line)) or _NAMED.fullmatch(line):
        return True
    if _of_all(line):
        return True
    return _BARE_NAME.fullmatch(line) is not None and (
        _BARE_NAME.fullmatch(before) is not None or _NAMED.fullmatch(before) is not None
    )


def _of_all(line: str) -> bool:
    """Tell whether a line of its own names the heads of several places or bodies: 各镇(街道)镇长(主任)."""
    return line.startswith(_SEVERAL) and not _SENTENCE.search(line.replace(",", "")) and bool(words().post.search(line))


def _by_gaps(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """Return the names of a line that holds nothing else, parted by white space (`李小河  赵 平`)."""
    found: list[tuple[int, int]] = []
    half: int | None = None
    for begin, stop in _tokens(reading, start, end):
        if stop - begin == 1 and half is None:
            half = begin
        elif half is not None and stop - begin <= SHORTEST:
            found.append((half, stop))
            half = None
        elif half is None and (reading.text[begin] == "各" or _BARE_NAME.fullmatch(reading.text, begin, stop)):
            found.append((begin, stop))
        else:
            return []
    return found if half is None and len(found) > 1 else []


def _bracketed(line: str) -> list[tuple[int, int]]:
    """Cut persons with their posts in brackets that run on (李河(局长)赵平(主任)…), or return nothing."""
    found: list[tuple[int, int]] = []
    for match in _NAMED.finditer(line):
        if line[found[-1][1] if found else 0 : match.start()].strip("、,;"):
            break
        found.append(match.span())
    return found if len(found) > 1 else []


def _run_on(line: str) -> list[tuple[int, int]]:
    """Cut persons whose gaps are lost behind their posts (王某某县财政局局长李某县水利局副局长), or return nothing.

    A line with marks between names is no such run, nor is one with a single post.
    """
    if len(line) <= _LONGEST_RUN or "(" in line or SEPARATORS.search(line.replace("、", "")):
        return []
    post = words().post
    cuts = [0]
    for match in post.finditer(line):
        rest = line[match.end() :]
        if len(rest) < _SHORTEST_PERSON or match.end() - cuts[-1] < _SHORTEST_PERSON or rest[0] in "、兼会小和及(":
            continue
        if post.match(rest) is None and post.search(rest):
            cuts.append(match.end())
    return list(pairwise([*cuts, len(line)])) if len(cuts) > SHORTEST else []


def _people(reading: Reading, start: int, end: int) -> tuple[list[tuple[int, int]] | None, bool]:
    """Cut `name post name post …` at the printed gaps; None where the line holds no such pair.

    Gaps stand between name and post and inside names of two characters; between a post and the next
    name there may be none (`…副局长唐 峰 市财政局…`). The second value tells that a sentence follows.
    """
    tokens = _tokens(reading, start, end)
    if len(tokens) < 2:  # noqa: PLR2004 - a name and a post
        return None, False
    found: list[tuple[int, int]] = []
    begin = start
    at = 0
    while at < len(tokens):
        name_end = at
        if tokens[at][1] - begin == 1 and at + 1 < len(tokens) and _bare_length(reading.text, *tokens[at + 1]) <= 2:  # noqa: PLR2004
            name_end = at + 1
        if _bare_length(reading.text, begin, tokens[name_end][1]) > LONGEST_NAME or name_end + 1 >= len(tokens):
            break
        post_start, token_end = tokens[name_end + 1]
        cut, rest = _post_end(reading.text, post_start, token_end)
        if cut is None:
            break
        found.append((begin, cut))
        if rest > LONGEST_NAME or (rest and name_end + 2 >= len(tokens)):
            return found, True
        begin = cut if rest else token_end
        at = name_end + (1 if rest else 2)
        if rest:
            tokens[at] = (cut, token_end)
    return (found, False) if found else (None, False)


def _tokens(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start, *(index for index in range(start + 1, end) if reading.gap_before(index)), end]
    return [(a, b) for a, b in pairwise(cuts) if b > a]


def _bare_length(text: str, start: int, end: int) -> int:
    """Return how long a name is without what a bracket says of the person: 张 敏(女), 马河(回族)."""
    aside = _OF_PERSON.search(text, start, end)
    return (end if aside is None else aside.start()) - start


def _post_end(text: str, start: int, end: int) -> tuple[int | None, int]:
    """Return where the post in `text[start:end]` ends and how many characters follow: a name, or a sentence."""
    ends = [match.end() for match in words().post.finditer(text, start, end)]
    if not ends:
        return None, 0
    near = [cut for cut in ends if end - cut <= LONGEST_NAME and not _SENTENCE.search(text, start, end)]
    if near:
        return near[-1], end - near[-1]
    for cut in ends:
        if text[cut : cut + 1] not in ("、", ",", "兼"):
            return cut, end - cut
    return ends[-1], end - ends[-1]
