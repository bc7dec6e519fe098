"""Place: communes, villages and districts that a report names, and which figure speaks of which.

The report is its own gazetteer: a name that once stands behind `xã`, `thị trấn`, `huyện` … is a place wherever its bare
name comes again in a list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ktxh.extract.meaning.figures import Figure
from ktxh.extract.structure.passages import Passage
from ktxh.extract.structure.segments import Parenthesis, Segments

_UNIT_WORD = r"xã|phường|[Tt]hị trấn|TT\.?|[Tt]hị xã|[Hh]uyện|[Tt]ỉnh|[Tt]hành phố|TP\.?|[Tt]hôn|[Bb]ản|[Ll]àng|[Kk]hối phố|[Kk]hu phố|[Ấấ]p|[Xx]óm|[Tt]ổ dân phố|Xã|Phường"
CAPITAL = r"[A-ZĐÂÊÔƠƯÁÀẢÃẠĂẮẰẲẴẶẤẦẨẪẬÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴ]"
_NAME = rf"{CAPITAL}[^\W\d_]*(?:\s{CAPITAL}[^\W\d_]*){{0,3}}"
_MENTION = re.compile(rf"(?<![^\W\d_])(?P<unit>{_UNIT_WORD})\s+(?P<name>{_NAME})")
_LISTED = re.compile(rf"\s*(?:,|và|;)\s*(?P<name>{_NAME})(?=\s*(?:[,;.):]|và\b|$))")
# A stream, pass or gorge with a capital names the hamlet there, where something is said to be at it.
_AT_FEATURE = re.compile(rf"(?<![^\W\d_])(?:[Tt]ại|[Ởở])\s+(?P<name>(?:Suối|Khe|Đèo|Bến|Ngã\s+ba)\s{_NAME})")
_ON_STREET = re.compile(rf"trên\s+(?:tuyến\s+)?(?:đường|phố)\s+{_NAME},\s+(?=\w)")
_PLURAL = re.compile(r"(?:^|\s)(?:các|những)\s+$", re.IGNORECASE)
_NOT_A_NAME = frozenset(
    ("NTM", "HĐND", "UBND", "MTQG", "ATK", "OCOP", "Ủy", "Hội", "Đảng", "Công", "Hiện", "Trong", "Tổng", "Kết")
)
_JOINED = re.compile(r"\s*(?:,|và|;)?\s*(?:xã|thị trấn)?\s*")
_LEAVES = re.compile(r"[.;]|toàn\s+(?:huyện|xã|tỉnh)", re.IGNORECASE)
_AT = re.compile(r"(?:tại|ở|thuộc|đối\s+với)\s+(?:UBND\s+|các\s+(?:xã|thôn)\s+|Trường\s+[^,;.]{0,30})?", re.IGNORECASE)
_FAR_OBJECT = re.compile(r"(?:đối\s+với|tại|ở|thuộc)\s[^,;:.\d]*$", re.IGNORECASE)
_ANOTHER_CLAUSE = re.compile(r",\s*(?:còn|đến\s+nay|hiện\s+nay|nhưng|tuy\s+nhiên)(?!\w)", re.IGNORECASE)
_HEADS_LIST = re.compile(r"\s*\)?\s*,?\s*(?:cụ\s+thể|gồm(?:\s+có)?|bao\s+gồm|như\s+sau)?\s*:", re.IGNORECASE)
_OUTCOME = re.compile(r"\s*(?:Kết\s+quả|(?:Tổng\s+)?[Ss]ố\s+tiền)(?!\w)")
_VILLAGES = re.compile(
    r"[^,;.:()\d]{0,30}?(?:tại|thuộc|ở)\s+(?:các\s+)?(?P<unit>thôn|khối\s+phố|khu\s+phố|bản|ấp|xóm|tổ\s+dân\s+phố)\s+",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s+\d+(?:\s|,|$)(?!\s*(?:nhà|hộ|ha|con|người))")
# Each place with its number: `xã A 52 nhà, Lùng Cải 37 nhà`, `(Lùng Cải 52, Tả Phời 37)`. Two words make a name there.
_TALLY = re.compile(
    rf"(?<![^\W\d_])(?P<name>{CAPITAL}[^\W\d_]*(?:\s{CAPITAL}[^\W\d_]*){{1,3}})\s+\d(?:[\d.,]*\d)?(?:\s?[^\W\d_]+){{0,3}}(?=\s*(?:[,;.)]|$))"
)
_NEXT_TALLY = re.compile(rf"\s*[,;]\s*(?:và\s+)?(?:(?:{_UNIT_WORD})\s+)?")
_PER_PLACE = re.compile(r"/\s?(?:0?1\s+)?(?:xã|phường|thị\s+trấn|thôn|bản)(?!\w)", re.IGNORECASE)
_PLACE_COUNTERS = frozenset(("commune", "village"))


@dataclass
class Mention:
    """A place named in a passage. `unit_word` is empty when the list's head says it once for all."""

    raw: str
    name: str
    unit_word: str
    start: int
    end: int


