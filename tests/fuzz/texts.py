"""Make report texts that nobody would send: cut, spliced and garbled from texts of the genre, or put together from its signs.

Input `i` of a seed is always the same text, so a finding is repeated by its two numbers.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Sequence
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
SAMPLES = Path(os.environ.get("KTXH_SAMPLES", TESTS.parents[1] / "shared" / "samples"))
LONGEST = 900  # of the piece of a real text that is garbled: whole reports take a second each

SIGNS = (
    "0 1 5 05 2024 1.234 1.234,5 7.4 3,098 44,42,6 0,5 100% 1. 1.1. .5 5, 9999999999999999999 12/34 135/135 31/12 ngày 5/6/2024 15-18 15–18 "
    "¹ ² ³ ¹² m² [1] (1) * ( ) ( / / - – + ; : , . … % = @ | \" ' ” « » \t \t\t \n \n\n \x0c \u00a0 \u200b \u2028 \u0301 \u0338 \ufeff "
    "I. II. 1) a) - + • PHẦN A. Điều BIỂU TT STT | Đơn vị tính: Kế hoạch Thực hiện "
    "trong đó gồm: bao gồm chia ra cụ thể đạt tăng giảm vượt bằng so với cùng kỳ kế hoạch năm trước ước dự kiến phấn đấu lũy kế tính đến nay "
    "xã Tân Lập xã Bắc Sơn, huyện tỉnh thôn phường ha tấn tạ/ha triệu đồng tỷ đồng hộ người con lượt % điểm % tiêu chí lần không chưa "
    "năm 2023 quý I 6 tháng 9 tháng đầu năm nhiệm kỳ 2020-2025 năm học 2023-2024 từ lên xuống còn và hoặc lần lượt là tương ứng cả hai "
    "İ ǅ ŉ ß ﬁ ２ ٣ 𝟗 ½ Ⅳ ① 中 ƣ Ð đ ớ ư\u0301"
).split(" ")
HOSTILE = (
    "'; drop table marts.fct_observation; --", '" or 1=1 --', "{{ env_var('HOME') }}", "{% set x = 1 %}{% endset %}", "{# x #}", "${HOME}", "$(id)",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</script><!--", "]]>", "&lt;b&gt;", "=cmd|' /C calc'!A0", "@SUM(A1:A9)", "+1-1", '=HYPERLINK("x")',
    "../../etc/passwd", "..\\..\\x", "file:///x", "%s%n", "\\", "\\N", "NULL", '""', '"', "a,b", "\\u0000", "\x1b[31m", "\u202e", "\ud800",
)  # fmt: skip


def sources() -> list[str]:
    """Texts of the genre: the invented district's reports, our own passages, the samples where they are."""
    reports = sorted((TESTS.parent / "examples" / "phieng-sa" / "reports").glob("*.txt"))
    passages = sorted((TESTS / "passages" / "dev").glob("*.json")) + sorted(SAMPLES.glob("*.json"))
    texts = [path.read_text(encoding="utf-8") for path in reports]
    return texts + [json.loads(path.read_text(encoding="utf-8"))["text"] for path in passages]


def text(seed: int, i: int, sources: Sequence[str]) -> str:
    """Return input `i` of a seed."""
    rng = random.Random(f"{seed}:{i}")
    way = rng.random()
    if way < 0.6:
        return _garbled(rng, sources)
    if way < 0.9:
        return _put_together(rng)
    return "".join(chr(rng.choice((rng.randrange(0x250), rng.randrange(0x10FFFF)))) for _ in range(rng.randrange(200)))


def _garbled(rng: random.Random, sources: Sequence[str]) -> str:
    found = rng.choice(sources)
    start = rng.randrange(len(found))
    found = found[start : start + rng.randrange(1, LONGEST)]
    for _ in range(rng.randrange(1, 12)):
        found = _changed(rng, found)
    return found


def _changed(rng: random.Random, found: str) -> str:
    """One change: something put in, taken out, said again, moved, or written otherwise between `a` and `near` or `b`."""
    a, b = sorted((rng.randrange(len(found) + 1), rng.randrange(len(found) + 1)))
    near = min(b, a + rng.randrange(1, 40))
    return rng.choice((
        lambda: found[:a] + rng.choice(SIGNS) + found[a:],
        lambda: found[:a] + " " + rng.choice(SIGNS) + " " + found[near:],
        lambda: found[:a] + rng.choice(HOSTILE) + found[a:],
        lambda: found[:a] + found[near:],
        lambda: found[:near] + found[a:near] * rng.randrange(1, 4) + found[near:],
        lambda: found[:a] + found[b:] + found[a:near],
        lambda: found[:a] + "".join(rng.choice("0123456789.,/()%-¹²") if c.isdigit() else c for c in found[a:near]) + found[near:],
        lambda: found[:a] + rng.choice((str.upper, str.lower, str.title, str.swapcase))(found[a:near]) + found[near:],
        lambda: found[:a] + found[a:near].replace(" ", rng.choice(("", "\n", "\t", "  ", " " * 50))) + found[near:],
        lambda: found[:a] + chr(rng.randrange(0x10FFFF)) + found[a:],
    ))()  # fmt: skip


def _put_together(rng: random.Random) -> str:
    pieces = rng.choices(SIGNS, k=rng.randrange(80))
    if rng.random() < 0.2:
        pieces.insert(rng.randrange(len(pieces) + 1), rng.choice(HOSTILE))
    if rng.random() < 0.1:
        pieces.insert(rng.randrange(len(pieces) + 1), rng.choice(SIGNS) * rng.randrange(400))
    return rng.choice((" ", " ", "", "\n")).join(pieces)
