"""Hold: the names that open an item and hold for the items behind it, over semicolons and sentence ends, to the next of their kind.

`ĐH 76 sạt lở … 02 vị trí; cạnh lề đường có hố … . ĐH 77 …`: the hole is at ĐH 76. Such heads are of few kinds; each knows how it
opens an item, and how words show that they name one already.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ktxh.extract.structure.segments import Segments

_WORK = r"(?:[Cc]ông\s+tác|[Ll]ĩnh\s+vực|[Pp]hong\s+trào|[Cc]hiến\s+dịch|(?:[Tt]ổ\s+chức\s+)?[Rr]a\s+quân)\s[^:;.()\d]{3,90}?"
_STORM = r"(?:[Cc](?:on|ơn)\s+)?[Bb]ão\s+số\s+\d+(?!\w)"
_HOUSE = r"(?:Bệnh viện|Trạm|Trung tâm|Phòng khám|Phòng giao dịch|Cơ sở|Ngân hàng|Kho bạc|Quỹ tín dụng)(?!\w)"
_OFFICE = r"(?:[Hh]ội đồng|UBND|HĐND|Công an|[Cc]ác\s+(?:cơ quan|ngành|đơn vị|phòng|ban|xã|tổ chức|đoàn thể))(?!\w)"
_LEVEL = r"[Cc]ấp\s+(?:trung\s+ương|tỉnh|thành\s+phố|huyện|thị\s+xã|xã|thôn)(?!\w)"
_GRADE = r"(?:[Ll]ớp|[Kk]hối)\s+\d{1,2}(?!\w)"
_STOCK = r"(?:[Đđ]àn|[Cc]ây)\s"
_ROAD = r"(?:ĐH|ĐT|ĐX|HL|TL|QL|(?:[Qq]uốc|[Tt]ỉnh|[Hh]ương)\s+lộ)[\s.]*\d+[A-Z]?(?!\w)"
_ROADS = r"[Đđ]ường\s+(?:tỉnh|huyện|xã|thôn|bản|nội\s+(?:thị|đồng))(?!\w)"
_ASIDE = r"\s*(?:\([^()]*\)\s*)?"


@dataclass(frozen=True)
class _Kind:
    """How heads of one kind open a clause, and what words name one of them: they need none carried on."""

    opens: re.Pattern[str]  # group `head` is what holds
    named: re.Pattern[str]
    within: re.Pattern[str] | None = None  # how one may stand inside a clause
    alone: bool = False  # holds where it opens the passage, and that names no other
    has_rival: bool = False  # holds where the passage has another: it tells items apart


def _kind(opens: str, named: str, within: str = "", **how: bool) -> _Kind:
    inside = re.compile(within) if within else None
    return _Kind(re.compile(opens), re.compile(rf"(?<!\w)(?:{named})"), inside, **how)


# Broad ones first: one that opens a sentence ends the narrower ones before it.
_KINDS = (
    # Công tác đảm bảo TTATGT: …; ra quân đầu xuân làm thủy lợi có 18/18 xã: …
    _kind(
        rf"(?:Kết\s+quả\s+)?(?P<head>{_WORK})(?<!như)(?:\s+(?:có|tại|với)\s+\d[^:;.]{{0,40}})?:(?=\s+[^\W\d])",
        named=r"(?!)",  # one may stand under another
    ),
    # Con bão số 3 đổ bộ … . Ước tổng giá trị thiệt hại …
    _kind(rf"(?P<head>{_STORM})", named=_STORM),
    # Phòng giao dịch … (năm 2024): …; khám tại Trạm Y tế xã …
    _kind(
        rf"(?P<head>{_HOUSE}\s+[^,;.:()\d]+?){_ASIDE}:",
        named=_HOUSE,
        within=rf"(?<!\w)tại\s+(?P<head>{_HOUSE}[^,;.:()\d]*?)(?=\s+(?:là|đạt|có|được|đã)(?!\w)|\s*[,;:(\d])",
    ),
    # Cấp xã 51 đơn, gồm … . Giải quyết xong …
    _kind(
        rf"(?P<head>{_LEVEL}|(?:Tỉnh|Huyện|Xã)(?=\s*:))(?=\s*:|\s+(?:\d|[^\W\d_A-Z]))(?!,)", named=_LEVEL, alone=True
    ),
    # các cơ quan, ngành của huyện tổ chức 192 cuộc …; đăng tải 32 tin … . UBND các xã đã tổ chức 209 hội nghị
    _kind(
        rf"(?P<head>{_OFFICE}[^:.()\d]{{0,100}}?)\s+(?:đã\s+)?(?:tổ\s+chức|tiến\s+hành)(?:\s+được)?\s+\d",
        named=_OFFICE,
        has_rival=True,
    ),
    # Đối với lớp 9: Học lực: … . Hạnh kiểm: …
    _kind(rf"(?:Đối\s+với\s+)?(?P<head>{_GRADE}){_ASIDE}:", named=_GRADE),
    # Trên đàn lợn xảy ra bệnh … tại 115 hộ. Tổng số 492 con …
    _kind(
        rf"Trên\s+(?P<head>{_STOCK}[^,;:.()\d]+?)(?=\s+(?:năm|tại|với|đã|là|có)(?!\w)|\s*[,;:.()]|\s+\d)", named=_STOCK
    ),
    # ĐH 76 sạt lở …; các tuyến đường xã …
    _kind(
        rf"(?:[Tt]rên\s+)?(?:(?:[Cc]ác|[Nn]hiều|[Mm]ột\s+số)\s+)?(?:[Tt]uyến\s+)?(?P<head>{_ROAD}|{_ROADS})",
        named=f"{_ROAD}|{_ROADS}",
    ),
)
_CLASS = re.compile(_ROADS)  # a common noun, no name
_WORK_OPENS = re.compile(_WORK)
_CLAUSE = re.compile(r"[;:]\s+")
_FIRST_WORDS = re.compile(r"[^\W\d]+ [^\W\d]+")
_MARKS = re.compile(r"[\s+*–-]*")


@dataclass(frozen=True)
class Head:
    """A head of a passage: its words, where they stand, and up to where they hold (offsets into its text)."""

    words: str
    start: int
    end: int
    until: int
    named: re.Pattern[str]  # words that name one of its kind


def read_heads(text: str, segments: Segments) -> list[Head]:
    """The heads of a passage, broad kinds first, each kind in reading order."""
    sentences = [_skip_marks(text, at) for at in (0, *segments.sentence_ends)]
    clauses = [m.end() for m in _CLAUSE.finditer(text) if segments.parenthesis(m.start()) is None]
    openings = sorted({*sentences, *clauses})
    heads: list[Head] = []
    for kind in _KINDS:
        found = [match for at in openings if (match := kind.opens.match(text, at))]
        if kind.within:
            found = sorted([*found, *kind.within.finditer(text)], key=re.Match.start)
        if kind.alone:
            several = len({" ".join(m.group().lower().split()) for m in kind.named.finditer(text)}) > 1
            found = [match for match in found if match.start() == sentences[0] and not several]
        if kind.has_rival and len(found) < 2:
            continue
        broader = [head.start for head in heads]
        if kind is not _KINDS[0]:
            broader += [at for at in sentences if _WORK_OPENS.match(text, at)]
        for match in found:
            inner = _skip_marks(text, match.end())  # where a head right behind this one stands under it
            nexts = [other.start() for other in found if other.start() > max(match.start(), inner)]
            later = [at for at in sentences if at > match.start()]
            ends = [at for at in later if at in broader or _is_beside(text, at, match.start(), openings)]
            until = min([*nexts, *ends, len(text)])
            if _CLASS.match(match.group("head")):
                until = min(until, _reach_of_class(text, segments, match))
            words = " ".join(match.group("head").split())
            heads.append(Head(words, match.start("head"), match.end("head"), until, kind.named))
    return heads


def carry(heads: list[Head], path: list[str], at: int, above: list[tuple[int, list[str]]]) -> list[str]:
    """A path of a label with the heads that hold at an offset and that it does not name.

    `above` are parts of the path with the offset where each was said: they stand above the heads behind it.
    """
    carried: list[str] = []
    for head in heads:
        over = {*carried, *(part for start, parts in above if start < head.start for part in parts)}
        said = any(
            head.words.lower() in part.lower() or (part not in over and head.named.search(part)) for part in path
        )
        if head.start <= at < head.until and not said:
            place = next((i for i, part in enumerate(path) if part not in over), len(path))
            path = [*path[:place], head.words, *path[place:]]
            carried.append(head.words)
    return path


def _skip_marks(text: str, at: int) -> int:
    return _MARKS.match(text, at).end()


def _is_beside(text: str, at: int, head: int, openings: list[int]) -> bool:
    """Whether a sentence opens like a clause in front of a head that opens one: it stands beside the head then, not under it."""
    words = _FIRST_WORDS.match(text, at) if head in openings else None
    return words is not None and any(text.startswith(words.group(), other) for other in openings if other < head)


def _reach_of_class(text: str, segments: Segments, match: re.Match[str]) -> int:
    """A class of things that is no name holds for its item; one that leads the passage in, and counts nothing, for all of it."""
    start, end = segments.item(match.start("head"))
    if re.search(r"\d", text[start:end]):
        return end
    return len(text) if match.start() == _skip_marks(text, 0) else match.start()
