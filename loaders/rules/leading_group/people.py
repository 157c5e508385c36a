"""Chairs, members and offices of a body as sentences tell them.

领导小组由县长任组长，分管副县长任副组长，县财政局、县水利局等单位为成员单位，办公室设在县水利局。
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from loaders.lexicon import alternatives, rows
from loaders.resolve import compound_pattern

if TYPE_CHECKING:
    from loaders.reading import Reading

LONGEST_NAME: Final = 4
_HAN = "\u4e00-\u9fff"
SEPARATORS = re.compile(r"[、,;]")
_BRACKETS = re.compile(r"\([^()]{0,40}\)")
_CLAUSE: Final = 60
_SENTENCE_LENGTH: Final = 600
SHORTEST: Final = 2
STANDING_IN: Final = {"head": "chair", "deputy": "vice"}
_COMRADE = re.compile(r"(?:(?<!负责)同志|共同|分别)\Z")
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
_LEADS = re.compile(r"[,;][^,;。、]{2,24}为(?:总?牵头|召集)(?:单位|部门)\Z")
"""由12个单位组成,包括甲、乙,甲为牵头单位: who leads is one of them."""
_POSTED = re.compile(r"组长|召集人|指挥|成员|主任|担任|兼任")
OFFICE_OF_IT: Final = "办公室"
_OFFICE = re.compile(
    r"办公室(?:\([^()\n]{2,24}\)|\()?,?(?:地点)?(?:统一)?(?:(?:设|设置|挂靠|挂|设立)?[在于]|挂靠)(?P<place>[^,。;:()、\n]{2,26}(?:\([^()\n]{2,16}\))?)"
)


class Words(NamedTuple):
    """The word list of posts, compiled."""

    labels: tuple[str, ...]
    kinds: dict[str, str]
    asides: tuple[str, ...]
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
def words() -> Words:
    """Return the words of posts with their patterns."""
    table = rows("post_words")
    choice = partial(alternatives, "post_words")
    posts = choice("chair", "vice", "head", "deputy")
    return Words(
        labels=tuple(word for kind, word in table if kind not in ("end", "aside")),
        kinds={word: kind for kind, word in table if kind not in ("end", "aside")},
        asides=tuple(word for kind, word in table if kind == "aside"),
        acting=re.compile(
            rf"(?:担任|兼任|[任为])(?:领导小组|联席会议|指挥部|专班)?“?(?P<post>{posts})(?![{_HAN}]{{0,12}}(?:会议|办公))"
        ),
        held_by=re.compile(r"(?<=[长人挥])由(?P<who>[^,。;:\n]{2,40}?)(?:(?<!负责)同志|共同|分别)?(?:担任|兼任)"),
        members=re.compile(
            r"(?:为|是|作为|担任|任)(?:领导小组|联席会议|指挥部|小组|专班)?成员(?:单位)?(?=[,。;)\n的]|\Z)"
        ),
        consisting=re.compile(
            r"(?:由[0-9一二三四五六七八九十]{1,3}个(?:成员)?(?:单位|部门)(?:和(?:单位|部门))?组成,?(?:包括|包含|分别[是为]|[为有即])"
            r"|成员(?:单位)?(?:由|包括|主要包括|主要有|有)|(?:^|(?<=[,。;:\n组部班议会]))成员(?:单位)?[为是]):?(?P<who>(?!关)[^。;\n]{2,600}?)(?:等?组成)?(?=[。;\n]|\Z)"
        ),
        post=re.compile(choice("end")),
    )


def split_names(text: str) -> list[tuple[int, int]]:
    """Return the names of a list parted by 、 or commas as positions; 等单位 and what follows it is left out."""
    tail = _AND_OTHERS.search(text)
    stop = tail.start() if tail else len(text)
    masked = text[:stop]
    for run in compound_pattern().finditer(masked):
        # 各乡(镇)、街道主要负责人 is one entry.
        masked = masked[: run.start()] + "各" * len(run.group()) + masked[run.end() :]
    for bracket in _BRACKETS.finditer(masked):
        masked = masked[: bracket.start()] + "(" * len(bracket.group()) + masked[bracket.end() :]
    found = []
    start = 0
    marks = sorted([*(m.span() for m in SEPARATORS.finditer(masked)), *(m.span() for m in _AND.finditer(masked))])
    for mark, end in [*marks, (stop, stop)]:
        if mark > start:
            found.append((start, mark))
        start = end
    return found


def read_running(reading: Reading, start: int, end: int, people: People) -> None:
    """Add what a sentence says of a body: 由甲任组长, 甲、乙为成员单位, 办公室设在丙."""
    known = words()
    text = reading.text
    at = start
    for match in known.acting.finditer(text, start, end):
        kind = known.kinds[match["post"]]
        if kind in STANDING_IN and OFFICE_OF_IT in text[_sentence_start(text, start, match.start()) : match.start()]:
            continue  # The head of the office is not that of the body.
        begin = _without_lead_in(text, max(at, _clause_start(text, start, match.start())), match.start())
        stop = match.start() - len("同志") if _COMRADE.search(text, begin, match.start()) else match.start()
        if stop - begin >= SHORTEST:
            people.add(STANDING_IN.get(kind, kind), _split_pair(reading, begin, stop))
            people.spans.append((begin, match.end()))
        at = match.end()
    for match in known.held_by.finditer(text, start, end):
        post = max((word for word in known.labels if text.endswith(word, start, match.start())), key=len, default="")
        if post:
            people.add(known.kinds[post], _split_pair(reading, *match.span("who")))
            people.spans.append((match.start() - len(post), match.end()))
    for match in known.members.finditer(text, start, end):
        begin = _last_clause(text, _sentence_start(text, start, match.start()), match.start())
        _add_members(reading, begin, match.start(), match.end(), people)
    for match in known.consisting.finditer(text, start, end):
        _add_members(reading, *match.span("who"), match.end(), people)
    made_of = _MADE_OF.match(text, start, end)
    if made_of and not _POSTED.search(made_of["who"]):
        _add_members(reading, *made_of.span("who"), made_of.end(), people)
    read_office(reading, start, end, people)


def _add_members(reading: Reading, start: int, stop: int, end: int, people: People) -> None:
    """Add the names listed in `text[start:stop]`; the statement ends at `end`."""
    begin = _without_lead_in(reading.text, start, stop)
    leads = _LEADS.search(reading.text, begin, stop)
    stop = stop if leads is None else leads.start()
    runs = [(begin + a, begin + b) for a, b in split_names(reading.text[begin:stop])]
    runs = [run for run in runs if not reading.text.endswith(words().asides, *run)]
    names = [reading.printed(*run) for run in without_shared_post(reading.text, runs)]
    if names:
        people.add("member", names)
        people.spans.append((begin, end))


def without_shared_post(text: str, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the names of a list without the post that several share: 甲局、乙局分管负责人 is that of both."""
    posts = [_SHARED_POST.search(text, *run) for run in runs]
    return [
        (run[0], post.start()) if post and place and posts[place - 1] is None else run
        for place, (run, post) in enumerate(zip(runs, posts, strict=True))
    ]


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
    return begin + (end - begin > SHORTEST and text[begin] == "以")


def _last_clause(text: str, start: int, end: int) -> int:
    """Return where the list before 为成员单位 begins: behind the last comma that ends another post."""
    begin = start
    for pattern in (words().acting, words().held_by):
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
        ends = [match.end() for match in words().post.finditer(left)]
        if ends and SHORTEST <= len(left) - ends[-1] < LONGEST_NAME:
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
    post = words().post.match(rest)
    name = re.split(r"[、和与及]", rest[post.end() :])[0] if post else ""
    return 1 < len(name) <= LONGEST_NAME and words().post.search(name) is None
