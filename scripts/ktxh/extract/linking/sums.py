"""Add: totals with the parts that the text gives them, and whether those are all.

`gồm`, `chia ra`, a colon or a parenthesis right behind the total open a list of all its parts: a `sum`. `trong đó`, `cụ thể`, `riêng` and
`trong 18 … có 11` name some: such a list is a sum where its own words take in the rest (đạt / chưa đạt; … / còn lại) or where it closes as
printed. Else each member is a `subset` by itself if together they would be more than the total (members may overlap), or all are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from ktxh.extract.contract import LABEL_SEPARATOR
from ktxh.extract.linking.levels import excess, same_thing
from ktxh.extract.linking.shares import shares_by_base, shares_of
from ktxh.extract.linking.terms import Relation, relate
from ktxh.extract.meaning.figures import Figure
from ktxh.extract.structure.passages import Passage
from ktxh.extract.structure.segments import Segments

_OPENER = re.compile(
    r"(?P<all>(?:bao\s+)?gồm|chia\s+(?:ra|thành)|(?:chia|phân)\s+theo)|trong\s+đó|tr\.\s?đó|trong\s+số|cụ\s+thể|riêng|tập\s+trung|chủ\s+yếu",
    re.IGNORECASE,
)
_SOME = re.compile(r"trong\s+đó\s+(?:có|riêng)|riêng\b|\.\.\.|…|v\.v|một\s+số", re.IGNORECASE)
_GOES_ON = re.compile(r"[^.)]{0,30}?(?:…|\.\.\.|v\.v)|[^.)\d]{0,30}?còn\s+lại(?![^.;)]*\d)", re.IGNORECASE)
_ALONE = re.compile(r"riêng\b", re.IGNORECASE)
_REST = re.compile(r"còn\s+lại|khác(?!\w)", re.IGNORECASE)
_NOT = re.compile(r"(?:chưa|không)\s+(?:được\s+|có\s+)?(?P<deed>\w+)", re.IGNORECASE)
_ALIKE = (frozenset(("m", "km", "cm")), frozenset(("ha", "m2", "km2")), frozenset(("kg", "tonne", "quintal")))


def sums(passage: Passage, figures: list[Figure], segments: Segments) -> Iterator[Relation]:
    """The sums and subsets that one passage states; parts that another passage announced are gathered by `announced_sums`."""
    yield from _lists(passage, figures, segments)
    yield from _cross_sums(passage, figures)
    yield from _over_a_whole(passage, figures, segments)


def _lists(passage: Passage, figures: list[Figure], segments: Segments) -> Iterator[Relation]:
    lists: dict[tuple[int, str], list[Figure]] = {}
    here = {figure.value.ordinal for figure in figures}
    for figure in figures:
        if figure.parent is not None and not figure.part_list.startswith(("announced", "whole")):
            lists.setdefault((figure.parent.value.ordinal, figure.part_list), []).append(figure)
    for (ordinal, name), parts in lists.items():
        if ordinal not in here:
            continue
        total = next(f for f in figures if f.value.ordinal == ordinal)
        if total.measure == "whole":  # the b of `85/94`: its a is the first part
            parts.insert(0, next(f for f in figures if f.value is total.value.whole_of))
        start = min(total.value.end, parts[0].value.start)
        opening = passage.text[start : parts[0].value.start]
        is_open = name.startswith("among") or _names_some(opening) or _are_exceptions(passage, parts)
        if _ALONE.match(passage.text, int(name.partition(":")[2] or 0)) and name.startswith("cue"):
            parts = parts[:1]  # `riêng A …, trước đó …`: it singles out one
        parts = _not_of_another(parts, figures)
        some = bool(_SOME.search(opening) or _GOES_ON.match(passage.text, parts[-1].value.end))
        some = some or _has_other_units(parts, figures, segments)
        yield from _parts(passage, _of_the_parts(total, parts, figures), parts, is_open=is_open, some=some)


def _not_of_another(parts: list[Figure], figures: list[Figure]) -> list[Figure]:
    """Without the a of a/b whose b is another member: `89 tàu, 88/89 tàu đã lắp`."""
    members = {part.value.reading.amount for part in parts}
    wholes = {f.value.whole_of for f in figures if f.measure == "whole" and f.value.reading.amount in members}
    return [part for part in parts if part.value not in wholes] or parts


def _names_some(opening: str) -> bool:
    """Whether the last word that opens a list says `among them` and not `that is`."""
    openers = list(_OPENER.finditer(opening))
    return bool(openers) and not openers[-1].group("all")


def _parts(
    passage: Passage,
    total: Figure,
    parts: list[Figure],
    *,
    is_open: bool,
    some: bool,
    homes: Mapping[int, Passage] = MappingProxyType({}),
) -> Iterator[Relation]:
    """A sum of all parts, or a subset where the words or the count of parts say that not all are named; of rates neither.

    `homes` names the passages, by ordinal, of parts that stand in others.
    """
    if not all(map(adds_up, (total, *parts))):
        return
    some = some or len(parts) == 1 or parts[-1].part_list.startswith("sector")
    if not some and (not is_open or _take_in_the_rest(passage, parts) or _closes(total, parts)):
        yield of_parts("sum", passage, total, parts)
    elif not total.is_level:  # changes go both ways: a part may rise more than the whole
        return
    elif len(parts) > 1 and is_open and (excess(total, parts) or 0) > 0:
        for part in parts:
            yield of_parts("subset", homes.get(part.value.ordinal, passage), total, [part])
    else:
        yield of_parts("subset", passage, total, parts)


def of_parts(kind: str, passage: Passage, total: Figure, parts: list[Figure]) -> Relation:
    """A total with its parts, as a relation."""
    return relate(kind, passage, [("total", total), *(("part", part) for part in parts)])


def _of_the_parts(total: Figure, parts: list[Figure], figures: list[Figure]) -> Figure:
    """Of `642,5 ha/650 ha KH` the first, when the parts are no plans."""
    result = total.value.whole_of
    if total.scenario != "plan" or result is None or any(part.scenario == "plan" for part in parts):
        return total
    return next(figure for figure in figures if figure.value is result)


def adds_up(figure: Figure) -> bool:
    """Whether it is an amount of something: yields, averages and rates in percent do not add up."""
    unit = figure.value.unit
    is_rate = "/" in unit.raw or "_per_" in unit.code or (figure.is_level and unit.is_percent)
    return not is_rate


def _closes(total: Figure, parts: list[Figure]) -> bool:
    """Whether the parts make the total as closely as they are printed; true when a number cannot be read."""
    more = excess(total, parts)
    if more is None:
        return True
    steps = (Decimal(1).scaleb(-(f.value.reading.decimals or 0)) * f.value.unit.multiplier for f in (total, *parts))
    rounded = [step for step in steps if step != 1]
    return abs(more) <= sum(rounded) / 2


def _take_in_the_rest(passage: Passage, parts: list[Figure]) -> bool:
    """Whether the members' words leave nothing over: one is the rest, or one is what another is not."""
    words = _words(passage, parts)
    if any(_REST.search(text) for text in words[1:]):
        return True
    for text in words:
        denied = _NOT.search(text)
        deed = re.compile(rf"(?<!chưa )(?<!không )\b{re.escape(denied.group('deed'))}\b") if denied else None
        if deed and any(deed.search(other) and not _NOT.search(other) for other in words):
            return True
    return False


