from __future__ import annotations

from ktxh.publish.texttable import MAX_ROWS, MAX_WIDTH, as_table


def test_rows_are_aligned_and_nothing_is_null() -> None:
    assert as_table(("numeral_id", "x"), [("r:1", None), ("r:22", "đồng\n  Việt Nam")]).splitlines() == [
        "numeral_id  x",
        "──────────  ─────────────",
        "r:1         NULL",
        "r:22        đồng Việt Nam",
    ]


def test_what_is_not_shown_is_said() -> None:
    text = as_table(("n",), [(n,) for n in range(MAX_ROWS + 5)])
    assert text.endswith("… 5 more")
    assert as_table(("n",), [(1,)], total=30).endswith("… 29 more")
    wide = as_table([f"column_{n}" for n in range(9)], [["x" * 100] * 9])
    assert max(map(len, wide.splitlines()[:3])) <= MAX_WIDTH
    assert "(no room for: column_3" in wide and "column_8)" in wide
