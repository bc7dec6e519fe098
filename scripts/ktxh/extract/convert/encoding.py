"""Decode: the bytes of a text file become a string. An encoding that the file declares is read; one that could only be
guessed is named in the error and not used, since a wrong guess changes words without a trace.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from ktxh.extract.errors import InputError

# Longest mark first: the one of UTF-32 LE begins with that of UTF-16 LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip

# Letters that Vietnamese Unicode text is full of and that no legacy encoding gives when it is taken for Latin-1.
_GENUINE = re.compile(r"[ăĂđĐơƠưƯ\u1ea0-\u1ef9]")
# What each legacy encoding looks like when it is taken for Latin-1 (in a file's bytes) or came so into a Unicode file.
_SIGNS = {
    "TCVN3 (ABC)": re.compile(r"(?<=[A-Za-z])[®µ¸¶·¨©ª«¬\u00ad§]|[®µ¸¶·¨©ª«¬\u00ad§](?=[A-Za-z])|(?<=h)−(?=[\u01a1\u1edb-\u1ee3])"),
    "VNI": re.compile(r"[ñÑöÖïÏäÄûÛåÅëËøØüÜæÆ]"),
    "windows-1258": re.compile(r"[ðþÞ]|(?<=[aeouyâêôãõý])[ìòÌÒÞ]"),
    "UTF-8 read as windows-1252": re.compile(r"á[º»]|Ä[\u0080-\u009f\u2018\u2019]|Æ[°¡]|Ã[\u0080-\u00bf]"),
    "letters lost in an earlier conversion": re.compile(r"(?<=\w)[\ufffd\ue000-\uf8ff]|[\ufffd\ue000-\uf8ff](?=\w)"),
}  # fmt: skip
_ANY_SIGN = re.compile(r"[®µ¸¶·¨©ª«¬\u00ad§−ñÑöÖïÏäÄûÛåÅëËøØüÜæÆðþÞìòÌÒáÃ\ufffd\ue000-\uf8ff]")
_ENOUGH = 8  # signs in suspect lines: a foreign name or two has fewer
_SOME = 3  # signs, in a text so short that they outnumber its Vietnamese letters


def likely_encoding(text: str) -> tuple[str, int] | None:
    """Name of the legacy encoding that the letters of a text betray, and the first line (1-based) that does; else None.

    A text may be legacy in some paragraphs only (fonts of two kinds in one file), so lines are judged one by one: by signs
    of a legacy encoding that outnumber the letters which only Unicode Vietnamese has.
    """
    totals = dict.fromkeys(_SIGNS, 0)
    first = signs_everywhere = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not _ANY_SIGN.search(line):
            continue
        counts = {name: len(sign.findall(line)) for name, sign in _SIGNS.items()}
        most = max(counts.values())
        signs_everywhere += most
        if most > len(_GENUINE.findall(line)):
            first = first or number
            for name, count in counts.items():
                totals[name] += count
    name = "TCVN3 (ABC)" if totals["TCVN3 (ABC)"] >= _SOME else max(totals, key=totals.__getitem__)
    found = totals[name]
    if found >= _ENOUGH or (found >= _SOME and signs_everywhere > len(_GENUINE.findall(text))):
        return name, first
    return None


def _mend(name: str) -> str:
    if name.startswith("UTF-8"):
        return "save it again from its source as UTF-8"
    if name.startswith("letters"):
        return "take the text from its source again"
    return "convert it to Unicode (UniKey Toolkit does) and save it as UTF-8"


def check_letters(text: str, path: Path) -> None:
    """Raise InputError when the letters of a text are those of a legacy encoding: its digits are right, its words are not."""
    if found := likely_encoding(text):
        name, line = found
        raise InputError(path, f"the letters look like {name}, not Unicode: {_mend(name)}", line)


def _line_of(data: bytes, position: int) -> int:
    return len(re.findall(rb"\r\n|\r|\n", data[:position])) + 1


def decode(data: bytes, path: Path) -> str:
    """Text of a file in UTF-8, or in UTF-16 or UTF-32 with its byte order mark. Raises InputError for anything else."""
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", "utf-8"))
    try:
        text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise InputError(path, f"broken {encoding.upper()} ({error.reason} at byte {error.start})") from error
        line, cause = _line_of(data, error.start), f"byte {data[error.start]:#04x} is not UTF-8 ({error.reason})"
        if data.count(0):
            raise InputError(path, f"{cause}: this is a binary file, not text", line) from error
        found = None if mark else likely_encoding(data.decode("latin-1"))
        if found:
            cause = f"{cause}; it looks like {found[0]}: {_mend(found[0])}"
        raise InputError(path, cause, line) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        if data.count(0) * 4 > len(data):
            raise InputError(path, "UTF-16 without a byte order mark: save it as UTF-8", line)
        raise InputError(path, "a NUL character: this is a binary file, not text", line)
    return text