def _are_exceptions(passage: Passage, parts: list[Figure]) -> bool:
    """Whether every member is what was not done: `410 học sinh (17 chưa học bơi; 30 không học)`."""
    return len(parts) > 1 and all(_NOT.search(text) for text in _words(passage, parts))


def _words(passage: Passage, parts: list[Figure]) -> list[str]:
    """The words around each member: in front of its number since the one before, and behind it up to the next mark."""
    words = []
    for before, part in zip([None, *parts], parts, strict=False):
        start = before.value.end if before else max(0, part.value.start - 40)
        front = re.split(r"[,;.()]", passage.text[start : part.value.start])[-1]
        behind = re.match(r"[^,;.:()\d]{0,40}", passage.text[part.value.end :]).group()
        words.append(f"{front} {behind}".lower())
    return words


def _has_other_units(parts: list[Figure], figures: list[Figure], segments: Segments) -> bool:
    """Whether a member is printed in another unit of the same kind: `1,2 km; 0,9 km; xóm Chùa 600 m`."""
    around = segments.parenthesis(parts[0].value.token.start)
    kind = next((codes for codes in _ALIKE if parts[0].value.unit.code in codes), frozenset())
    return around is not None and any(
        f not in parts
        and f.is_level
        and f.value.unit.code in kind - {parts[0].value.unit.code}
        and around.open < f.value.token.start < around.close
        for f in figures
    )


