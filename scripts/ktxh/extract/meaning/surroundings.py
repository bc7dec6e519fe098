"""Look around: the words beside one figure and the figures before it, as the reader of measures asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ktxh.extract.meaning import cues
from ktxh.extract.meaning.figures import Context, Figure
from ktxh.extract.numbers.values import Value
from ktxh.extract.structure.passages import Passage
from ktxh.extract.structure.segments import Segments

_VERBS = re.compile(
    r"\b(?:đạt|được|là|có|bằng|còn|chiếm|với|tăng|giảm|vượt|thực hiện|hoàn thành|ước|tỷ lệ|tỉ lệ|trong đó|gồm|và|đã|trên|tổng số|gấp|"
    r"kết quả|khoảng|thêm|tương đương|cả|hơn|nay|chỉ|đều|cơ bản|giải ngân|mới(?=\s+(?:được|đạt|bằng|chỉ)\b))\b|[^\w\s]",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[,:;(]\s|\s(?:và|còn)\s(?=\S)")


class Surroundings:
    """What stands around one value: the words left and right of it, the figures before it."""

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
        self.following = following
        self.sentence = segments.sentence(value.token.start)
        self.item = segments.item(value.token.start)
        self.previous = before[-1] if before else None
        previous = self.previous.value if self.previous else None
        floor = max(self.item[0], previous.end if previous and previous.end <= value.start else 0)
        # What stands between the number before, or the start of the item, and this one.
        self.left = re.sub(r"\s+", " ", self.text[floor : value.start]).lower()
        self.clause = _CLAUSES.split(self.left)[-1] if previous and floor == previous.end else self.left
        # `đạt hơn 93%`: look left of the qualifier, but keep `ước`, which belongs to the verb.
        self.after = value.series_end or value.end
        stop = following.start if following else len(self.text)
        self.right = self.text[self.after : max(self.after, min(stop, self.item[1]))].lower()

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

    def _words(self, at: int, cue_end: int, ends: re.Pattern[str] = cues.PHRASE_END) -> str:
        """The comparison's words as printed, from behind `so với` to the end of its phrase."""
        text = self.text[at : at + 160]
        stop = ends.search(text, cue_end)
        return cues.SO_LEFT.sub("", text[: stop.start() if stop else len(text)]).strip()

    def _last(self, accept, within: tuple[int, int]) -> Figure | None:
        for figure in reversed(self.before):
            if figure.value.token.start < within[0]:
                return None
            if accept(figure):
                return figure
        return None

    def _sees(self, figure: Figure) -> bool:
        """Whether a figure does not stand in a parenthesis that closed before this one."""
        beside = self.segments.parenthesis(figure.value.token.start)
        return beside is None or beside.open < self.value.token.start < beside.close

    def _base(self) -> Figure | None:
        """The level that a percentage or change speaks of: the last one in its item, else its sentence, that is no plan or whole."""

        def accept(figure: Figure) -> bool:
            return (
                self._sees(figure)
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
        words = self.clause.rsplit(":", 1)[-1]
        if self.previous is not None and self.previous.value.whole_of is not None:
            words = cues.PLAN_OF_PAIR.sub("", words)  # 520 ha/540 ha KH đạt 96,3%
        return " ".join(_VERBS.sub(" ", words).split())

    def _whole_clause(self) -> str:
        """The clause from its own comma or colon on, numbers in it included: `Giảm tai nạn cả 3 tiêu chí từ`."""
        text = self.text[self.item[0] : self.value.start].lower()
        return _CLAUSES.split(text)[-1]

    def _is_rate(self, figure: Figure | None) -> bool:
        return figure is not None and figure.value.unit.is_percent and figure.measure in ("level", "share_pct")
