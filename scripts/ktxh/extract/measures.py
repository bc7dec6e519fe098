"""Understand: what each figure of a passage states (measure, scenario, comparator, base), from the words beside it.

Left to right through a passage. A percentage or change speaks of the last level printed before it in its item or
sentence, unless it brings a noun of its own. What the words do not tell stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ktxh.extract import cues
from ktxh.extract.figures import Context, Figure
from ktxh.extract.passages import Passage
from ktxh.extract.segments import Segments
from ktxh.extract.values import Value

_VERBS = re.compile(
    r"\b(?:đạt|được|là|có|bằng|còn|chiếm|với|tăng|giảm|vượt|thực hiện|hoàn thành|ước|tỷ lệ|tỉ lệ|trong đó|gồm|và|đã|trên|tổng số|gấp|"
    r"kết quả|khoảng|thêm|tương đương|cả|hơn|nay|chỉ|đều|cơ bản|giải ngân)\b|[^\w\s]",
    re.IGNORECASE,
)


def read_figures(passage: Passage, values: list[Value], segments: Segments, context: Context) -> list[Figure]:
    """A Figure for each value, measures and links set; labels, places and periods are read by others."""
    figures: list[Figure] = []
    for i, value in enumerate(values):
        following = values[i + 1] if i + 1 < len(values) else None
        figures.append(_Reader(passage, segments, context, figures, value, following).read())
    return figures


class _Reader:
    """Reads one value with what was read before it."""

    def __init__(
        self,
        passage: Passage,
        segments: Segments,
        context: Context,
        before: list[Figure],
        value: Value,
        following: Value | None,
    ) -> None:
        self.text, self.segments, self.context, self.before, self.value = passage.text, segments, context, before, value
        self.sentence = segments.sentence(value.token.start)
        self.item = segments.item(value.token.start)
        previous = before[-1].value if before else None
        floor = max(self.item[0], previous.end if previous and previous.end <= value.start else 0)
        # What stands between the number before, or the start of the item, and this one.
        self.left = re.sub(r"\s+", " ", self.text[floor : value.start]).lower()
        self.clause = (
            re.split(r"[,:;(]\s|\s(?:và|còn)\s", self.left)[-1] if previous and floor == previous.end else self.left
        )
        # `đạt hơn 93%`: look left of the qualifier, but keep `ước`, which belongs to the verb.
        self.after = value.end
        stop = following.start if following else len(self.text)
        self.right = self.text[self.after : max(self.after, min(stop, self.item[1]))].lower()

    # -- what stands around

    def _comparator(self) -> tuple[str, str]:
        """Kind and words of the comparison printed beside the number: right of it, behind its parenthesis, left of it."""
        for right, at in self._rights():
            for kind, cue in (("plan", cues.PLAN_RIGHT), ("previous", cues.PREVIOUS_RIGHT)):
                if match := cue.match(right):
                    return kind, self._words(at, match.end())
        if match := cues.COMPARED_LEFT.search(self.left):
            kind = "plan" if match.group("plan") else "previous"
            return kind, match.group(kind).strip()
        return "", ""

    def _rights(self) -> Iterator[tuple[str, int]]:
        """What stands right of the number; when that is nothing, what stands behind the parenthesis that closes there."""
        yield self.right, self.after
        around = self.segments.parenthesis(self.value.token.start)
        if around and not self.text[self.after : around.close].strip():
            behind = around.close + 1
            yield self.text[behind : self.segments.item(around.open)[1]].lower(), behind
        opened = re.match(r"\s*\(", self.text[self.after :])
        if opened and (
            p := next((p for p in self.segments.parentheses if p.open == self.after + opened.end() - 1), None)
        ):
            yield self.text[p.close + 1 : self.item[1]].lower(), p.close + 1

    def _words(self, at: int, cue_end: int) -> str:
        """The comparison's words as printed, from behind `so với` to the end of its phrase."""
        text = self.text[at : at + 160]
        stop = cues.PHRASE_END.search(text, cue_end)
        return cues.SO_LEFT.sub("", text[: stop.start() if stop else len(text)]).strip()

    def _last(self, accept, within: tuple[int, int]) -> Figure | None:
        for figure in reversed(self.before):
            if figure.value.token.start < within[0]:
                return None
            if accept(figure):
                return figure
        return None

    def _base(self) -> Figure | None:
        """The level that a percentage or change speaks of: the last one in its item, else its sentence, that is no plan or whole."""

        def accept(figure: Figure) -> bool:
            beside = self.segments.parenthesis(figure.value.token.start)
            visible = beside is None or beside.open < self.value.token.start < beside.close
            return (
                visible
                and figure.is_level
                and figure.scenario not in ("plan", "previous")
                and figure.value.bound != "low"
            )

        around = self.segments.parenthesis(self.value.token.start)
        found = self._last(accept, self.item)
        if found is None and around:
            found = self._last(
                lambda f: accept(f) and f.value.token.start < around.open, self.segments.item(around.open)
            )
        return found or (None if self._own_noun() else self._last(accept, self.sentence))

    def _own_noun(self) -> str:
        """Words before the number that are more than verbs and qualifiers: then it brings a subject of its own."""
        return " ".join(_VERBS.sub(" ", self.clause).split())

    def _whole_clause(self) -> str:
        """The clause from its own comma or colon on, numbers in it included: `Giảm tai nạn cả 3 tiêu chí từ`."""
        text = self.text[self.item[0] : self.value.start].lower()
        return re.split(r"[,:;(]\s|\s(?:và|còn)\s", text)[-1]

    def _is_rate(self, figure: Figure | None) -> bool:
        return figure is not None and figure.value.unit.is_percent and figure.measure in ("level", "share_pct")

    # -- reading

    def read(self) -> Figure:
        figure = Figure(self.value)
        if self.value.whole_of is not None:
            return self._whole(figure)
        unit = self.value.unit
        if unit.is_percent:
            self._percentage(figure)
        elif self._is_change():
            self._change(figure, "change_times" if unit.code == "times" else "change_abs")
        elif unit.code == "times" and cues.TIMES_LEFT.search(self.clause):
            figure.measure, figure.base = "times", self._base()
            figure.comparator_kind, figure.comparator_raw = self._comparator()
            figure.comparator_kind = figure.comparator_kind or "previous"
        self._scenario(figure)
        figure.is_cumulative = figure.is_level and bool(cues.CUMULATIVE.search(self.left))
        return figure

    def _whole(self, figure: Figure) -> Figure:
        """The b of a/b: a plan when plan words follow, a level of its own when both bring nouns, else the whole."""
        a = next(f for f in reversed(self.before) if f.value is self.value.whole_of)
        b = self.value
        text = self.text[self.after : self.segments.item(b.token.start)[1]].lower()
        plan = re.match(
            rf"(?:(?!vượt)[^,;.()\d]){{0,30}}?(?:(?:đạt|bằng|=|hoàn thành)\s*[\d.,]+\s*%\s*%?\s*)?(?:so\s*(?:với)?\s*)?{cues.PLAN_NOUN}",
            text,
        )
        nouns = a.value.has_own_unit and b.has_own_unit and _noun(a.value.unit.raw) != _noun(b.unit.raw)
        figure.scenario = a.scenario
        if nouns:
            return figure
        if plan:
            figure.scenario = "plan"
        else:
            figure.measure = "whole"
        return figure

    def _is_change(self) -> bool:
        if self.value.sign or cues.CHANGE_LEFT.search(self.clause) or cues.GROWTH_IS_LEFT.search(self.left):
            return True
        previous = self.before[-1] if self.before else None
        # Tăng 05 vụ, 03 người chết, … so với cùng kỳ: the verb holds for the whole list
        if previous and previous.measure == "change_abs" and previous.value.token.start >= self.item[0]:
            return bool(re.fullmatch(r"[^;.:()]{0,40},\s*", self.left)) and not cues.PREVIOUS_RIGHT.search(self.left)
        return False

    def _direction(self) -> str:
        if self.value.sign:
            return "up" if self.value.sign == "+" else "down"
        match = (
            cues.CHANGE_LEFT.search(self.clause)
            or cues.GROWTH_IS_LEFT.search(self.left)
            or cues.CHANGE_OF_LEFT.search(self._whole_clause())
        )
        if match:
            return "down" if match.group("verb") in ("giảm", "hụt") else "up"
        previous = self.before[-1] if self.before else None
        return previous.direction if previous else ""

    def _change(self, figure: Figure, measure: str) -> None:
        figure.measure, figure.direction = measure, self._direction()
        kind, words = self._comparator()
        if not kind and (match := cues.COMPARED_LATER.match(self.right)):
            kind = "plan" if match.group("plan") else "previous"
            words = re.sub(r"^.*?\b[Ss]o\s*(?:với\s+)?", "", self._words(self.after, match.end()))
        verb = cues.CHANGE_LEFT.search(self.clause) or cues.CHANGE_OF_LEFT.search(self.clause)
        if not kind and verb and verb.group("verb") == "vượt":
            kind, words = "plan", verb.groupdict().get("what") or ""
        previous = self.before[-1] if self.before else None
        around = self.segments.parenthesis(self.value.token.start)
        if not words and previous and previous.direction and around and previous.value.end <= around.open:
            kind, words = (
                previous.comparator_kind,
                previous.comparator_raw,
            )  # giảm 8 tỷ đồng so với năm 2023 (giảm 0,84%)
        figure.comparator_kind, figure.comparator_raw = kind or "previous", words
        figure.base = self._base_of_change()

    def _base_of_change(self) -> Figure | None:
        """Among the levels of the sentence, the last that counts the same thing; else the last one."""
        unit = self.value.unit
        if not unit.is_percent and unit.raw:
            noun = self.text[unit.end : unit.end + 6].strip()
            same = [
                f for f in self.before
                if f.is_level and f.value.token.start >= self.sentence[0] and f.value.unit.raw == unit.raw
                and noun and self.text[f.value.unit.end : f.value.unit.end + 6].strip() == noun
            ]  # fmt: skip
            if same:
                return same[-1]
            same = [
                f
                for f in self.before
                if f.is_level and f.value.token.start >= self.sentence[0] and f.value.unit.raw == unit.raw
            ]
            if same and self._base() is not None and self._base().value.unit.raw != unit.raw:
                return same[-1]
        return self._base()

    def _percentage(self, figure: Figure) -> None:
        previous = self.before[-1] if self.before and self.before[-1].value.token.start >= self.sentence[0] else None
        kind, words = self._comparator()
        level_before = self._base()
        if (
            self.value.sign
            or cues.CHANGE_LEFT.search(self.clause)
            or (
                (match := cues.CHANGE_OF_LEFT.search(self._whole_clause()))
                and not cues.STATE_LEFT.search(self.clause)
                and not _has_level_verb(match)
            )
        ):
            rate = previous if self._is_rate(previous) else None
            in_points = bool(rate) or cues.RATE_WORDS.search(self.clause) or self.value.unit.code == "percentage_point"
            self._change(figure, "change_pp" if in_points else "change_pct")
            figure.base = rate or figure.base
            return
        if kind == "plan":
            figure.measure, figure.comparator_kind, figure.comparator_raw = "attainment_pct", kind, words
            figure.base = level_before
            whole = previous.value.whole_of if previous else None
            if previous and whole is not None and previous.scenario == "plan":
                figure.comparator = previous
            return
        if kind == "previous" and cues.INDEX_LEFT.search(self.clause):
            figure.measure, figure.comparator_kind, figure.comparator_raw = "index_pct", kind, words
            figure.base = level_before
            return
        noun = self._own_noun()
        pair = previous if previous and previous.value.whole_of is not None and not noun else None
        if pair is not None:
            figure.measure = "attainment_pct" if pair.scenario == "plan" else "share_pct"
            figure.comparator_kind = "plan" if pair.scenario == "plan" else "whole"
            figure.comparator = pair
            figure.base = next(f for f in self.before if f.value is pair.value.whole_of)
            if match := cues.OF_WHOLE_RIGHT.match(self.right):
                figure.comparator_raw = self._words(self.after, match.end())
            return
        if cues.SHARE_LEFT.search(self.clause) or cues.OF_WHOLE_RIGHT.match(self.right):
            figure.measure, figure.comparator_kind, figure.base = "share_pct", "whole", (None if noun else level_before)
            if match := cues.OF_WHOLE_RIGHT.match(self.right):
                figure.comparator_raw = self._words(self.after, match.end())
            return
        if level_before is not None and not level_before.value.unit.is_percent and not noun:
            bare = not cues.INDEX_LEFT.search(self.clause) or cues.RATE_LEFT.search(self.clause)
            figure.measure = "share_pct" if bare else "attainment_pct"
            figure.comparator_kind, figure.base = ("whole" if bare else "plan"), level_before

    def _scenario(self, figure: Figure) -> None:
        """Of a percentage or change, that of its base; of a level, what cues in its sentence and its headings say."""
        if figure.base is not None:
            figure.scenario = figure.base.scenario
            return
        sentence_left = self.text[self.sentence[0] : self.value.start].lower()
        estimate = list(cues.ESTIMATE.finditer(sentence_left)) or list(cues.ESTIMATE_LATER.finditer(sentence_left))
        if figure.is_level and cues.PLAN_LEFT.search(self.left):
            figure.scenario = "plan"
        elif figure.is_level and (cues.PREVIOUS_LEFT.search(self.left) or cues.FROM_LEFT.search(self.left)):
            figure.scenario = "previous"
        elif self.context.looks_ahead:
            figure.scenario = "target"
        elif estimate and ";" not in sentence_left[estimate[-1].end() :]:
            figure.scenario = "estimate"
        elif cues.AIM.search(sentence_left):
            figure.scenario = "target"


def _has_level_verb(match: re.Match[str]) -> bool:
    return bool(re.search(r"\b(?:đạt|bằng|là|chiếm|còn)\b", match.group("what")))


def _noun(unit_raw: str) -> str:
    return re.sub(r"\W|\d|tổng|số", "", unit_raw.lower())
