"""Words: what the linter calls its verdicts, severities and counts, in Vietnamese and in English."""

from __future__ import annotations

_WORDS: dict[str, dict[str, tuple[str, str]]] = {
    "severity": {
        "error": ("lỗi", "error"),
        "warning": ("cảnh báo", "warning"),
        "notice": ("lưu ý", "notice"),
    },
    "severities": {
        "error": ("lỗi", "errors"),
        "warning": ("cảnh báo", "warnings"),
        "notice": ("lưu ý", "notices"),
    },
    "verdict": {
        "exact": ("khớp", "exact"),
        "rounded": ("khớp do làm tròn", "agrees within rounding"),
        "truncated": ("khớp nếu bỏ bớt chữ số lẻ", "agrees if cut off"),
        "holds": ("không mâu thuẫn", "holds"),
        "inconsistent": ("không khớp", "inconsistent"),
        "unreadable": ("có số không đọc được", "has an unreadable number"),
        "untestable": ("chưa đủ số để tính", "untestable"),
    },
    "phrase": {
        "line": ("Dòng", "Line"),
        "title": ("Kiểm tra số liệu", "Check of the numbers"),
        "nothing": ("Không thấy số liệu nào mâu thuẫn.", "No contradiction was found."),
        "nothing_tested": (
            "Không có phép tính nào trong văn bản để đối chiếu.",
            "The text states no arithmetic that could be tested.",
        ),
        "found": ("{count} nội dung cần xem lại: {by_severity}", "{count} to look at: {by_severity}"),
        "relations": ("Đã đối chiếu {count} phép tính: {by_verdict}.", "{count} relations tested: {by_verdict}."),
        "untestable": ("{count} phép tính nữa chưa đủ số để tính.", "{count} more could not be tested."),
        "coverage": (
            "Kiểm được {checked}/{figures} số liệu ({share}%). Các số còn lại không có phép tính nào trong văn bản để đối chiếu: "
            "không báo lỗi không có nghĩa là đúng.",
            "{checked} of {figures} figures ({share}%) could be checked. The text states no arithmetic for the others: "
            "that nothing is said of them does not make them right.",
        ),
        "no_figures": ("Văn bản không có số liệu nào.", "The text holds no figure."),
        "decide": ("Cách phân định", "What would decide"),
        "proposal": ("Đề xuất", "Proposal"),
        "arithmetic": ("Phép tính", "Arithmetic"),
        "findings": ("Nội dung cần xem lại", "To look at"),
        "chosen": ("Số đang chọn", "Chosen number"),
        "legend": ("Chú giải", "Legend"),
        "mark_agrees": ("khớp", "agrees"),
        "mark_truncated": ("khớp nếu bỏ bớt chữ số lẻ", "agrees if cut off"),
        "mark_wrong": ("không khớp", "does not agree"),
        "mark_culprit": ("số nhiều khả năng sai", "likely the wrong one"),
        "mark_beside": ("trong phép tính có số sai", "in arithmetic with a wrong number"),
        "mark_unreadable": ("không đọc được hoặc có hai cách đọc", "unreadable, or two readings"),
        "mark_plain": ("chưa kiểm được", "not checked"),
        "next": ("Nội dung sau", "Next finding"),
        "previous": ("Nội dung trước", "Previous finding"),
        "theme": ("Sáng / tối", "Light / dark"),
        "close": ("Đóng", "Close"),
        "skip": ("Đến văn bản", "To the text"),
        "keys": (
            "Bấm vào số để xem phép tính; phím J, K: nội dung sau, trước; Esc: đóng.",
            "Click a number to see its arithmetic; keys J, K: next, previous finding; Esc: close.",
        ),
        "made_by": ("Lập bởi", "Made by"),
        "sentence": ("Câu chữ", "Sentence"),
        "meaning": ("Ý nghĩa", "Meaning"),
        "candidates": ("Khả năng", "Candidates"),
        "no_relations": (
            "Không nằm trong phép tính nào: chưa kiểm được.",
            "It stands in no relation: it could not be checked.",
        ),
        "no_findings": ("Không có nội dung cần xem lại.", "Nothing to look at."),
        "no_candidates": ("Không có đề xuất.", "No proposal."),
        "review": ("Người soát xét", "Reviewer"),
        "mends": ("khớp lại {count} phép tính", "mends {count}"),
        "breaks": ("làm sai {count} phép tính", "breaks {count}"),
        "supports": ("{count} phép tính khác vẫn khớp", "{count} others still agree"),
    },
}


def word(group: str, key: str, lang: str = "vi", **facts: object) -> str:
    """What `key` is called, its places filled with `facts`; the key itself where it has no word."""
    both = _WORDS[group].get(key)
    return both[0 if lang == "vi" else 1].format(**facts) if both else key
