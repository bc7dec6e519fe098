"""Link by name: parts, bases and wholes that no cue announces, told by the words that a clause repeats.

What is linked here has a name of its own already: labels stay as they are; one that is unlinked loses its total's words.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ktxh.extract.contract import LABEL_SEPARATOR
from ktxh.extract.linking.levels import at, same_thing
from ktxh.extract.meaning.figures import Figure
from ktxh.extract.numbers.units import counts_things
from ktxh.extract.numbers.values import exceeds
from ktxh.extract.structure.passages import Passage
from ktxh.extract.structure.segments import Segments

_SECTOR = re.compile(r"(?<!\w)(?:ngành|lĩnh\s+vực|khu\s+vực)\s", re.IGNORECASE)
_ELLIPTIC = re.compile(
    r"\W*(?:và\s+)?(?:ngành|lĩnh\s+vực|khu\s+vực|(?:trong|ngoài)\s+(?:ngành|khu|tỉnh|huyện|nước|nhà\s+nước))\s",
    re.IGNORECASE,
)
_RESULT = re.compile(r"\W*kết\s+quả(?!\w)[^.;\d]{0,60}$", re.IGNORECASE)
_ANNOUNCES_PAIRS = re.compile(r"(?:cụ\s+thể|gồm|trong\s+đó)(?:\s+như\s+sau)?\s*:", re.IGNORECASE)
_CHANGES = re.compile(r"\s*(?:tăng|giảm)(?:\s+(?:thêm|hơn|được))?\s*$", re.IGNORECASE)
_STATES = re.compile(r"\s*(?:là|đạt|chiếm|còn|:)?\s*$", re.IGNORECASE)
_SHARE_OF = re.compile(r"t[ỷỉ]\s+lệ\s+(?P<whole>[^,;:.()\d]+?)\s+là\s+[^,;:.()\d]+?\s+(?:chiếm|đạt)\s*$", re.IGNORECASE)
_DONE = re.compile(r"(?<!\w)đã\s+(?:được\s+)?(?P<done>[^,;:.()\d]+?)\s+(?:đạt|được)\s*$", re.IGNORECASE)
_DEMANDED = r"(?:yêu\s+cầu|phải|đề\s+nghị|kiến\s+nghị)\s+(?:[^,;:.()\d]+\s)?"
_ALL = re.compile(r"(?<!\w)(?<!kể )(?<!tính )(?<!gồm )cả\s+$", re.IGNORECASE)
_SINGLED_OUT = re.compile(r"(?:đặc\s+biệt|nhất|tiêu\s+biểu|điển\s+hình)\s+là\s", re.IGNORECASE)
_DECIDED = frozenset(("dossier", "petition"))  # `trường hợp` may stand for one of these


def link_by_name(passage: Passage, figures: list[Figure], segments: Segments) -> None:
    """Set `parent` and `part_list` of parts, `base` of changes and `comparator` of shares; labels are read before."""
    linker = _Linker(passage.text, figures, segments)
    linker.parts_of_one_singled_out()
    linker.rows_of_sectors()
    linker.results()
    linker.pairs_of_the_next_sentence()
    linker.changes_of_named_levels()
    linker.changes_of_their_own_unit()
    linker.shares_of_named_wholes()
    for figure in figures:
        if figure.parent is not None and figure.is_level and figure.scenario == "actual":
            figure.scenario = figure.parent.scenario


class _Linker:
    """Looks through the figures of one passage, one form after the other."""

    def __init__(self, text: str, figures: list[Figure], segments: Segments) -> None:
        self.text, self.figures, self.segments = text, figures, segments
        ends = [0, *(figure.value.end for figure in figures)]
        self._floors = {id(figure): end for figure, end in zip(figures, ends, strict=False)}
        self.levels = [
            f for f in figures if f.is_level and not f.value.unit.is_percent and segments.parenthesis(at(f)) is None
        ]

    def rows_of_sectors(self) -> None:
        """`giá trị sản xuất đạt 90 tỷ đồng; giá trị sản xuất ngành A là 20 tỷ đồng; ngành B là 30 tỷ đồng`: parts, not said to be all."""
        total, row = None, []
        for figure in self.levels:
            if row and self._goes_on(figure, row[-1], total):
                row.append(figure)
                continue
            self._nest(row, total, "sector")
            total = self._total_of_sector(figure)
            row = [figure] if total is not None else []
        self._nest(row, total, "sector")

    def _total_of_sector(self, figure: Figure) -> Figure | None:
        words = self._words(figure)
        if figure.parent is not None or not figure.value.unit.raw or not _SECTOR.search(words):
            return None
        for total in reversed(self._levels_before(figure)):
            of_sector = _SECTOR.search(self._words(total))
            if same_thing(total, figure) and not of_sector and _share_run(self._words(total), words, 2):
                return None if exceeds(figure.value, total.value) else total
        return None

    def _goes_on(self, figure: Figure, last: Figure, total: Figure) -> bool:
        """Whether a level is the next of a row: same counter and sentence, and it leaves the noun out or says it again."""
        alike = figure.value.unit.raw == last.value.unit.raw and figure.parent is None
        if not alike or self._sentence(figure) != self._sentence(last) or exceeds(figure.value, total.value):
            return False
        words = self._words(figure)
        return bool(_ELLIPTIC.match(words)) or _share_run(words, self._words(total), 2)

    def results(self) -> None:
        """`thẩm định 30 hồ sơ; kết quả: 28 trường hợp đạt; 02 trường hợp không đạt`: the cases are those dossiers."""
        total, row = None, []
        for before, figure in pairwise(self.levels):
            start, _ = self.segments.item(at(figure))
            case = figure.value.unit.code == "case" and figure.parent is None
            if case and row and before is row[-1] and self._sentence(before) == self._sentence(figure):
                row.append(figure)
                continue
            self._nest(row, total, "result")
            opens = case and _RESULT.match(self.text[start : figure.value.start])
            beside = self.segments.item(at(before))[1] >= start - 1 or self._sentence(before)[1] == start
            decided = before.value.unit.code in _DECIDED and not exceeds(figure.value, before.value)
            total, row = (before, [figure]) if opens and beside and decided else (None, [])
        self._nest(row, total, "result")

    def pairs_of_the_next_sentence(self) -> None:
        """`Các hội và các xã tổ chức 9 buổi/400 người dự, cụ thể: các hội 4 buổi với 150 người dự. Các xã tổ chức 5 buổi với 250 người dự.`

        What was announced goes on over a sentence that opens with words of the head and has the same pair of counters.
        """
        for a, b in pairwise(self.levels):
            if b.value.whole_of is not a.value or not counts_things(a.value.unit):
                continue
            parts = {id(total): [f for f in self.levels if f.parent is total] for total in (a, b)}
            announced = _ANNOUNCES_PAIRS.search(self.text, b.value.end)
            start, end = self._sentence(a)
            if not announced or announced.end() > end or not (parts[id(a)] and parts[id(b)]):
                continue
            self._drop_unpaired(parts[id(a)], b, parts[id(b)])
            following = [f for f in self.levels if self._sentence(f)[0] == end]
            if len(following) < 2 or not _share_run(
                self.text[start : a.value.start], " ".join(self.text[end : following[0].value.start].split()[:3]), 3
            ):
                continue
            for first, second in pairwise(following):
                if counts_things(first.value.unit) and second.value.unit.raw == b.value.unit.raw:
                    first.parent, first.part_list = a, parts[id(a)][0].part_list
                    second.parent, second.part_list = b, parts[id(b)][0].part_list

    def _drop_unpaired(self, firsts: list[Figure], total: Figure, seconds: list[Figure]) -> None:
        """A pair is broken down by pairs: what has only a beginning of the second counter, and no first, counts something else."""
        paired = {self.segments.item(at(f)) for f in firsts}
        for figure in list(seconds):
            if self.segments.item(at(figure)) not in paired and figure.value.unit.raw != total.value.unit.raw:
                figure.parent, figure.part_list = None, ""
                above = total.label.split(LABEL_SEPARATOR)
                own = [part for part in figure.label.split(LABEL_SEPARATOR) if part not in above]
                figure.label = LABEL_SEPARATOR.join(own) or figure.label
                seconds.remove(figure)

    def changes_of_named_levels(self) -> None:
        """`Tỷ lệ hộ nghèo là 6%. … (trong đó hộ nghèo giảm 2%)`: the change speaks of the rate that has its name."""
        for change in self.figures:
            if change.measure == "change_pct" and change.base and self._is_all(change.base):
                change.base = None  # cả 3 tiêu chí giảm 5%: each of the three does, not their number
        rates = [f for f in self.figures if f.is_level and f.value.unit.is_percent]
        for change in self.figures:
            if change.measure != "change_pp" or change.base is not None or change.parent is None:
                continue
            name = _name(_CHANGES.sub("", self._words(change)))
            named = [f for f in rates if at(f) < at(change) and _name(_STATES.sub("", self._words(f))) == name]
            if name and named:
                change.base, change.scenario = named[-1], named[-1].scenario

    def changes_of_their_own_unit(self) -> None:
        """`trao 90 suất quà, trị giá 40 triệu đồng, tăng 8 suất`: a change in units speaks of the level in that unit."""
        for change in self.figures:
            unit = change.value.unit.code
            if (
                change.measure != "change_abs"
                or not unit
                or change.base is None
                or change.base.value.unit.code in ("", unit)
            ):
                continue
            start, _ = self.segments.item(at(change))
            alike = [f for f in self.levels if start <= at(f) < at(change) and f.value.unit.code == unit]
            if alike:
                change.base, change.scenario = alike[-1], alike[-1].scenario

    def shares_of_named_wholes(self) -> None:
        """`tỷ lệ lao động là nữ chiếm 45%` of the `số lao động` before; `yêu cầu nộp 9 triệu đồng, đã nộp đạt 100%`."""
        for figure in self.figures:
            if figure.measure not in ("level", "share_pct") or not figure.value.unit.is_percent or figure.comparator:
                continue
            before, words = self._levels_before(figure), self._words(figure)
            whole = None
            if figure.base is None and (match := _SHARE_OF.search(words)):
                named = set(_plain(match.group("whole")))
                whole = next((f for f in reversed(before) if len(named) > 2 and named <= set(self._named(f))), None)
            elif match := _DONE.search(words):
                demanded = re.compile(_DEMANDED + re.escape(match.group("done")), re.IGNORECASE)
                whole = next((f for f in reversed(before) if demanded.search(self._words(f))), None)
            if whole is not None:
                figure.measure, figure.comparator_kind, figure.comparator = "share_pct", "whole", whole

    def parts_of_one_singled_out(self) -> None:
        """`8 tiểu dự án, nhất là tiểu dự án 2, gồm 30 mô hình`: what is singled out has these parts, not the number in front of it."""
        for figure in self.levels:
            form, _, cue_at = figure.part_list.partition(":")
            if figure.parent is not None and form == "cue":
                between = self.text[figure.parent.value.end : int(cue_at)]
                if _SINGLED_OUT.search(between) and not re.search(r"[.;]", between):
                    figure.parent, figure.part_list = None, ""

    # -- words

    def _is_all(self, figure: Figure) -> bool:
        words = self.text[max(0, figure.value.start - 10) : figure.value.start]
        return counts_things(figure.value.unit) and bool(_ALL.search(words))

    def _words(self, figure: Figure) -> str:
        """The words in front of a number, since the number before or the start of its item."""
        floor = max(self.segments.item(at(figure))[0], self._floors[id(figure)])
        return self.text[floor : max(floor, figure.value.start)]

    def _named(self, figure: Figure) -> list[str]:
        return _plain(f"{self._words(figure)} {figure.value.unit.raw}")

    def _sentence(self, figure: Figure) -> tuple[int, int]:
        return self.segments.sentence(at(figure))

    def _levels_before(self, figure: Figure) -> list[Figure]:
        """The levels in front of a number in its sentence."""
        start, _ = self._sentence(figure)
        return [f for f in self.levels if start <= at(f) < at(figure)]

    @staticmethod
    def _nest(row: list[Figure], total: Figure | None, form: str) -> None:
        """Two at least make a row."""
        if total is not None and len(row) > 1:
            for part in row:
                part.parent, part.part_list = total, f"{form}:{total.value.ordinal}"


def _plain(words: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", words.lower())


def _name(words: str) -> str:
    """What a rate is of: `Tỷ lệ hộ nghèo`, `trong đó hộ nghèo` → `hộ nghèo`."""
    last = " ".join(_plain(re.split(r"[:,;]\s", words)[-1]))
    return re.sub(r"^(?:trong đó|riêng|và|tỷ lệ|tỉ lệ|\s)+(?=\s|$)", "", last).strip()


def _share_run(a: str, b: str, length: int) -> bool:
    """Whether a run of so many words stands in both."""
    left, right = _plain(a), _plain(b)
    runs = {tuple(left[i : i + length]) for i in range(len(left) - length + 1)}
    return any(tuple(right[i : i + length]) in runs for i in range(len(right) - length + 1))
