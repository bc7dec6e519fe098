"""Decode: the bytes of a text file become a string. An encoding that the file declares is read; one that could only be
guessed is named in the error and not used, since a wrong guess changes words without a trace.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from ktxh.extract.errors import InputError

# Longest mark first: the one of UTF-32 LE begins with that of UTF-16 LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip

# Letters that Vietnamese Unicode text is full of and that no legacy encoding gives when it is taken for Latin-1.
_GENUINE = re.compile(r"[ăĂđĐơƠưƯ\u1ea0-\u1ef9]")
_UNIKEY = "convert it to Unicode (UniKey Toolkit does) and save it as UTF-8"


@dataclass(frozen=True)
class _Signs:
    """How text of a legacy encoding shows when it is taken for Latin-1, how many signs are no chance, what to do about it."""

    name: str
    pattern: re.Pattern[str]
    enough: int
    remedy: str = _UNIKEY
    weight: int = 1  # how many letters of Unicode Vietnamese in the line one sign outweighs


_TCVN3 = "®µ¸¶·¨©ª«¬\u00ad§"  # đ à á ả ã ă â ê ô ơ ư Đ
_TWICE = _Signs(
    "text in UTF-8 that was read as windows-1252",
    re.compile(r"á[º»]|Ä[\u0080-\u009f\u2018\u2019]|Æ[°¡]|Ã[\u0080-\u00bf]"),
    5,
    "save it again from its source as UTF-8",
)
_KNOWN = (  # the surer sign first
    _TWICE,
    _Signs(
        "text in TCVN3 (ABC)",
        re.compile(rf"[{_TCVN3}](?<=[A-Za-zÀ-ÿ{_TCVN3}].)|(?!µ)[{_TCVN3}](?=[A-Za-zÀ-ÿ{_TCVN3}])|−(?<=[A-Za-z].)(?=[\u01a1\u1edb-\u1ee3])"),
        5,
    ),
    _Signs("text in windows-1258", re.compile(r"[ðþÞ]|[ìòÌÒ](?<=[aeoyâêôãõýAEOYÂÊÔ].)"), 8),
    _Signs("text in VNI", re.compile(r"[ñÑöÖïÏäÄûÛåÅëËøØüÜæÆ]"), 8),
    _Signs(
        "text that lost letters in an earlier conversion",
        re.compile(r"[\ufffd\ue000-\uf8ff](?<=\w.)|\ufffd(?=\w)"),
        5,
        "take it from its source again",
        weight=10,
    ),
)  # fmt: skip
_ANY_SIGN = re.compile(r"[®µ¸¶·¨©ª«¬\u00ad§−ñÑöÖïÏäÄûÛåÅëËøØüÜæÆðþÞìòÌÒáÃ\ufffd\ue000-\uf8ff]")
_SOME = 3  # signs that are enough in a text so short that they outnumber its Vietnamese letters


def _count(pattern: re.Pattern[str], text: str) -> int:
    return pattern.subn("", text)[1]  # a line of megabytes: no list of its letters


def likely_encoding(text: str) -> tuple[_Signs, int] | None:
    """The legacy encoding that the letters of a text betray, and the first line (1-based) that does; else None.

    A text may be legacy in some paragraphs only (fonts of two kinds in one file), so lines are judged one by one: by signs
    of one encoding that outnumber the letters which only Unicode Vietnamese has.
    """
    totals: Counter[_Signs] = Counter()
    first: dict[_Signs, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not _ANY_SIGN.search(line):
            continue
        genuine = _count(_GENUINE, line)
        for signs in _KNOWN:
            count = _count(signs.pattern, line)
            if count * signs.weight > genuine:
                totals[signs] += count
                first.setdefault(signs, number)
    is_short = totals.total() > _count(_GENUINE, text)
    for signs in _KNOWN:
        if totals[signs] >= (_SOME if is_short else signs.enough):
            return signs, first[signs]
    return None


def check_letters(text: str, path: Path) -> None:
    """Raise InputError when the letters of a text are those of a legacy encoding: its digits are right, its words are not."""
    if found := likely_encoding(text):
        signs, line = found
        raise InputError(path, f"looks like {signs.name}: {signs.remedy}", line)


def _line_of(data: bytes, position: int) -> int:
    return len(re.findall(rb"\r\n|\r|\n", data[:position])) + 1


def decode(data: bytes, path: Path) -> str:
    """Text of a file in UTF-8, or in UTF-16 or UTF-32 with its byte order mark. Raises InputError for anything else."""
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    if not encoding and _has_wide_characters(data):
        raise InputError(path, "looks like UTF-16 without a byte order mark: save it as UTF-8")
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding not in ("", "utf-8-sig"):
            raise InputError(path, f"broken {encoding.upper()} ({error.reason} at byte {error.start})") from error
        raise InputError(path, _cause(data, error), _line_of(data, error.start)) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InputError(path, "a NUL character: this is a binary file, not text", line)
    return text


def _has_wide_characters(data: bytes) -> bool:
    """Whether every other byte is mostly zero and the rest hardly ever."""
    fewer, more = sorted((data[::2].count(0), data[1::2].count(0)))
    return more * 4 > len(data) and fewer * 20 < more


def _cause(data: bytes, error: UnicodeDecodeError) -> str:
    cause = f"byte {data[error.start]:#04x} is not UTF-8 ({error.reason})"
    if 0 in data:
        return f"{cause}: this is a binary file, not text"
    found = likely_encoding(data.decode("latin-1"))
    if found and found[0] is not _TWICE:  # else it is UTF-8 but for some damage
        return f"{cause}; looks like {found[0].name}: {found[0].remedy}"
    return cause
