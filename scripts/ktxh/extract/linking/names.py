"""Count: a number and the names that it counts, listed behind it or in its footnote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ktxh.extract.linking.terms import Relation, Term
from ktxh.extract.meaning.figures import Figure
from ktxh.extract.meaning.places import CAPITAL, Mention
from ktxh.extract.numbers.units import counts_places
from ktxh.extract.structure.passages import Passage
from ktxh.extract.structure.segments import Segments

_NAME = re.compile(r"[A-ZĐÂÊÔƠƯ]")
_LIST = re.compile(r"[^;.(:]{0,80}(?P<opens>[(:])\s*")
_PLACE = re.compile(rf"{CAPITAL}[^\W\d_]*(?:\s{CAPITAL}[^\W\d_]*)*")
# `tại 3 xóm là Đông Hải, Tây An và Lộc Thành`: names to the one behind `và`, or to the end of the sentence.
_IS_THESE = re.compile(
    rf"[^;.(:,\d]{{0,30}}?\s(?:là|gồm)\s+(?P<names>(?:{_PLACE.pattern}\s*,\s+)*{_PLACE.pattern}(?:\s+và\s+{_PLACE.pattern}(?!\w)|(?=\s*[.;]?\s*$)))"
)
_AND = re.compile(
    rf" và (?=(?:xã |phường |thôn |xóm |bản |ấp )?{CAPITAL})"
)  # of places: a trường TH và THCS is one school
_LIST_END = re.compile(r"\.(?!\d)|;|\n|$")
_SENTENCE_END = re.compile(r"\.(?!\d)|\n|$")
_ITEM = re.compile(r"(?:[^,;]|,(?=\d))+")
_ITS_NUMBER = re.compile(r"(?<=[\s:])\d[\d.,]*(?:\s\D*)?")  # `Pắc Ma 6,2 km`
_NOTE_ITEM = re.compile(r"[^;\s][^;]*")


def counts_of_names(
    passage: Passage, figures: list[Figure], segments: Segments, mentions: list[Mention]
) -> Iterator[Relation]:
    """`03 xã: Trấn Yên, Tân Tri, …`, `05 sản phẩm (sản phẩm …, sản phẩm …)`: a count and what it counts, by name."""
    for figure in figures:
        if (
            not figure.is_level
            or figure.value.reading.decimals
            or figure.value.unit.is_percent
            or not figure.value.unit.raw
        ):
            continue
        if counts_places(figure.value.unit):
            start = figure.value.end
            plain = segments.outside(start, segments.sentence(figure.value.token.start)[1])
            if listed := _IS_THESE.match(plain):
                found = _PLACE.finditer(plain, *listed.span("names"))
                names = [(m.group(), start + m.start(), start + m.end()) for m in found]
                yield _counted(passage, figure, names, start + listed.end("names"))
                continue
        opened = _LIST.match(passage.text, figure.value.end)
        if not opened or any(figure.value.end <= f.value.start < opened.end() for f in figures):
            continue
        start = opened.end()
        around = next((p for p in segments.parentheses if p.open == opened.start("opens")), None)
        inside = segments.outside(start, around.close if around else segments.sentence(start)[1])  # A (6 km), B (5 km)
        apart_by_commas = not around and ", " in inside.partition(";")[0]  # then a semicolon ends the list
        inside = inside[: (_LIST_END if apart_by_commas else _SENTENCE_END).search(inside).start()]
        names = list(_names(inside, start, figure, mentions))
        if names:
            yield _counted(passage, figure, names, start + len(inside))


def _counted(passage: Passage, count: Figure, names: list[tuple[str, int, int]], end: int) -> Relation:
    terms = [Term("count", count), *(Term("member", None, *name) for name in names)]
    evidence = " ".join(passage.text[count.value.start : end].split())
    return Relation("list_count", terms, passage, evidence[:300], count.value.token.start)


def _names(inside: str, offset: int, figure: Figure, mentions: list[Mention]) -> Iterator[tuple[str, int, int]]:
    """The items of a list, when all are names, or all a name and a number: places where places are counted, else words that repeat
    the counter or start with a capital.
    """
    of_places = counts_places(figure.value.unit)
    if of_places:
        inside = _AND.sub(",   ", inside)
    items = [(match.start(), match.group(), _ITS_NUMBER.search(match.group())) for match in _ITEM.finditer(inside)]
    counter = figure.value.unit.raw.lower().split()[0]
    numbered = {number is not None for _, _, number in items}
    if any(number and number.end() < len(item.rstrip()) for _, item, number in items):
        return  # more than one number: `Pắc Ma 12 nhà 3 ha`
    names = [(at, item[: number.start()] if number else item) for at, item, number in items]
    for _, name in names:
        words = name.strip(" .:")
        names_it = words.lower().startswith(counter) or (of_places and any(m.name in words for m in mentions))
        if not words or not (names_it or (of_places and _NAME.match(words))) or not _NAME.search(words):
            return
    if len(numbered) > 1 or (True in numbered and not of_places):
        return
    for start, name in names:
        words = name.strip(" .:")
        at = offset + start + len(name) - len(name.lstrip())
        yield words, at, at + len(words)


def names_in_note(passage: Passage, counts: list[Figure]) -> Relation | None:
    """A footnote that is a list of names, apart by semicolons, behind a count: `04 trường¹` … `¹ Trường A; Trường B; …`.

    Of several counts in front of the mark the one that the list bears out is meant, else the last.
    """
    if not counts:
        return None
    items = [match.span() for match in _NOTE_ITEM.finditer(passage.text.rstrip(" ."))]
    heads = tuple(word.strip().lower() for word in counts[-1].value.unit.raw.split(","))
    headed = [passage.text[start:end].lower().startswith(heads) for start, end in items]
    if 2 * sum(headed) > len(items):  # an item that does not start with the counter goes on the one before
        for i in range(len(items) - 1, 0, -1):
            if not headed[i]:
                items[i - 1 : i + 1] = [(items[i - 1][0], items[i][1])]
    if len(items) < 2 or not all(
        _NAME.search(passage.text[start : start + 16]) or start == items[0][0] for start, _ in items
    ):
        return None
    count = next((c for c in reversed(counts) if c.value.reading.amount == str(len(items))), counts[-1])
    terms = [Term("count", count), *(Term("member", None, passage.text[start:end], start, end) for start, end in items)]
    return Relation("list_count", terms, passage, passage.text[:300], 0)
