"""Numbers of paragraphs as another program prints them, for files whose lists a conversion has cut into several.

LibreOffice prints the numbers of an old Word file as Word does, and writes lists into DOCX that begin again where it
changed their style; so its plain text is asked for the numbers, and its DOCX for everything else.
"""

from __future__ import annotations

from typing import Final

_LONGEST: Final = 12
"""Characters of a number: （二十三） has five, 第一百二十三条 seven."""
_AHEAD: Final = 400
"""Lines in which a paragraph is looked for; cells, notes and heads stand between where both texts have them."""


class PrintedNumbers:
    """The lines of a plain text; paragraphs are asked for in reading order."""

    def __init__(self, text: str) -> None:
        self._lines = ["".join(line.split()) for line in text.splitlines()]
        self._at = 0

    def before(self, text: str, counted: str) -> str:
        r"""Return the number printed before a paragraph, or `counted` where the paragraph is not found.

        >>> printed = PrintedNumbers("一、 总体要求\n二、 重点任务")
        >>> printed.before("总体要求", "一、"), printed.before("重点任务", "一、"), printed.before("其他", "三、")
        ('一、', '二、', '三、')
        """
        own = "".join(text.partition("\n")[0].split())
        if not own:
            return counted
        for place in range(self._at, min(self._at + _AHEAD, len(self._lines))):
            line = self._lines[place]
            number = line[: len(line) - len(own)]
            if line.endswith(own) and 0 < len(number) <= _LONGEST:
                self._at = place + 1
                return number
        return counted
