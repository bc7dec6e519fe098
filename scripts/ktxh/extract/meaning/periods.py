"""Period: which time a figure speaks of, stated in its sentence, inherited from its paragraph or head, or the report's own.

Scopes nest: a footnote takes the time of the sentence that carries its mark, a list that of the line that announced it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ktxh.extract.meaning.figures import Figure
from ktxh.extract.numbers.dates import find_dates, find_periods, period_ends
from ktxh.extract.structure.passages import Passage
from ktxh.extract.structure.segments import Segments

_STAND = re.compile(
    r"(?:tính\s+)?(?:đến|tới)\s+(?:thời\s+điểm\s+)?(?:\d{1,2}h\d{0,2}\s+)?(?:hết\s+)?(?:ngày\s+)?$", re.IGNORECASE
)
_SINCE_DAY = re.compile(r"(?<!\w)từ\s+(?:ngày\s+)?\d{1,2}[/.-]\d[\d/.-]*\s*$", re.IGNORECASE)
_MONTH_REPORTED = re.compile(
    r"(?<!\w)(?<!đến )(?<!từ )tháng\s+(\d{1,2})(?!\s*[/.,–-]?\s*\d|\s+(?:năm|và|đến)(?!\w))", re.IGNORECASE
)
_YEAR_NAMED = re.compile(r"(?:năm|kỳ|ck)\s+((?:19|20)\d\d)(?!\s*[-–]\s*\d)", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"cùng\s+kỳ|(?<!\w)ck(?!\w)|năm\s+(?:học\s+)?(?:trước|ngoái)", re.IGNORECASE)
_DEADLINE = re.compile(r"^[^;.,:]{0,60}?(?:đến|trước)\s+(?:hết\s+)?(?:ngày\s+)?$", re.IGNORECASE)
_ON_THE_DAY = re.compile(r"(?:^|,\s*|sáng,?\s+)ngày\s+$", re.IGNORECASE)
_COMPARED = re.compile(r"so\s*(?:với)?\s*$|cùng\s+kỳ\s*$", re.IGNORECASE)
_RESULT_OF_YEAR = re.compile(r"năm\s+((?:19|20)\d\d),?\s+(?=kết\s+quả\s)", re.IGNORECASE)
# An assessment of a year, whose result the next sentence gives: `Đánh giá, xếp loại … năm 2022 theo … . Kết quả 11 xã …`
_ASSESSED = re.compile(
    r"(?:đánh\s+giá|xếp\s+loại|xếp\s+hạng|công\s+nhận|rà\s+soát|bình\s+xét)(?!\w)[^.;\d]{0,80}năm\s+((?:19|20)\d\d)(?!\s*[-–]\s*\d)",
    re.IGNORECASE,
)
_TO_YEAR_END = re.compile(
    r"(?<!\w)(?:hết|cả|cuối)\s+năm(?!\s+(?:học|20\d\d))|(?<!\w)(?:hết|cả|cuối)\s+năm\s+(?P<year>20\d\d)", re.IGNORECASE
)
_GIVES_RESULT = re.compile(r"\s*Kết\s+quả(?!\w)")
_OF_THE_SAME = re.compile(r"\s*(?:Tổng\s+(?:số|cộng)|Trong\s+đó|Cụ\s+thể)(?!\w)")
_YEAR_AT_MARK = re.compile(r"năm\s+((?:19|20)\d\d)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Stated:
    """A period that the text states: from `start` on, to the end of its sentence at least."""

    code: str
    start: int
    end: int
    sentence: tuple[int, int]
    carries_on: bool  # also over the next sentence


@dataclass
class Scope:
    """The periods of one passage: what it states, and what it inherits."""

    text: str = ""
    inherited: str = ""
    stated: list[Stated] = field(default_factory=list)

    def at(self, offset: int, sentence: tuple[int, int]) -> tuple[str, str]:
        """Period code and its source at an offset; empty when nothing is stated or inherited."""
        here = [item for item in self.stated if item.sentence == sentence and item.end <= offset]
        if here:
            return here[-1].code, "stated"
        carried = bool(_OF_THE_SAME.match(self.text, sentence[0]))
        before = [i for i in self.stated if (i.carries_on or carried) and i.sentence[1] == sentence[0]]
        if before:
            return before[-1].code, "inherited"
        return (self.inherited, "inherited") if self.inherited else ("", "")


def read_scope(
    passage: Passage, segments: Segments, year: int | None, inherited: str, report_period: str = ""
) -> Scope:
    """What a passage states about time. Comparisons (`so với cùng kỳ năm 2023`) state nothing, nor does a span of days."""
    text, scope, last_month = passage.text, Scope(passage.text, inherited), period_ends(report_period)
    for day in find_dates(text):
        value = day.value
        if day.precision == "day_without_year" and last_month and f"{year}{value[1:4]}" <= last_month:
            value = f"{year}{value[1:]}"  # đến 30/9 of the year under report
        elif day.precision != "day":
            continue
        sentence = segments.sentence(day.start)
        before = text[sentence[0] : day.start]
        stand = _STAND.search(before)
        if (stand and not _COMPARED.search(before) and not _SINCE_DAY.search(before[: stand.start()])) or (
            _ON_THE_DAY.search(before) and text[day.end : day.end + 1] == ","
        ):
            scope.stated.append(Stated(f"@{value}", day.start, day.end, sentence, False))
    for match in _MONTH_REPORTED.finditer(text):  # the month that a report of several months ends with
        month = f"{year}-{int(match.group(1)):02d}"
        if report_period != str(year) and month == last_month and not _COMPARED.search(text[: match.start()]):
            sentence = segments.sentence(match.start())
            scope.stated.append(Stated(month.replace("-", "-M"), *match.span(), sentence, False))
    for period in find_periods(text, year):
        sentence = segments.sentence(period.start)
        if not _COMPARED.search(text[sentence[0] : period.start]) and segments.parenthesis(period.start) is None:
            scope.stated.append(Stated(period.code, period.start, period.end, sentence, True))
    for match in re.finditer(rf"(?<!học )năm\s+{year}(?!\s*[-–]\s*\d)", text, re.IGNORECASE):
        inside = any(item.start <= match.start() < item.end for item in scope.stated)
        if inherited and not inside and not _COMPARED.search(text[: match.start()]):
            scope.stated.append(Stated(str(year), *match.span(), segments.sentence(match.start()), False))
    for match in _TO_YEAR_END.finditer(text):  # tính đến 30/11 giải ngân 70%; phấn đấu hết năm trên 95%
        sentence = segments.sentence(match.start())
        since = any(i.code.startswith("@") and i.sentence == sentence and i.end <= match.start() for i in scope.stated)
        own = year is not None and match.group("year") in (None, str(year))
        if since and own and not _COMPARED.search(text[: match.start()]):
            scope.stated.append(Stated(str(year), *match.span(), sentence, False))
    for match in _RESULT_OF_YEAR.finditer(text):
        recent = year is not None and year - 1 <= int(match.group(1)) <= year
        if recent and not _COMPARED.search(text[: match.start()]):
            scope.stated.append(Stated(match.group(1), *match.span(), segments.sentence(match.start()), False))
    for match in _ASSESSED.finditer(text):
        recent = year is not None and year - 1 <= int(match.group(1)) <= year
        result = segments.sentence(segments.sentence(match.start())[1])
        if recent and _GIVES_RESULT.match(text, result[0]):
            scope.stated.append(Stated(match.group(1), result[0], result[0], result, False))
    scope.stated.sort(key=lambda item: item.start)
    return scope


def scope_for_child(scope: Scope, passage: Passage, segments: Segments, at: int) -> str:
    """What a footnote whose mark stands at `at`, or a list announced there, inherits."""
    if year := _YEAR_AT_MARK.search(passage.text, max(0, at - 12), at):
        return year.group(1)
    sentence = segments.sentence(max(0, at - 1))
    code, _ = scope.at(at, sentence)
    own = any(item.sentence == sentence for item in scope.stated)
    return code if own or code == scope.inherited else ""


def assign_periods(
    passage: Passage,
    figures: list[Figure],
    segments: Segments,
    scope: Scope,
    report_period: str,
    target_year: int | None,
) -> None:
    """Set `period`, `period_source` and `as_of`; percentages and changes take over those of their base."""
    days = [day for day in find_dates(passage.text) if day.precision == "day"]
    for i, figure in enumerate(figures):
        if figure.base is not None:
            figure.period, figure.period_source, figure.as_of = (
                figure.base.period,
                figure.base.period_source,
                figure.base.as_of,
            )
            continue
        if figure.period:
            continue  # the head of its column said it
        sentence = segments.sentence(figure.value.token.start)
        code, source = scope.at(figure.value.start, sentence)
        if due := _due(passage, segments, figure, figures[i + 1] if i + 1 < len(figures) else None, days):
            code, source = f"@{due}", "stated"
        if figure.scenario == "target" and source != "stated":
            ahead = _year_ahead(passage.text[sentence[0] : figure.value.start], report_period)
            code, source = (
                (ahead, "stated") if ahead else (str(target_year), "inherited") if target_year else (code, source)
            )
        figure.period, figure.period_source = (
            (code, source) if code else (report_period, "report" if report_period else "")
        )
        if figure.scenario == "previous" and figure.is_level:
            _go_back(passage, segments, figure, figures)
        figure.as_of = figure.period[1:] if figure.period.startswith("@") else ""


def _year_ahead(words: str, report_period: str) -> str:
    """The year behind the report's that the sentence sets an aim for: `Năm 2014, huyện phấn đấu …`."""
    years = [
        year for year in re.findall(r"năm\s+(20\d\d)(?!\s*[-–]\s*\d)", words, re.IGNORECASE) if year > report_period[:4]
    ]
    return years[-1] if years and report_period[:4].isdigit() else ""