def _cross_sums(passage: Passage, figures: list[Figure]) -> Iterator[Relation]:
    """One total broken down twice, the second time with the first's members in parentheses: they add up to those members.

    `66 đơn đất đai, 19 đơn khác. Cụ thể: hòa giải thành 27 đơn (21 đất đai, 06 khác); …`
    """
    for first in figures:
        if first.parent is None or not first.label:
            continue
        others = [f for f in figures if f.parent is first.parent and f.part_list != first.part_list]
        inner = [f for f in figures if f.parent in others and _name(f) == _name(first)]
        outer = [f for f in others if _name(f) == _name(first)]
        if len(inner) >= 2:
            yield of_parts("sum", passage, first, [*inner, *outer])


def _name(figure: Figure) -> str:
    return re.sub(r"\bvề\s+", "", figure.label.rpartition(LABEL_SEPARATOR)[2].lower())


def announced_sums(passages: Iterable[tuple[Passage, list[Figure]]]) -> Iterator[Relation]:
    """Sums whose total announced a list of bullets or a footnote: one for each total and unit, with the shares of its parts."""
    lists: dict[int, tuple[Passage, Figure, list[Figure]]] = {}
    everything: list[Figure] = []
    homes: dict[int, Passage] = {}
    for passage, figures in passages:
        everything.extend(figures)
        for figure in figures:
            homes[figure.value.ordinal] = passage
            if figure.parent is not None and figure.part_list.startswith("announced"):
                lists.setdefault(figure.parent.value.ordinal, (passage, figure.parent, []))[2].append(figure)
    shares = shares_by_base(everything)
    for passage, named, parts in lists.values():
        total = _of_the_parts(named, parts, everything)
        is_open = _names_some(_announcement(passage))
        for relation in _parts(passage, total, parts, is_open=is_open, some=False, homes=homes):
            yield relation
            yield from shares_of(relation, shares)


def _announcement(passage: Passage) -> str:
    """The words that announce a list: the end of the line above, or of a footnote its own first ones."""
    section = passage.section
    if section.section_type == "footnote" or section.parent is None or not section.parent.lines:
        return passage.text[:40]
    return section.parent.lines[-1].text[-40:]


def _over_a_whole(passage: Passage, figures: list[Figure], segments: Segments) -> Iterator[Relation]:
    """`Tốt 515/3.809, Khá 1.613/3.809, Đạt …`: the parts of one whole, printed with each of them."""
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures:
        whole = figure.value.whole
        if whole is None or not whole.reading.amount or figure.scenario == "plan":
            continue
        b = next((f for f in figures if f.value is whole), None)
        if b is None or b.measure != "whole":
            continue
        place = (
            segments.sentence(figure.value.token.start),
            segments.parenthesis(figure.value.token.start),
            figure.places,
        )
        key = (whole.reading.amount, *place)
        groups.setdefault(key, []).append(figure)
    for (amount, *_), parts in groups.items():
        if len(parts) < 2 or not (_closes_over(parts, amount) or _take_in_the_rest(passage, parts)):
            continue
        printed = (f for f in figures if f.is_level and f.value.reading.amount == amount and same_thing(f, parts[0]))
        total = next(printed, None) or next(f for f in figures if f.value is parts[0].value.whole)
        if total.value.ordinal < parts[-1].value.ordinal and total not in parts:
            yield of_parts("sum", passage, total, parts)


def _closes_over(parts: list[Figure], whole: str) -> bool:
    amounts = [part.value.reading.amount for part in parts]
    return not all(amounts) or sum(map(Decimal, amounts)) == Decimal(whole)
