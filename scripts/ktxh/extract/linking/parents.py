"""Nest: which printed total a level is a part of, where the text says so by its form.

Each part also gets the key of the list it stands in (`Figure.part_list`), so that two breakdowns of one total stay apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from ktxh.extract.linking.levels import at, is_complete, same_thing
from ktxh.extract.linking.stages import StageNester
from ktxh.extract.meaning.figures import Figure
from ktxh.extract.numbers.units import counts_places, counts_things, spelt
from ktxh.extract.numbers.values import exceeds
from ktxh.extract.structure.passages import Passage
from ktxh.extract.structure.segments import Segments

_CUE = re.compile(
    r"trong\s+đó|tr\.\s?đó|(?:bao\s+)?gồm|chia\s+ra|(?:chia|phân)\s+theo(?=[^.;:()\d]{0,50}:)|cụ\s+thể|riêng|trong\s+số\s+(?:này|đó|ấy)|(?:tập\s+trung\s+(?:chủ\s+yếu\s+)?|chủ\s+yếu\s+)(?:ở|tại|là)(?!\w)",
    re.IGNORECASE,
)
_AMONG = re.compile(r"(?:trong|xét)(?:\s+tổng)?(?:\s+số)?\s*$", re.IGNORECASE)
_OF_THESE = re.compile(r"[^.,;:()\d]{0,40}\sthì(?=\s)")  # 11 nhóm hàng chính thì 7 nhóm tăng
_LONGEST_AMONG = 60  # characters; looked for in front of every number for every later one
_ANOTHER_TOTAL = re.compile(r"^\W*tổng(?!\s+trị\s+giá|\s+kinh\s+phí)", re.IGNORECASE)
_RESULT = re.compile(r"\W*kết\s+quả[^.;\d]{0,60}$", re.IGNORECASE)
_DENIED = re.compile(
    r"[^,;.:()\d]*?\b(?:không|chưa)\s+(?:được\s+)?(?P<deed>[^,;.:()\d]+?)\s*(?=[,;.)]|$)", re.IGNORECASE
)
_OPENS = re.compile(r"[^,;:.()\d]{0,40}:")
_PLACE_NAME = re.compile(r"[\s,;)]*(?:và\s+)?(?:(?:xã|thị trấn|phường|thôn|bản|ấp)\s+)?[A-ZĐÂÊÔƠƯ][^\d.;:()]*")
_AVERAGE = re.compile(r"bình\s+quân\s+(?:mỗi|một|hàng|hằng|1)\s+(?:năm|tháng)\s*$", re.IGNORECASE)
_NAME_AND_NUMBER = re.compile(
    r"\W*(?!(?:diện\s+tích|sản\s+lượng|năng\s+suất|còn|tăng|giảm|đạt|trong|đã|được|đang|hiện|bị)\s)[^\W\d_]+(?:\s[^\W\d_]+){0,3}\s*:?\s*",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"((?:chưa|không)\s+)?([^\W\d_]+)\W*$", re.IGNORECASE)


def find_parents(
    passage: Passage, figures: list[Figure], segments: Segments, announced: list[Figure], announces_all: bool
) -> None:
    """Set `parent` and `part_list` of levels.

    `announced` are the levels of the line that the passage hangs under (a bullet under `61.460 triệu đồng, gồm:`, a
    footnote's list): the first level of each unit in a bullet is part of the last of its unit there, every level when
    `announces_all` (a footnote that is nothing but a list).
    """
    _Nester(passage, segments, figures).nest(announced, announces_all)


class _Nester(StageNester):
    """Looks for the total of each level of one passage, by one form after the other."""

    def __init__(self, passage: Passage, segments: Segments, figures: list[Figure]) -> None:
        self.text, self.segments, self.figures = passage.text, segments, figures
        self.levels = [figure for figure in figures if figure.is_level and figure.value.bound != "low"]

    def nest(self, announced: list[Figure], announces_all: bool) -> None:
        self._nest_changes()
        for i, figure in enumerate(self.levels):
            if figure.scenario == "plan" and figure.value.whole_of is not None:
                continue
            before = self.levels[:i]
            found = self._within(before, figure)
            if found is None and not figure.value.unit.is_percent and self.segments.parenthesis(at(figure)) is None:
                matching = _of_now([t for t in announced if same_thing(t, figure) and t.value.unit.raw])
                if matching and (announces_all or not figure.value.unit.raw or self._opens_a_part(before, figure)):
                    kind = "whole" if _is_of_all(figure, matching[-1]) else "announced"
                    found = matching[-1], f"{kind}:{matching[-1].value.ordinal}"
            if found is None or found[0] is figure:
                continue
            aside = found[1].startswith("parenthesis") and found[0].scenario != figure.scenario
            if aside and figure.scenario in ("plan", "previous"):  # 312 ha (năm trước 318)
                if not figure.value.unit.raw:
                    figure.value.unit = replace(found[0].value.unit, end=figure.value.end)
                continue
            figure.parent, figure.part_list = found

    def _opens_a_part(self, before: list[Figure], figure: Figure) -> bool:
        """The first level of its unit in a bullet, and behind one that is a part an item that is a name and a number.

        `+ Lúa 612 ha; ngô 310 ha; sắn 205 ha, trồng mới 12 ha`: three parts.
        """
        first = next((f for f in before if same_thing(f, figure)), None)
        if first is None:
            return True
        start, _ = self.segments.item(at(figure))
        if not first.part_list.startswith("announced") or start <= at(first):
            return False
        return bool(_NAME_AND_NUMBER.fullmatch(self.text, start, figure.value.start))

    def _nest_changes(self) -> None:
        """Changes of parts in the parenthesis behind the change of the whole: `giảm 3,78% (trong đó hộ nghèo giảm 2,31% …)`."""
        changes = [figure for figure in self.figures if figure.measure in ("change_pp", "change_abs")]
        for i, figure in enumerate(changes):
            around = self.segments.parenthesis(at(figure))
            if around is None or not _CUE.match(self.text[around.open + 1 :].lstrip(" *")):
                continue
            start, _ = self.segments.item(around.open)
            totals = [f for f in changes[:i] if start <= at(f) < around.open and f.measure == figure.measure]
            if totals:
                figure.parent, figure.part_list = totals[-1], f"parenthesis:{around.open}"
                figure.base = None if figure.base is totals[-1] else figure.base

    def _within(self, before: list[Figure], figure: Figure) -> tuple[Figure, str] | None:
        around = self.segments.parenthesis(at(figure))
        if spread := self._over_places(before, figure):
            return spread
        if around is not None:
            return self._behind_cue(before, figure) or self._in_front_of(before, around.open, figure)
        if figure.value.unit.is_percent:
            return None
        return (
            self._behind_cue(before, figure)
            or self._behind_colon(before, figure)
            or self._among(before, figure)
            or self._of_known_whole(before, figure)
            or self._stage(before, figure)
            or self._result_of(before, figure)
        )

    def _in_front_of(self, before: list[Figure], open_at: int, figure: Figure) -> tuple[Figure, str] | None:
        """The last level of the same unit in front of a parenthesis, inside the item that the parenthesis belongs to."""
        start, _ = self.segments.item(open_at)
        level = self.segments.parenthesis(open_at)
        outside = [f for f in before if start <= at(f) < open_at and self.segments.parenthesis(at(f)) == level]
        if figure.value.unit.raw:
            unknown = not figure.value.unit.code
            outside = [f for f in outside if same_thing(f, figure) or (unknown and not f.value.unit.code)]
        if figure.scenario != "plan":
            outside = _of_now(outside)  # 41.286 ha/44.500 ha KH, đạt 92,8% (ĐX 14.205; …): of what was sown
        if not outside or self._is_left_out(outside[-1], figure):
            return None
        if figure.value.whole is not None and exceeds(figure.value, outside[-1].value):
            return None  # đạt thêm 04 tiêu chí (19/19)
        return outside[-1], f"parenthesis:{open_at}"

    def _is_left_out(self, total: Figure, figure: Figure) -> bool:
        """`Số hộ được rà soát 300 (12 hộ không rà soát)`: what was not done with these was done with all of the total."""
        denied = _DENIED.match(self.text, figure.value.end)
        start = max(
            [
                self.segments.item(at(total))[0],
                *(f.value.end for f in self.figures if f.value.end <= total.value.start),
            ]
        )
        words = self.text[start : total.value.start].lower()
        deed = re.escape(denied.group("deed").lower()) if denied else ""
        return bool(deed) and bool(re.search(rf"(?:(?:được|đã)\s+|(?=có\s)){deed}(?!\w)", words))

    def _behind_cue(self, before: list[Figure], figure: Figure) -> tuple[Figure, str] | None:
        """The level in front of the nearest `trong đó` of this sentence; for one that starts it, the total of the sentence before."""
        start, _ = self.segments.sentence(at(figure))
        around = self.segments.parenthesis(at(figure))
        start = max(start, around.open + 1) if around else start
        label = self.text[max(start, before[-1].value.end if before else 0) : figure.value.start].strip(" :;")
        if _ANOTHER_TOTAL.match(re.split(r"[:;]\s*", label)[-1] if label else ""):
            return None
        cues = [
            m
            for m in _CUE.finditer(self.text, start, figure.value.start)
            if self.segments.parenthesis(m.start()) == around
        ]
        for cue in reversed(cues):
            totals = [f for f in before if f.value.end <= cue.start() and self.segments.parenthesis(at(f)) == around]
            here = totals[bisect_left(totals, start, key=at) :]
            within = _of_now([f for f in here if same_thing(f, figure)])
            if within:
                total = _best_named(within, figure, self.text)
                if exceeds(figure.value, total.value):  # 58/185 triệu đồng; trong đó vốn đầu tư 111: of the plan
                    total = next(
                        (t for t in reversed(here) if same_thing(t, figure) and not exceeds(figure.value, t.value)),
                        total,
                    )
                restated = _is_of_all(figure, total)
                named = f"whole:{total.value.ordinal}" if restated else f"cue:{cue.start()}"
                parts = [f for f in before if f.part_list == named]
                return None if is_complete(total, parts) or self._is_over(cue.end(), figure) else (total, named)
            if around is None and not self.text[start : cue.start()].strip(" -+*"):
                earlier = _of_now([f for f in totals if same_thing(f, figure)])[-1:]
                return ((earlier[0].parent or earlier[0]), f"cue:{cue.start()}") if earlier else None
        return None

    def _is_over(self, opened: int, figure: Figure) -> bool:
        """`trong đó phòng hộ 231 ha, sản xuất 111 ha; giao khoán 274 ha`: a semicolon ends a list whose members stand apart by commas."""
        ends = self.segments.outside(opened, figure.value.start).find(";")
        members = [f for f in self.levels if ends >= 0 and opened <= f.value.start < opened + ends]
        members = [f for f in members if f.value.whole is None and f.value.whole_of is None]
        units = [
            spelt(f.value.unit.raw)
            for f in members
            if self.segments.parenthesis(at(f)) == self.segments.parenthesis(at(figure))
        ]
        return len(units) > 1 and len(set(units)) == 1

    def _behind_colon(self, before: list[Figure], figure: Figure) -> tuple[Figure, str] | None:
        """`45 đơn: khiếu nại 12 đơn, tố cáo 5 đơn`: what stands right in front of a colon is broken down behind it."""
        start, _ = self.segments.sentence(at(figure))
        for last in reversed([f for f in self.figures if start <= at(f) < at(figure)]):
            opened = _OPENS.match(self.text, last.value.end)
            if not opened or opened.end() > figure.value.start:
                continue
            total = last if last.is_level and not last.value.unit.is_percent else last.base
            if self._stage_of(figure) == "open" and counts_things(figure.value.unit):
                return None  # … giải quyết xong 44/49 đơn, đạt 89,8%: hòa giải 30 đơn, …; đang giải quyết 05 đơn
            if total is not None and self._is_average(total):  # 2.945 tỷ đồng, bình quân mỗi năm 589 tỷ: …
                total = next(
                    (f for f in reversed(before) if f.value.end <= total.value.start and same_thing(f, total)), None
                )
            if (
                total is not None
                and total in before
                and at(total) >= start
                and same_thing(total, figure)
                and total.value.unit.raw
            ):
                return total, f"cue:{opened.end()}"
        return None

    def _over_places(self, before: list[Figure], figure: Figure) -> tuple[Figure, str] | None:
        """`11,6 km tại 03 xã: A 6,2 km, B (5,4 km)`: the number in front of the places that it is spread over, named one by one."""
        start, _ = self.segments.sentence(at(figure))
        behind = [f for f in self.figures if start <= at(f) < at(figure)]
        places = next((f for f in reversed(behind) if counts_places(f.value.unit)), None)
        opened = _OPENS.match(self.text, places.value.end) if places else None
        if not opened or opened.end() > figure.value.start:
            return None
        around = self.segments.parenthesis(at(figure))
        stop = around.open if around and around.open > opened.end() else figure.value.start
        named = _PLACE_NAME.fullmatch(self.text, max(opened.end(), behind[-1].value.end), stop)
        totals = [f for f in before if start <= at(f) < at(places) and f.value.unit.raw and same_thing(f, figure)]
        return (totals[-1], f"cue:{opened.end()}") if named and totals else None

    def _is_average(self, figure: Figure) -> bool:
        return bool(_AVERAGE.search(self.text, max(0, figure.value.start - 40), figure.value.start))

    def _among(self, before: list[Figure], figure: Figure) -> tuple[Figure, str] | None:
        """`Trong 18 chỉ tiêu có 11 …; 07 …`: the number behind `trong` is the total of those that follow."""
        start, _ = self.segments.sentence(at(figure))
        for total in before[bisect_left(before, start, key=at) :]:
            near = max(start, total.value.start - _LONGEST_AMONG)
            among = _AMONG.search(self.text, near, total.value.start) or _OF_THESE.match(self.text, total.value.end)
            if among and among.end() <= figure.value.start and same_thing(total, figure):
                return total, f"among:{total.value.ordinal}"
        return None

    def _of_known_whole(self, before: list[Figure], figure: Figure) -> tuple[Figure, str] | None:
        """Of a/b whose b was printed before as a number of its own, that number: `08 điểm …, đến nay 7/8 điểm`."""
        whole = next((f for f in self.figures if f.value is figure.value.whole), None)
        of_its_own = whole is not None and whole.is_level and whole.scenario != "plan"  # 15 suất/15 đơn vị
        if whole is None or of_its_own or not whole.value.reading.amount:
            return None
        for total in reversed(before):
            if (
                total.scenario != "plan"  # biên chế giao 84, có mặt 76/84 người
                and total.value.reading.amount == whole.value.reading.amount
                and same_thing(total, figure)
                and total.value.unit.raw
                and total.value.whole_of is None
            ):
                return total, f"whole:{total.value.ordinal}"
        return None

    def _result_of(self, before: list[Figure], figure: Figure) -> tuple[Figure, str] | None:
        """`Kiểm tra 42 trường hợp … . Kết quả: xử phạt 31 trường hợp …`: the same things, of those in the sentence before."""
        start, _ = self.segments.sentence(at(figure))
        if not before or figure.value.whole is not None or not _RESULT.match(self.text[start : figure.value.start]):
            return None
        total = before[-1]
        same_words = self._behind(total) == self._behind(figure) != ""
        return (total, f"result:{total.value.ordinal}") if same_words and same_thing(total, figure) else None

    def _behind(self, figure: Figure) -> str:
        return " ".join(self.text[figure.value.unit.end :].split()[:2]).lower()


def _is_of_all(figure: Figure, total: Figure) -> bool:
    """Whether the b of its a/b is the total printed again: `31 vụ …; đã xử lý 28/31 vụ` is no member of a list of the 31."""
    whole = figure.value.whole
    units = ("", spelt(total.value.unit.raw), spelt(figure.value.unit.raw))
    return whole is not None and whole.reading.amount == total.value.reading.amount and spelt(whole.unit.raw) in units


def _of_now(totals: list[Figure]) -> list[Figure]:
    """Totals without the b of a pair and the values of earlier periods, where others are left."""
    now = [f for f in totals if f.scenario != "previous" and (f.scenario != "plan" or f.value.whole_of is None)]
    return now or totals


def _best_named(totals: list[Figure], figure: Figure, text: str) -> Figure:
    """Among several totals, the one named like the part (`trẻ đạt` for `Trẻ nhà trẻ đạt`), else the last."""
    own = _tail(text, figure) if len(totals) > 1 else ""
    alike = (total for total in reversed(totals) if own and _tail(text, total) == own)
    return next(alike, totals[-1])


def _tail(text: str, figure: Figure) -> str:
    """The result word in front of a number: `chưa đạt`, `đạt`, `tốt` …"""
    match = _LAST_WORD.search(text[max(0, figure.value.start - 40) : figure.value.start])
    return " ".join((match.group(1) or "", match.group(2))).strip().lower() if match else ""
