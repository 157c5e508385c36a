"""Co-ordinating bodies that a plan names: 领导小组, 联席会议, 专班, 指挥部, with posts and members as printed.

成立某县某某工作领导小组，由县长任组长，县财政局等单位为成员单位，办公室设在县水利局
责任单位：市某某工作领导小组办公室                the body counts, its office is no member
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from kg.records import LeadingGroup
from loaders.rules.leading_group.lists import is_part, leads, list_starts, read_list
from loaders.rules.leading_group.names import Mention, find_mentions, is_short_form
from loaders.rules.leading_group.people import People, read_office, read_running, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.reading import Reading

__all__ = ["read_leading_groups"]

RULE: Final = "leading-group"
_LED: Final = 160
_LED_BY = re.compile(r"[由以][^。;:\n]{2,150}?(?:担任|任|为)[^,。;:\n]{2,8}的\Z")
"""由县长任组长的某某领导小组: the posts stand in front of the name."""
_AS: Final = ("任", "为", "是")
_OFFICE_NEAR: Final = 4
_LISTS: Final = 600
"""How far behind a body's name its list of posts may begin where no other body comes between."""


def read_leading_groups(
    reading: Reading, start: int, end: int, annexes_end: int | None = None
) -> tuple[LeadingGroup, ...]:
    """Return the bodies that `reading.text[start:end]` names, each once, in order of first mention.

    Behind `end`, up to `annexes_end`, stand signature, annexes and what the page prints around them: there a body
    counts only where its posts are listed (附件：某某领导小组成员名单).

    A body is named by its longest form; short forms (领导小组, 推进工作领导小组) add to it. One of many
    (各级领导小组) and mechanisms (联席会议制度) are no bodies.
    """
    bodies = _Bodies(reading)
    body_end, end = end, max(end, annexes_end or end)
    mentions = find_mentions(reading.text, start, end)
    lists = list_starts(reading.text, start, end)
    marks = sorted([*(mention.start for mention in mentions), *lists])
    for begin, stop in _paragraphs_with(reading.text, marks, start, end):
        bodies.read(
            begin,
            stop,
            mentions[bisect_left(mentions, begin, key=_start) : bisect_left(mentions, stop, key=_start)],
            listed=bisect_left(lists, stop) > bisect_left(lists, begin),
        )
    return bodies.groups(body_end)


def _start(mention: Mention) -> int:
    return mention.start


