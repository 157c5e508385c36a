"""What a short line of the front is as a whole: page furniture, a date, a number, a body, a salutation."""

from __future__ import annotations

import re
from typing import Final

from loaders.rules.document_number import find_document_numbers
from loaders.rules.head.addressees import find_salutation
from loaders.rules.head.words import Kind, head_words, is_date, is_organ

_LONGEST_CHROME: Final = 90
_OPENS_TITLE = re.compile(r"(?:(?:19|20)[0-9]{2}年度?|[\u4e00-\u9fff]{2,9}?[省市区县旗镇乡州盟])[^>|:»/]{4,}\Z")
_EMPTY = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff]+|[0-9]{9,}")
_ADOPTED = re.compile(r"\([^()]{6,80}(?:通过|批准|审定|审议|修订|修正)\)\Z")
_AUTHORED = re.compile(r"\((?P<organ>[^()0-9]{2,30})(?:19|20)[0-9]{2}年[^()]{0,8}\)\Z")
_ATTACHMENT = re.compile(r"附件[0-9一二三四五六七八九十]{0,3}(?:\Z|[:.、])|附:")
_NUMBER_ENDS: Final = frozenset("号0123456789")
ASIDE = re.compile(r"\((?![^()]*(?:试行|暂行|修订|草案|稿|版|年|[0-9]{4}-[0-9]{4}))[^()]{3,40}\)\Z")
_LISTED = re.compile(r"[,、|/;]+")
_MENU = re.compile(r"[>|:»/·]")
_SHORT_MENU: Final = 10


def simple_kind(whole: str) -> Kind | None:
    """Return what a short paragraph is as a whole, or None."""
    words = head_words()
    bare = whole.strip("()")
    numbers = find_document_numbers(bare) if bare[-1:] in _NUMBER_ENDS else []
    found: Kind | None = None
    if _ATTACHMENT.match(whole):
        found = Kind.ATTACHMENT
    elif (
        _ADOPTED.match(whole)
        or (ASIDE.match(whole) and not numbers)
        or ((authored := _AUTHORED.match(whole)) is not None and is_organ(authored["organ"]))
        or words.full_line.fullmatch(whole)
        or all(part in words.lines for part in _LISTED.split(whole) if part)
        or _EMPTY.fullmatch(whole)
        or (
            len(whole) <= _LONGEST_CHROME
            and "。" not in whole
            and _is_furniture(whole)
            and "关于" not in whole
            and not _is_title(whole)
        )
    ):
        found = Kind.CHROME
    elif is_date(whole):
        found = Kind.DATE
    elif numbers and numbers[0].start == 0 and numbers[-1].end == len(bare):
        found = Kind.NUMBER
    elif is_organ(whole):
        found = Kind.ORGAN
    elif not whole.endswith(":") and find_salutation(whole, 0, len(whole), colon_needed=False):
        found = Kind.SALUTATION
    return found


def _is_furniture(whole: str) -> bool:
    """Tell whether a line holds a word of page furniture that is none of a title (云泽市推进政务公开标准化)."""
    words = head_words()
    if words.chrome.search(whole):
        return True
    found = len(words.menu.findall(whole))
    return found > 1 or (found == 1 and (len(whole) <= _SHORT_MENU or _MENU.search(whole) is not None))


def _is_title(whole: str) -> bool:
    """Tell whether a line with a word of menus in it is the title of a plan (2031年云泽县政务公开工作要点)."""
    return _OPENS_TITLE.match(whole) is not None and head_words().title.search(whole) is not None