def gazetteer(texts: list[str]) -> set[str]:
    """Names that stand behind a unit word somewhere in the report."""
    names = set()
    for text in texts:
        for match in _MENTION.finditer(text):
            names.add(match.group("name"))
    names = {name for name in names if name.split()[0] not in _NOT_A_NAME}
    lists = [[match.group("name") for match in run] for text in texts for run in _tallies(text)]
    for listed in lists:
        if names.intersection(listed):  # one that is a place tells that all are
            names.update(listed)
    return names


def _tallies(text: str) -> list[list[re.Match[str]]]:
    """Lists of two names at least, each with a number behind it."""
    runs: list[list[re.Match[str]]] = []
    for match in _TALLY.finditer(text):
        if runs and _NEXT_TALLY.fullmatch(text, runs[-1][-1].end(), match.start()):
            runs[-1].append(match)
        else:
            runs.append([match])
    return [run for run in runs if len({match.group("name") for match in run}) > 1]


def find_places(text: str, known: set[str], own_name: str) -> list[Mention]:
    """Mentions in order: behind a unit word, as further members of such a list, or by a bare name that is known.

    The bare name of the report's own place (`own_name`) is no mention: every figure is of that place unless it says otherwise.
    """
    mentions: dict[int, Mention] = {}
    for match in _MENTION.finditer(text):
        if match.group("name").split()[0] in _NOT_A_NAME:
            continue
        # `các xã A, B`: the word is the list's, the name alone the first member
        start = (
            match.start("name") if _PLURAL.search(text[max(0, match.start() - 8) : match.start()]) else match.start()
        )
        mentions[match.start("name")] = Mention(
            text[start : match.end()], match.group("name"), match.group("unit"), start, match.end()
        )
        at = match.end()
        while listed := _LISTED.match(text, at):
            if listed.group("name").split()[0] in _NOT_A_NAME:
                break
            mentions.setdefault(
                listed.start("name"), Mention(listed.group("name"), listed.group("name"), "", *listed.span("name"))
            )
            at = listed.end()
    for match in _AT_FEATURE.finditer(text):
        name = match.group("name")
        mentions.setdefault(match.start("name"), Mention(name, name, "", *match.span("name")))
    for run in _tallies(text):
        if known.intersection(match.group("name") for match in run):  # here the own name is one of several, too
            for match in run:
                if not any(m.start <= match.start() < m.end for m in mentions.values()):
                    mentions[match.start()] = Mention(match.group("name"), match.group("name"), "", *match.span("name"))
    known = known - {own_name}
    if known:
        names = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True) if " " in name)
        if names:
            for match in re.finditer(rf"(?<![^\W\d_])(?:{names})(?![^\W\d_])", text):
                if not any(m.start <= match.start() < m.end for m in mentions.values()):
                    mentions[match.start()] = Mention(match.group(), match.group(), "", *match.span())
    return sorted(mentions.values(), key=lambda mention: mention.start)