def _paragraphs_with(text: str, marks: list[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs that hold one of the positions."""
    last = start
    for mark in marks:
        if mark < last:
            continue
        stop = text.find("\n", mark, end)
        last = end if stop < 0 else stop
        yield text.rfind("\n", start, mark) + 1 or start, last


class _Bodies:
    """Gathers what the paragraphs say of each body, in order of first mention."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.names: list[str] = []
        self.mentions: list[list[Mention]] = []
        self.people: list[People] = []
        self.current: int | None = None
        self.nameless: Mention | None = None
        self.current_end = 0
        self.list_end = 0

    def read(self, start: int, end: int, found: list[Mention], *, listed: bool) -> None:
        """Read one paragraph: its bodies, then the posts behind each of them; `listed` tells of labels (组长：)."""
        text = self.reading.text
        mentions = [m for m in found if not self._heading_form(m, found, start) and not self._in_post(m)]
        named = [m for m in mentions if m.name]
        if listed and not named and self._has_members() and not leads(text, start, end):
            return  # Members that a sentence has named already: the list is that of a group under the body.
        if start >= self.list_end and listed and (named or self._near(start) or self._just_founded(start)):
            if named:
                self._enter(named[0])
            elif self.nameless is not None and self._just_founded(start):
                self._enter(self.nameless)
            elif self.current is not None and self.people[self.current].listed:
                return  # A second list under the same body is that of its office or of a group.
            self.list_end = self._read_list(start)
            return
        if start < self.list_end:
            return
        for mention in mentions:
            if mention.founded and not mention.name and not mention.many:
                text_of = text[mention.start : mention.end]
                self.nameless = replace(mention, name=text_of)
        posted = next((m.start for m in found if self._in_post(m)), end)
        self._read_sentences(start, end, mentions, posted)

    def _read_sentences(self, start: int, end: int, mentions: list[Mention], posted: int) -> None:
        """Read what stands behind each mention; a post of the body at `posted` may stand in front of them all."""
        edges = [*(m.start for m in mentions), end]
        if posted < edges[0]:
            self._read_posts(start, edges[0])
        for mention, stop in zip(mentions, edges[1:], strict=True):
            if mention.name:
                self._enter(mention)
                led = _LED_BY.search(self.reading.text, max(start, mention.start - _LED), mention.start)
                if led:
                    self._read_posts(led.start(), led.end())
            if not mention.many:
                self._read_posts(mention.end, stop)

    def _heading_form(self, mention: Mention, mentions: list[Mention], start: int) -> bool:
        """Tell whether the heading of the paragraph only announces a body that the text then founds by its name."""
        if not mention.founded or not mention.name:
            return False
        stop = self.reading.text.find("。", start)
        later = [m for m in mentions if m.start > mention.end and m.founded and m.name and m.kind == mention.kind]
        return mention.end <= stop and any(m.start > stop for m in later)

    def _in_post(self, mention: Mention) -> bool:
        """Tell whether a short form only belongs to a post of the body that is told of: 担任联席会议召集人."""
        text = self.reading.text
        return (
            not mention.name
            and text.endswith(_AS, 0, mention.end - len(mention.kind))
            and text.startswith(words().labels, mention.end)
        )

    def _just_founded(self, start: int) -> bool:
        """Tell whether a body without a name of its own was founded right before (成立工作领导小组 / 组长：…)."""
        return self.nameless is not None and self.current_end <= self.nameless.end and start - self.nameless.end <= _LED

    def _has_members(self) -> bool:
        return (
            self.current is not None
            and not self.people[self.current].listed
            and bool(self.people[self.current].members)
        )

    def _near(self, start: int) -> bool:
        return self.current is not None and start - self.current_end <= _LISTS

    def _enter(self, mention: Mention) -> None:
        """Make `mention` the body that what follows is about; a longer name replaces a shorter one."""
        self.current_end = mention.end
        for index, name in enumerate(self.names):
            if is_short_form(mention.name, name) or is_short_form(name, mention.name):
                if len(mention.name) > len(name):
                    self.names[index] = mention.name
                    self.mentions[index].insert(0, mention)
                self.current = index
                return
        self.names.append(mention.name)
        self.mentions.append([mention])
        self.people.append(People())
        self.current = len(self.names) - 1

    def _read_posts(self, start: int, end: int) -> None:
        if self.current is None:
            return
        people = self.people[self.current]
        reached = People() if people.listed else people
        read_running(self.reading, start, end, reached)
        people.office = people.office or reached.office

    def _read_list(self, start: int) -> int:
        if self.current is None:
            return start
        people = self.people[self.current]
        end = read_list(self.reading, start, len(self.reading.text), people)
        # The sentence about the office is the next paragraph, or one soon after.
        for begin, stop in islice(
            self.reading.paragraphs(end, min(len(self.reading.text), end + _LISTS)), _OFFICE_NEAR
        ):
            if begin > end and (is_part(self.reading.text, begin) or people.office is not None):
                break
            read_office(self.reading, start if begin <= end else begin, stop, people)
        return end

    def groups(self, body_end: int) -> tuple[LeadingGroup, ...]:
        """Return the bodies; one whose name is a shorter form of a later one is part of that.

        One that is first named behind `body_end` has to have its posts listed.
        """
        found = []
        for index, people in enumerate(self.people):
            mention = self.mentions[index][0]
            if mention.start >= body_end and not people.listed:
                continue
            evidence = [self.reading.evidence(mention.start, mention.end, RULE)]
            evidence += [self.reading.evidence(a, b, RULE) for a, b in people.spans]
            found.append(
                LeadingGroup(
                    name=self.reading.printed(mention.start, mention.end),
                    evidence=tuple(evidence),
                    chairs=tuple(people.chairs),
                    vice_chairs=tuple(people.vice_chairs),
                    members=tuple(people.members),
                    office=people.office,
                )
            )
        return tuple(found)
