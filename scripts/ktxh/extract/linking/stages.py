"""Stage: the stages of a case, as every office reports them: received → resolved (in time, late) → still open."""

from __future__ import annotations

import re

from ktxh.extract.linking.levels import at, same_thing
from ktxh.extract.meaning.figures import Figure
from ktxh.extract.structure.segments import Segments

_RECEIVED = re.compile(r"tiếp\s+nhận|xảy\s+ra|thụ\s+lý|phát\s+sinh|phải\s+giải\s+quyết", re.IGNORECASE)
_RESOLVED = re.compile(
    r"(?:đã\s+|được\s+)?giải\s+quyết(?:\s+xong)?\b|làm\s+rõ|điều\s+tra|trả\s+kết\s+quả|hoàn\s+thành", re.IGNORECASE
)
_TIMELY = re.compile(r"(?:trước|đúng|sớm|quá|chậm|trễ)\s+(?:và\s+đúng\s+)?hạn", re.IGNORECASE)
_OPEN = re.compile(
    r"đang\s+(?:giải\s+quyết|xem\s+xét|xử\s+lý|thẩm\s+định)|chưa\s+giải\s+quyết|còn\s+(?:lại|tồn)(?!\w)", re.IGNORECASE
)


class StageNester:
    """Looks for the stage that a level is a part of; `figures` are those of the passage, `levels` the levels among them."""

    text: str
    segments: Segments
    figures: list[Figure]
    levels: list[Figure]

    def _stage(self, before: list[Figure], figure: Figure) -> tuple[Figure, str] | None:
        """Received → resolved → in time or late; still open: each stage is a part of the one before."""
        stage = self._stage_of(figure)
        alike = [f for f in before if same_thing(f, figure) and self.segments.parenthesis(at(f)) is None]
        wanted = {"timely": "resolved", "resolved": "received", "open": "received"}.get(stage or "")
        if wanted is None:
            return None
        start, _ = self.segments.sentence(at(figure))
        for total in reversed(alike):
            if stage == "open" and total.value.whole is not None and self._stage_of(total) == "resolved":
                whole = next(f for f in self.figures if f.value is total.value.whole)
                return whole, f"stage:{whole.value.ordinal}"  # Đã giải quyết 85/94 … Đang giải quyết 09
            if self._stage_of(total) == wanted and (at(total) >= start or stage == "open"):
                lists = [f.part_list for f in before if f.parent is total]
                return total, lists[-1] if lists else f"stage:{total.value.ordinal}"
        return None

    def _stage_of(self, figure: Figure) -> str | None:
        """By the verbs in front of the number, since the number before."""
        earlier = [f.value.end for f in self.levels if f.value.end <= figure.value.start]
        words = self.text[max([self.segments.item(at(figure))[0], *earlier]) : figure.value.start]
        for stage, verbs in (("timely", _TIMELY), ("open", _OPEN), ("received", _RECEIVED), ("resolved", _RESOLVED)):
            if verbs.search(words):
                return stage
        return None
