"""Chairs, members and offices of a body: in running text, in lists, and in lists without separators.

领导小组由县长任组长，分管副县长任副组长，县财政局、县水利局等单位为成员单位，办公室设在县水利局。
组 长：王 某 市委常委、副市长          one line each, or all in one: 李某某 市甲局副局长张 某 市乙局局长
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from loaders.lexicon import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.reading import Reading

_LONGEST_NAME: Final = 4
_LONGEST_LIST: Final = 6_000
_LONGEST_ENTRY: Final = 70
_HAN = "\u4e00-\u9fff"
_NUMBERED = re.compile(r"(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)|[0-9]{1,2}[.、](?![0-9]))")
_SEPARATORS = re.compile(r"[、,;]")
_BRACKETS = re.compile(r"\([^()]{0,40}\)")
_CLAUSE: Final = 60
_LONGEST_RUN: Final = 20
_SHORTEST_PERSON: Final = 5
_SENTENCE_LENGTH: Final = 600
_SHORTEST: Final = 2
_STANDING_IN: Final = {"head": "chair", "deputy": "vice"}
_HALVED: Final = {"\n长": "chair", "\n员": "member"}
_COMRADE = re.compile(r"(?:(?<!负责)同志|共同|分别)\Z")
_SENTENCE = re.compile(r"[,。;:]")
_AND_OTHERS = re.compile(
    r"(?:等(?:[有相]关)?(?:单位|部门|市级部门|区级部门|县级部门|方面|责任部门|成员单位)?(?:[、和](?:单位|部门|乡镇|街道))?"
    r"|等?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})个(?:[有相]关|[省市县区]级)?(?:职能|成员)?(?:部门|单位)(?:[和及](?:部门|单位))?)"
    r"(?:的?(?:主要|分管)?(?:负责(?:人|同志)|领导|副职))?\Z"
)
_COUNT_OF_PERSONS = re.compile(r"等(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:人|名同志|位同志)\Z")
_LEAD_IN = re.compile(r"\A(?:(?:另外|此外|同时|其余),?)?(?:[^,。;]{0,40}(?:由|其中|任命))?:?")
_AND = re.compile(r"(?<=[局委办厅部院署社处])(?:以及|和|及)(?=[省市县区州旗盟镇乡团各])")
_SHARED_POST = re.compile(r"(?<=[局委办厅部院署社处府会])的?(?:主要|分管)?(?:负责(?:人|同志)|领导)\Z")
_MADE_OF = re.compile(r"(?:主要)?由(?P<who>[^。;:\n、]{2,60}、[^。;:\n]{2,600}?)(?:共同)?组成(?=[,。;\n]|\Z)")
"""联席会议由甲部、乙部等18个部门组成."""
_POSTED = re.compile(r"组长|召集人|指挥|成员|主任|担任|兼任")
_NAMED = re.compile(r"(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{2,10}·[\u4e00-\u9fff]{2,10})\([^()]{2,40}\)")
_BARE_NAME = re.compile(r"[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]{2,10}·[\u4e00-\u9fff]{2,10}")
_OFFICE_OF_IT: Final = "办公室"
_OWN_OFFICE = re.compile(r"办公室|下设")
_OFFICE = re.compile(
    r"办公室(?:\([^()\n]{2,24}\)|\()?,?(?:地点)?(?:统一)?(?:(?:设|设置|挂靠|挂|设立)?[在于]|挂靠)(?P<place>[^,。;:()、\n]{2,26}(?:\([^()\n]{2,16}\))?)"
)


class _Words(NamedTuple):
    labels: tuple[str, ...]
    kinds: dict[str, str]
    acting: re.Pattern[str]
    held_by: re.Pattern[str]
    members: re.Pattern[str]
    consisting: re.Pattern[str]
    post: re.Pattern[str]


@dataclass(slots=True)
class People:
    """What is known of one body while its text is read; entries are printed forms."""

    chairs: list[str] = field(default_factory=list)
    vice_chairs: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    office: str | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)
    listed: bool = False

    def add(self, kind: str, names: list[str]) -> None:
        """Add names of one kind (chair, vice, member), each once."""
        known = {"chair": self.chairs, "vice": self.vice_chairs, "member": self.members}[kind]
        known.extend(name for name in names if name and name not in known)


@cache
def _words() -> _Words:
    table = rows("post_words")

    def choice(*kinds: str) -> str:
        return "|".join(sorted((word for own, word in table if own in kinds), key=len, reverse=True))

    posts = choice("chair", "vice", "head", "deputy")
    return _Words(
        labels=tuple(word for kind, word in table if kind != "end"),
        kinds={word: kind for kind, word in table if kind != "end"},
        acting=re.compile(rf"(?:担任|兼任|[任为])“?(?P<post>{posts})(?![{_HAN}]{{0,12}}(?:会议|办公))"),
        held_by=re.compile(r"(?<=[长人挥])由(?P<who>[^,。;:\n]{2,40}?)(?:(?<!负责)同志|共同|分别)?(?:担任|兼任)"),
        members=re.compile(r"(?:为|是|作为|担任|任)(?:领导小组|小组|专班)?成员(?:单位)?(?=[,。;)\n的]|\Z)"),
        consisting=re.compile(
            r"(?:成员(?:单位)?(?:由|包括|主要包括|主要有|有)|(?:^|(?<=[,。;:\n组部班议会]))成员(?:单位)?[为是]):?(?P<who>(?!关)[^。;\n]{2,600}?)(?:等?组成)?(?=[。;\n]|\Z)"
        ),
        post=re.compile(choice("end")),
    )


def split_names(text: str) -> list[tuple[int, int]]:
    """Return the names of a list parted by 、 or commas as positions; 等单位 and what follows it is left out."""
    tail = _AND_OTHERS.search(text)
    stop = tail.start() if tail else len(text)
    masked = text[:stop]
    for bracket in _BRACKETS.finditer(masked):
        masked = masked[: bracket.start()] + "(" * len(bracket.group()) + masked[bracket.end() :]
    found = []
    start = 0
    marks = sorted([*(m.span() for m in _SEPARATORS.finditer(masked)), *(m.span() for m in _AND.finditer(masked))])
    for mark, end in [*marks, (stop, stop)]:
        if mark > start:
            found.append((start, mark))
        start = end
    return found


def read_running(reading: Reading, start: int, end: int, people: People) -> None:
    """Add what a sentence says of a body: 由甲任组长, 甲、乙为成员单位, 办公室设在丙."""
    words = _words()
    text = reading.text
    at = start
    for match in words.acting.finditer(text, start, end):
        kind = words.kinds[match["post"]]
        if kind in _STANDING_IN and _OFFICE_OF_IT in text[_sentence_start(text, start, match.start()) : match.start()]:
            continue  # The head of the office is not that of the body.
        begin = _without_lead_in(text, max(at, _clause_start(text, start, match.start())), match.start())
        stop = match.start() - len("同志") if _COMRADE.search(text, begin, match.start()) else match.start()
        if stop - begin >= _SHORTEST:
            people.add(_STANDING_IN.get(kind, kind), _split_pair(reading, begin, stop))
            people.spans.append((begin, match.end()))
        at = match.end()
    for match in words.held_by.finditer(text, start, end):
        post = max((word for word in words.labels if text.endswith(word, start, match.start())), key=len, default="")
        if post:
            people.add(words.kinds[post], _split_pair(reading, *match.span("who")))
            people.spans.append((match.start() - len(post), match.end()))
    for match in words.members.finditer(text, start, end):
        begin = _last_clause(text, _sentence_start(text, start, match.start()), match.start())
        _add_members(reading, begin, match.start(), match.end(), people)
    for match in words.consisting.finditer(text, start, end):
        _add_members(reading, *match.span("who"), match.end(), people)
    made_of = _MADE_OF.match(text, start, end)
    if made_of and not _POSTED.search(made_of["who"]):
        _add_members(reading, *made_of.span("who"), made_of.end(), people)
    read_office(reading, start, end, people)


def _add_members(reading: Reading, start: int, stop: int, end: int, people: People) -> None:
    """Add the names listed in `text[start:stop]`; the statement ends at `end`."""
    begin = _without_lead_in(reading.text, start, stop)
    runs = [(begin + a, begin + b) for a, b in split_names(reading.text[begin:stop])]
    shared = _SHARED_POST.search(reading.text, *runs[-1]) if len(runs) > 1 else None
    if shared and not any(_SHARED_POST.search(reading.text, *run) for run in runs[:-1]):
        runs[-1] = (runs[-1][0], shared.start())  # 甲局、乙局分管负责人为成员: the post is that of all.
    names = [reading.printed(*run) for run in runs]
    if names:
        people.add("member", names)
        people.spans.append((begin, end))


def _clause_start(text: str, start: int, end: int) -> int:
    edges = [text.rfind(mark, max(start, end - _CLAUSE), end) + 1 for mark in ",。;:\n"]
    return max(start, *edges, end - _CLAUSE)


def _sentence_start(text: str, start: int, end: int) -> int:
    edges = [text.rfind(mark, max(start, end - _SENTENCE_LENGTH), end) + 1 for mark in "。;:\n"]
    return max(start, *edges, end - _SENTENCE_LENGTH)


def read_office(reading: Reading, start: int, end: int, people: People) -> None:
    """Add where the office of a body is (办公室设在丙)."""
    office = _OFFICE.search(reading.text, start, end)
    if office and people.office is None:
        people.office = reading.printed(*office.span("place"))
        people.spans.append(office.span())


def _without_lead_in(text: str, start: int, end: int) -> int:
    lead = _LEAD_IN.match(text[start:end])
    begin = start + lead.end() if lead and lead.end() < end - start else start
    while begin < end and text[begin] in "、,和":
        begin += 1
    return begin + (end - begin > _SHORTEST and text[begin] == "以")


def _last_clause(text: str, start: int, end: int) -> int:
    """Return where the list before 为成员单位 begins: behind the last comma that ends another post."""
    begin = start
    for pattern in (_words().acting, _words().held_by):
        for match in pattern.finditer(text, start, end):
            begin = max(begin, match.end())
    while begin < end and text[begin] in ",、":
        begin += 1
    return begin


def _split_pair(reading: Reading, start: int, end: int) -> list[str]:
    """Return one post or several: 市甲局局长和某区区长 are two, 政府和社会资本合作中心主任 is one."""
    text = _COUNT_OF_PERSONS.sub("", reading.text[start:end])
    cuts = [0]
    for mark in re.finditer(r"[、和与及]", text):
        left = text[cuts[-1] : mark.start()]
        ends = [match.end() for match in _words().post.finditer(left)]
        if ends and _SHORTEST <= len(left) - ends[-1] < _LONGEST_NAME:
            # 镇长王某某、人大主席赵某: a post and a name are a person.
            cuts.append(mark.end())
        elif len(left) in ends:
            if mark.group() == "、" and _second_post(text[mark.end() :]):
                continue
            cuts.append(mark.end())
    edges = [*cuts, len(text) + 1]
    return [reading.printed(start + a, start + b - 1) for a, b in pairwise(edges)]


def _second_post(rest: str) -> bool:
    """Tell whether what follows 、 is the second post of one person: 县委书记、县长王某某."""
    post = _words().post.match(rest)
    name = re.split(r"[、和与及]", rest[post.end() :])[0] if post else ""
    return 1 < len(name) <= _LONGEST_NAME and _words().post.search(name) is None


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
    labels = _words().labels
    colon = text.find(":", start, end)
    while colon >= 0:
        stop = text.rfind("(", max(start, colon - 10), colon) if text[colon - 1] == ")" else colon
        if text.endswith(labels, start, stop):
            word = max((word for word in labels if text.endswith(word, start, stop)), key=len)
            if not text.endswith("各", start, stop - len(word)):  # 各成员单位: is who a notice is addressed to.
                yield stop - len(word), colon + 1, _words().kinds[word]
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
        kind = _STANDING_IN.get(label, label)
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
            people = _by_gaps(reading, begin, stop) or [
                (begin + a, begin + b) for a, b in _run_on(line) or split_names(line.split("。")[0])
            ]
        found.extend(people)
        last = people[-1][1] if people else stop
        if finished or "。" in line:
            break
    return found, last


def _is_entry(line: str, before: str) -> bool:
    """Tell whether a line behind the entry `before` is one more: it ends with a post, or has the same form."""
    if len(line) > _LONGEST_ENTRY or line.startswith(_OFFICE_OF_IT):
        return False
    if any(match.end() == len(line) for match in _words().post.finditer(line)) or _NAMED.fullmatch(line):
        return True
    return _BARE_NAME.fullmatch(line) is not None and (
        _BARE_NAME.fullmatch(before) is not None or _NAMED.fullmatch(before) is not None
    )


def _by_gaps(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """Return the names of a line that holds nothing else, parted by white space (`李小河  赵 平`)."""
    found: list[tuple[int, int]] = []
    half: int | None = None
    for begin, stop in _tokens(reading, start, end):
        if stop - begin == 1 and half is None:
            half = begin
        elif half is not None and stop - begin <= _SHORTEST:
            found.append((half, stop))
            half = None
        elif half is None and (reading.text[begin] == "各" or _BARE_NAME.fullmatch(reading.text, begin, stop)):
            found.append((begin, stop))
        else:
            return []
    return found if half is None and len(found) > 1 else []


def _run_on(line: str) -> list[tuple[int, int]]:
    """Cut persons whose gaps are lost behind their posts (王某某县财政局局长李某县水利局副局长), or return nothing.

    A line with marks between names is no such run, nor is one with a single post.
    """
    if len(line) <= _LONGEST_RUN or "(" in line or _SEPARATORS.search(line.replace("、", "")):
        return []
    post = _words().post
    cuts = [0]
    for match in post.finditer(line):
        rest = line[match.end() :]
        if len(rest) < _SHORTEST_PERSON or match.end() - cuts[-1] < _SHORTEST_PERSON or rest[0] in "、兼会小和及(":
            continue
        if post.match(rest) is None and post.search(rest):
            cuts.append(match.end())
    return list(pairwise([*cuts, len(line)])) if len(cuts) > _SHORTEST else []


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
        if tokens[at][1] - begin == 1 and at + 1 < len(tokens) and tokens[at + 1][1] - tokens[at + 1][0] <= 2:  # noqa: PLR2004
            name_end = at + 1
        if tokens[name_end][1] - begin > _LONGEST_NAME or name_end + 1 >= len(tokens):
            break
        post_start, token_end = tokens[name_end + 1]
        cut, rest = _post_end(reading.text, post_start, token_end)
        if cut is None:
            break
        found.append((begin, cut))
        if rest > _LONGEST_NAME or (rest and name_end + 2 >= len(tokens)):
            return found, True
        begin = cut if rest else token_end
        at = name_end + (1 if rest else 2)
        if rest:
            tokens[at] = (cut, token_end)
    return (found, False) if found else (None, False)


def _tokens(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start, *(index for index in range(start + 1, end) if reading.gap_before(index)), end]
    return [(a, b) for a, b in pairwise(cuts) if b > a]


def _post_end(text: str, start: int, end: int) -> tuple[int | None, int]:
    """Return where the post in `text[start:end]` ends and how many characters follow: a name, or a sentence."""
    ends = [match.end() for match in _words().post.finditer(text, start, end)]
    if not ends:
        return None, 0
    near = [cut for cut in ends if end - cut <= _LONGEST_NAME and not _SENTENCE.search(text, start, end)]
    if near:
        return near[-1], end - near[-1]
    for cut in ends:
        if text[cut : cut + 1] not in ("、", ",", "兼"):
            return cut, end - cut
    return ends[-1], end - ends[-1]