def _go_back(passage: Passage, segments: Segments, figure: Figure, figures: list[Figure]) -> None:
    """What was before speaks of the year that its words name, or of the year before: `(năm 2021: 40 tỷ)`, `cùng kỳ 420 con`."""
    before = [f.value.end for f in figures if f.value.end <= figure.value.start]
    around = segments.parenthesis(figure.value.token.start)
    floor = max([segments.item(figure.value.token.start)[0], *before, around.open if around else 0])
    words = passage.text[floor : figure.value.start] + " ".join(
        f.comparator_raw for f in figures if f.comparator is figure
    )
    named = _YEAR_NAMED.search(words)
    years = re.findall(r"(?:19|20)\d\d", figure.period)
    if not years or figure.period.count("/") or not (named or _YEAR_BEFORE.search(words)):
        return
    by = int(years[-1]) - int(named.group(1)) if named else 1
    figure.period = re.sub(r"(?:19|20)\d\d", lambda year: str(int(year.group()) - by), figure.period)
    figure.period_source = "stated" if named else "inherited"


def _due(passage: Passage, segments: Segments, figure: Figure, following: Figure | None, days: list) -> str:
    """The day by which something is to be done, printed behind it: `giải ngân 100% kế hoạch vốn đến hết ngày 30/6/2024`."""
    end = segments.item(figure.value.token.start)[1]
    stop = min(end, following.value.start) if following else end
    for day in days:
        if figure.value.end <= day.start < stop and _DEADLINE.match(passage.text[figure.value.end : day.start]):
            return day.value
    return ""
