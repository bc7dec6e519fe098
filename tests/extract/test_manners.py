"""More constructs of the genre: units left out, verbs of change, what was before, aims and limits. All sentences are invented."""

from __future__ import annotations

import time

import pytest

from ktxh.extract.document import document_from_text
from ktxh.extract.reading import Report
from tests.extract.sentences import HEAD, read


@pytest.mark.parametrize(
    "clause",
    ["mở 20 lớp/300 lượt, gồm: khu A 3 lớp, khu B 17 lớp", "20/30 xã (A 3, B 17/30), gồm: 3", "20/30 xã, gồm: 3"],
)
def test_a_line_of_many_totals_and_parts_takes_no_time(clause):
    begin = time.process_time()
    Report(document_from_text(HEAD + "; ".join([clause] * 300) + "\n", "x-505-2023.txt")).rows()
    assert time.process_time() - begin < 4  # it was 20 to 35 s, growing with the third power
