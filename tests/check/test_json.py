"""The JSON document: as its schema says, offsets that cut the printed numbers out of the text, every suspect, every relation."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from ktxh.check import as_json

SCHEMA = json.loads((Path(as_json.__file__).parent / "findings.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", ["draft", "clean", "hostile"])
def test_it_is_as_the_schema_says(name, lang, request):
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(json.loads(as_json.render(request.getfixturevalue(name), lang=lang)), SCHEMA)


def test_offsets_lines_and_columns_find_the_number(draft):
    text = draft.report.document.text
    lines = text.split("\n")
    document = as_json.document(draft)
    spans = [span for finding in document["findings"] for span in (*finding["numbers"], *finding["suspects"])]
    assert len(spans) > 10
    for span in spans:
        assert text[span["char_start"] : span["char_end"]] == span["text"]
        assert lines[span["line"] - 1].startswith(span["text"], span["column"] - 1)


def test_a_number_in_several_words_is_one_span():
    from tests.check.conftest import read

    text = "BÁO CÁO\nTình hình năm 2024\n\nTổng chi 584 tỷ 360 triệu đồng, gồm đầu tư 192,4 tỷ đồng, thường xuyên 377,1 tỷ đồng.\n"
    (finding,) = as_json.document(read(text))["findings"]
    assert finding["numbers"][0]["text"] == "584 tỷ 360"


def test_suspects_and_relations_are_all_there(draft):
    document = as_json.document(draft)
    finding = next(f for f in document["findings"] if f["rule"] == "sum_does_not_close")
    first = finding["suspects"][0]
    assert (first["text"], first["proposed"], first["value"], first["slip"]) == ("1.595", "1.559", "1559", "transposed")
    assert first["mends"] == [finding["relation_id"]]
    assert sum(document["summary"]["relations"].values()) == len(document["relations"])
    judged = {relation["relation_id"]: relation for relation in document["relations"]}
    assert judged[finding["relation_id"]]["verdict"] == "inconsistent"
    assert judged[finding["relation_id"]]["arithmetic"] == "661 + 890 + 08 = 1.559 ≠ 1.595"


def test_the_same_report_gives_the_same_bytes_in_utf8(draft):
    assert as_json.render(draft) == as_json.render(draft)
    assert "Tổng ghi là" in as_json.render(draft)
