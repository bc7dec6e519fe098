"""Identify: which report this is, whose, of what time; from its file's name, an option, or its own first lines."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath

from ktxh.extract.document import Document
from ktxh.extract.errors import InputError
from ktxh.extract.meaning.cues import AIM_HEADING, AIM_TITLE, RESULT_TITLE, TERM
from ktxh.extract.numbers.dates import find_dates, find_periods
from ktxh.extract.structure.lines import is_capital, read_lines

_FILE_NAME = re.compile(
    r"(?P<place>[a-z0-9-]+?)-(?P<code>\d{2,5})-(?P<period>(?:19|20)\d\d(?:-(?:[HQMC]\d{1,2}))?)", re.IGNORECASE
)
_REPORT_ID = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_PLACE = re.compile(
    r"(?<![^\W\d_])(?P<unit>[Xx]ã|[Pp]hường|[Tt]hị trấn|[Hh]uyện|[Tt]hị xã|[Qq]uận|[Tt]hành phố|[Tt]ỉnh|XÃ|PHƯỜNG|THỊ TRẤN|HUYỆN|THỊ XÃ|QUẬN|THÀNH PHỐ|TỈNH)\s+"
    r"(?P<name>[A-ZĐÂÊÔƠƯÁÀẢÃẠẤẦẨẪẬẮẰẲẴẶÉÈẾỀỂỄỆÍÌÓÒỐỒỔỖỘỚỜỢÚÙỨỪỬỮỰÝ][^\W\d_]*(?:[^\S\n][A-ZĐÂÊÔƠƯÁÀẢÃẠẤẦẨẪẬẮẰẲẴẶÉÈẾỀỂỄỆÍÌÓÒỐỒỔỖỘỚỜỢÚÙỨỪỬỮỰÝ][^\W\d_]*){0,2})"
)
_LEVELS = {
    "tỉnh": "province", "thành phố": "", "huyện": "district", "quận": "district", "thị xã": "district",
    "xã": "commune", "phường": "commune", "thị trấn": "commune",
}  # fmt: skip
_CODE_LEVELS = {2: "province", 3: "district", 5: "commune"}
_TITLE_HEAD = re.compile(r"\s*BÁO\s+CÁO\s*$", re.IGNORECASE)
_NUMBERING = re.compile(r"\s*(?:Điều\s+)?(?:\d{1,2}|[IVX]{1,5}|[a-zđ])[.)]\s*")
_YEAR = re.compile(r"năm\s+(?:(?:19|20)\d\d\s*[-–]\s*)?((?:19|20)\d\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Identity:
    """What raw_reports says of a report besides its hashes and counts. Empty where the document does not say."""

    report_id: str
    title: str = ""
    place_name_raw: str = ""
    place_code: str = ""
    level: str = ""
    period: str = ""
    issued_on: str = ""

    @property
    def year(self) -> int | None:
        """The year that the report is about."""
        years = re.findall(r"(?:19|20)\d\d", self.period)
        return int(years[-1 if self.period.startswith("SY") else 0]) if years else None


def slug(text: str) -> str:
    """Lower-case ASCII letters, digits and hyphens: `Bắc Sơn` → `bac-son`."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def identify(document: Document, report_id: str | None = None) -> Identity:
    """Identity of a report. `report_id` (an option) wins over the file's name; `<place>-<code>-<period>` is read from either.

    Raises InputError for an option that is no such name: it becomes a part of every identifier.
    """
    if report_id is not None and not _REPORT_ID.fullmatch(report_id):
        raise InputError(document.source_name, f"no report id: {report_id!r}; letters a–z, digits and single hyphens")
    name = report_id or slug(PurePath(document.source_name).stem)
    parts = _FILE_NAME.fullmatch(name)
    title = _title(document)
    code = parts.group("code") if parts else ""
    level = _CODE_LEVELS.get(len(code), "")
    unit, place = _place(document, level)
    period = parts.group("period").upper() if parts else _period(title or document.text[:2000])
    issued = next((d.value for d in find_dates(document.text[:1500]) if d.precision == "day"), "")
    if not _is_header_date(document, issued):
        issued = ""
    return Identity(name or "report", title, place, code, level or _LEVELS.get(unit, ""), period, issued)


def _title(document: Document) -> str:
    lines = read_lines(document)[:40]
    for i, line in enumerate(lines):
        if _TITLE_HEAD.match(line.text) and i + 1 < len(lines):
            return " ".join(lines[i + 1].text.split())
    return ""


def _place(document: Document, level: str) -> tuple[str, str]:
    """Unit word and name that the report names most as its own kind of place."""
    counts: Counter[tuple[str, str]] = Counter()
    for match in _PLACE.finditer(document.text):
        unit = match.group("unit").lower()
        if not level or _LEVELS[unit] in (level, ""):
            name = match.group("name")
            counts[unit, name.title() if name.isupper() else name] += 1
    return counts.most_common(1)[0][0] if counts else ("", "")


def _period(text: str) -> str:
    if term := TERM.search(text[:300]):
        return f"{term.group(1)}/{term.group(2)}"
    told = "\n".join(line for line in text.split("\n") if not _heads_aims(line))
    first = _YEAR.search(told) or _YEAR.search(text)
    year = int(first.group(1)) if first else None
    periods = find_periods(text.split(";")[0], year)
    return periods[0].code if periods else (str(year) if year else "")


def _heads_aims(line: str) -> bool:
    """Whether a line is the heading of aims: its year is the one to come."""
    told = RESULT_TITLE.search(line)  # TÌNH HÌNH QUÝ III, NHIỆM VỤ QUÝ IV
    return (is_capital(line) and bool(AIM_TITLE.search(line)) and not told) or bool(
        AIM_HEADING.match(_NUMBERING.sub("", line))
    )


def _is_header_date(document: Document, issued: str) -> bool:
    """The date of issue stands in the head of the letter: `Bắc Sơn, ngày 06 tháng 12 năm 2024`."""
    head = document.text[:1500]
    return bool(issued) and bool(
        re.search(r"^[^\n.;]{0,60},\s*ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}\s*$", head, re.MULTILINE)
    )