def assign_places(passage: Passage, figures: list[Figure], segments: Segments, mentions: list[Mention]) -> None:
    """Give each level the places that its clause names, and hand them on to what is said of the same subject."""
    tallied = {match.end("name") for run in _tallies(passage.text) for match in run}
    communal = [m for m in mentions if _is_communal(m)]
    reader = _Assigner(
        passage, segments, [m for m in communal if m.end in tallied or not _NUMBERED.match(passage.text, m.end)]
    )
    for i, figure in enumerate(figures):
        if figure.is_level or figure.measure == "whole":
            figure.places = reader.places_of(figure, figures[:i], figures[i + 1] if i + 1 < len(figures) else None)


class _Assigner:
    """Finds the places of one level: named in front of it, in a parenthesis or phrase behind it, or carried over in its item."""

    def __init__(self, passage: Passage, segments: Segments, mentions: list[Mention]) -> None:
        self.text, self.segments, self.mentions = passage.text, segments, mentions

    def places_of(self, figure: Figure, before: list[Figure], following: Figure | None) -> tuple[str, ...]:
        value, counts_places = figure.value, figure.value.unit.code in _PLACE_COUNTERS
        if value.whole_of is not None and value.unit.raw == value.whole_of.unit.raw:
            return next(f.places for f in before if f.value is value.whole_of)
        if _PER_PLACE.search(value.unit.raw):
            return ()  # an average over communes is of none of them
        previous = before[-1].value if before else None
        start, end = self.segments.item(value.token.start)
        floor = max(start, previous.end if previous and previous.end <= value.start else 0)
        named = [m for m in self.mentions if floor <= m.start and m.end <= value.start]
        between = self.text[named[-1].end : value.start] if named else ""
        if named and previous and floor == previous.end and not between.strip(" ,;"):
            beside = not between.strip() and re.search(r"[,;]", self.text[floor : named[0].start])  # 52 nhà, A 37 nhà
            named = named if beside else []  # `… cột Tân Lập, 01 cột …`: the name belongs to the number before
        if counts_places and not self.text[floor : value.start].rstrip().endswith(":"):
            return ()
        if named and not _LEAVES.search(self.text[named[-1].end : value.start]):
            return tuple(m.raw for m in [*_together(self.text, named), *self._parts_behind(value.end, end)])
        stop = min(end, following.value.start) if following else end
        if not counts_places and (behind := self._behind(value.end, stop)):
            return behind
        carried = before[-1] if before and before[-1].value.token.start >= start else None
        subject = carried is not None and carried.is_level and carried.places and value.sign == ""
        if subject and not named and self._is_subject(carried, start) and not counts_places:
            return carried.places
        return () if counts_places or named else self._of_sentence(value.start, stop, before)

    def _of_sentence(self, at: int, stop: int, before: list[Figure]) -> tuple[str, ...]:
        """Places that hold for more than an item: the object at the clause's end, the head of a list, the case whose outcome this is."""
        start, end = self.segments.sentence(at)
        named = [m for m in self.mentions if at < m.start < stop]
        between = self.text[at : named[0].start] if named else ""
        far = named if _FAR_OBJECT.search(between) and not _ANOTHER_CLAUSE.search(between) else []
        if far and stop == end and not self.text[far[-1].end : stop].strip(" .;)"):
            return tuple(m.raw for m in far)
        head = [m for m in self.mentions if start <= m.start and m.end <= at]
        heads = [m for m in head if _HEADS_LIST.match(self.text, m.end)]
        if heads and heads[-1] is head[-1]:
            return tuple(m.raw for m in _together(self.text, head))
        if before and _OUTCOME.match(self.text, start):
            last = before[-1]
            if last.is_level and self._tells_outcome(last, start):
                return last.places
        return ()

    def _tells_outcome(self, case: Figure, start: int) -> bool:
        """Whether the sentence at `start` follows that of a case, with nothing but its outcome in between."""
        end = self.segments.sentence(case.value.start)[1]
        while end < start and _OUTCOME.match(self.text, end):
            end = self.segments.sentence(end)[1]
        return case.value.start >= start or end == start

    def _behind(self, at: int, stop: int) -> tuple[str, ...]:
        """Places in a parenthesis, or behind `tại`, `ở`, `thuộc`, `đối với`, right of a number and before the next one."""
        opened = re.match(r"[^,;.(]{0,80}\(", self.text[at:stop])
        if opened:
            p = next((p for p in self.segments.parentheses if p.open == at + opened.end() - 1), None)
            inside = [m for m in self.mentions if p and p.open < m.start and m.end <= p.close]
            if inside and p.close <= stop and self._tells_where(inside, p):
                return tuple(dict.fromkeys(m.raw for m in inside))
        beside = next((m for m in self.mentions if m.start >= at and not self.text[at : m.start].strip()), None)
        if beside:
            return (beside.raw,)
        comma = re.search(r",\s", self.text[at:stop])
        at_place = _AT.search(self.text, at, at + comma.start() if comma else stop)
        at_place = at_place or _ON_STREET.search(self.text, at, stop)
        inside = [m for m in self.mentions if at_place and at_place.end() <= m.start < stop]
        if inside and inside[0].start - at_place.end() <= 40:
            return tuple(m.raw for m in _run(self.text, inside))
        return ()

    def _tells_where(self, inside: list[Mention], around: Parenthesis) -> bool:
        """Whether a parenthesis is a list of places, or of things each with its place: `(trường A xã X; trường B xã Y)`."""
        if sum(m.end - m.start for m in inside) >= 0.5 * (around.close - around.open - 1):
            return True
        items = re.split(r"[;,]", self.text[around.open + 1 : around.close])
        return len(items) > 1 and all(any(m.raw in item for m in inside) for item in items)

    def _parts_behind(self, at: int, end: int) -> list[Mention]:
        """Villages of the place in front, behind the number: `Xã Long Đống có 160 hộ thuộc thôn An Ninh`."""
        match = _VILLAGES.match(self.text, at, end)
        inside = [m for m in self.mentions if match and match.end() <= m.end and match.start("unit") <= m.start < end]
        if not inside or inside[0].start > match.end():
            return []
        return _run(self.text, inside)

    def _is_subject(self, carried: Figure, start: int) -> bool:
        """Whether the places carried over head the item (`xã A sạt lở 9 điểm, khối lượng 942 m³`), not a list's member."""
        return self.text[start:].lstrip(" ,-+(").startswith(carried.places[0]) or any(
            m.raw == carried.places[0] and start <= m.start < carried.value.start for m in self.mentions
        )


def _is_communal(mention: Mention) -> bool:
    return mention.unit_word.lower().rstrip(".") not in ("tỉnh", "huyện", "thành phố", "tp", "thị xã")


def _run(text: str, mentions: list[Mention]) -> list[Mention]:
    """The first mention and those joined to it by commas or `và`."""
    group = mentions[:1]
    for mention in mentions[1:]:
        if not _JOINED.fullmatch(text[group[-1].end : mention.start]):
            break
        group.append(mention)
    return group


def _together(text: str, mentions: list[Mention]) -> list[Mention]:
    """The last mention and those joined to it by commas or `và`."""
    group = [mentions[-1]]
    for mention in reversed(mentions[:-1]):
        if not _JOINED.fullmatch(text[mention.end : group[0].start]):
            break
        group.insert(0, mention)
    return group


def assign_inherited(figures: list[Figure]) -> None:
    """Percentages, shares and changes speak of the place of their base."""
    for figure in figures:
        if figure.base is not None and not figure.places:
            figure.places = figure.base.places
