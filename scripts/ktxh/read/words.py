"""Words: how the contract's vocabularies are called for people, in Vietnamese and in English.

The vocabularies are those of docs/raw-contract.md, the terms those of docs/glossary.md. A value without a word here is
shown as it is, so a newer contract still reads.
"""

from __future__ import annotations

LANGUAGES = ("vi", "en")

# How marks are told apart at a glance: figures by what they state, other numerals by what they are for.
MEASURE_FAMILIES = {
    "level": "level", "whole": "level", "share_pct": "ratio", "attainment_pct": "ratio", "index_pct": "ratio",
    "times": "ratio", "change_abs": "change", "change_pct": "change", "change_pp": "change", "change_times": "change",
}  # fmt: skip
KIND_GROUPS = {
    "date": "time", "year": "time", "period": "time", "clock_time": "time", "anniversary": "time",
    "document_number": "reference", "section_number": "reference", "list_marker": "reference",
    "footnote_mark": "reference", "name": "reference", "rank": "reference", "other": "reference",
    "age": "rating", "band_bound": "rating", "technical_rating": "rating",
    "unit_exponent": "unit", "unit_part": "unit",
}  # fmt: skip

_WORDS: dict[str, dict[str, tuple[str, str]]] = {
    "kind": {
        "figure": ("số liệu", "figure"),
        "figure_part": ("phần sau của một số liệu", "later part of a figure"),
        "date": ("ngày tháng", "date"),
        "year": ("năm", "year"),
        "period": ("kỳ, thời hạn", "period"),
        "clock_time": ("giờ", "clock time"),
        "document_number": ("số văn bản", "document number"),
        "section_number": ("số mục", "section number"),
        "list_marker": ("số thứ tự trong danh sách", "list marker"),
        "footnote_mark": ("dấu chú thích", "footnote mark"),
        "name": ("tên gọi có số", "name"),
        "rank": ("thứ bậc", "rank"),
        "age": ("độ tuổi", "age"),
        "band_bound": ("mốc của khoảng", "bound of a band"),
        "anniversary": ("lễ kỷ niệm", "anniversary"),
        "technical_rating": ("thông số kỹ thuật", "technical rating"),
        "unit_exponent": ("số mũ của đơn vị", "exponent of a unit"),
        "unit_part": ("số trong tên đơn vị", "digits of a unit"),
        "other": ("khác", "other"),
    },
    "measure": {
        "level": ("giá trị", "level"),
        "whole": ("mẫu số", "whole of a/b"),
        "share_pct": ("tỷ trọng, tỷ lệ", "share"),
        "attainment_pct": ("đạt % kế hoạch", "attainment of a plan"),
        "index_pct": ("bằng % kỳ gốc", "index on an earlier period"),
        "change_abs": ("mức tăng, giảm", "absolute change"),
        "change_pct": ("tốc độ tăng, giảm", "relative change"),
        "change_pp": ("tăng, giảm điểm %", "change in points"),
        "change_times": ("tăng, giảm số lần", "change in multiples"),
        "times": ("gấp số lần", "multiple"),
    },
    "scenario": {
        "actual": ("thực hiện", "actual"),
        "estimate": ("ước cả kỳ", "estimate"),
        "plan": ("kế hoạch", "plan"),
        "target": ("mục tiêu", "target"),
        "previous": ("kỳ trước", "earlier period"),
    },
    "reading": {
        "strict": ("đúng quy cách", "as the norm has it"),
        "lenient": ("dấu chấm hiểu là dấu thập phân", "dot taken as decimal mark"),
        "ambiguous": ("hai cách đọc", "two readings"),
        "unreadable": ("không đọc được", "unreadable"),
    },
    "bound": {
        "exact": ("", ""),
        "more_than": ("hơn", "more than"),
        "at_least": ("ít nhất", "at least"),
        "less_than": ("dưới", "less than"),
        "at_most": ("nhiều nhất", "at most"),
        "about": ("khoảng", "about"),
        "low": ("đầu khoảng", "low end of a range"),
        "high": ("cuối khoảng", "high end of a range"),
    },
    "direction": {"up": ("tăng ↑", "up ↑"), "down": ("giảm ↓", "down ↓")},
    "comparator_kind": {
        "plan": ("kế hoạch", "plan"),
        "previous": ("kỳ trước", "earlier period"),
        "whole": ("toàn thể", "whole"),
    },
    "period_source": {
        "stated": ("nói ngay tại chỗ", "stated here"),
        "inherited": ("theo câu, đoạn trước", "inherited"),
        "report": ("theo kỳ báo cáo", "the report's"),
    },
    "relation": {
        "sum": ("tổng bằng các phần cộng lại", "total and all its parts"),
        "subset": ("tổng và một số phần", "total and some of its parts"),
        "shares": ("các tỷ trọng của một tổng, cộng thành 100%", "shares of one total, which make 100%"),
        "product": ("thừa số × thừa số = tích", "factor × factor = product"),
        "ratio": ("tỷ lệ của hai số", "ratio of two numbers"),
        "change": ("biến động", "change"),
        "balance": ("cân đối", "balance"),
        "same": ("cùng một số liệu, nhắc lại", "one quantity printed again"),
        "list_count": ("số đếm và danh sách", "count and list"),
        "band_member": ("thuộc khoảng", "member of a band"),
        "weighted_mean": ("bình quân gia quyền", "weighted mean"),
    },
    "role": {
        "total": ("tổng", "total"),
        "part": ("phần", "part"),
        "base": ("nói về", "speaks of"),
        "comparator": ("so với", "measured against"),
        "said_of_it": ("số nói về nó", "said of it"),
        "measured_against_it": ("số so với nó", "measured against it"),
        "numerator": ("tử số", "numerator"),
        "denominator": ("mẫu số", "denominator"),
        "percent": ("phần trăm", "percent"),
        "current": ("kỳ này", "current"),
        "previous": ("kỳ trước", "previous"),
        "change": ("tăng, giảm", "change"),
        "factor": ("thừa số", "factor"),
        "growth": ("tốc độ tăng, giảm", "growth"),
        "count": ("số đếm", "count"),
        "member": ("thành viên", "member"),
        "weight": ("quyền số", "weight"),
    },
    "doubt": {
        "unreadable number": ("số không đọc được", "unreadable number"),
        "comma may be a thousands mark": ("dấu phẩy có thể là dấu nghìn", "comma may be a thousands mark"),
        "dot read as decimal": ("dấu chấm hiểu là dấu thập phân", "dot read as decimal"),
        "no unit printed": ("không in đơn vị", "no unit printed"),
        "no base printed": ("không in số gốc", "no base printed"),
    },
    "field": {
        "amount": ("Giá trị", "Amount"),
        "base_units": ("Quy đổi", "In base units"),
        "unit": ("Đơn vị", "Unit"),
        "reading": ("Cách đọc", "Reading"),
        "measure": ("Loại chỉ số", "Measure"),
        "scenario": ("Loại số liệu", "Scenario"),
        "direction": ("Chiều", "Direction"),
        "bound": ("Mức độ chính xác", "Bound"),
        "base": ("Nói về", "Speaks of"),
        "comparator": ("So với", "Measured against"),
        "total": ("Thuộc tổng", "Part of"),
        "part": ("Các phần", "Parts"),
        "said_of_it": ("Số nói về nó", "Said of it"),
        "measured_against_it": ("Số so với nó", "Measured against it"),
        "places": ("Địa bàn", "Place"),
        "period": ("Kỳ", "Period"),
        "as_of": ("Thời điểm", "As of"),
        "cumulative": ("Lũy kế", "Cumulative"),
        "where": ("Vị trí", "Where"),
        "evidence": ("Câu chữ", "Evidence"),
        "doubt": ("Nghi vấn", "Doubt"),
        "label": ("Nội dung", "Label"),
        "kind": ("Loại con số", "Kind"),
        "printed": ("Con số", "Numeral"),
    },
    "family": {
        "level": ("giá trị", "level"),
        "ratio": ("tỷ lệ", "ratio"),
        "change": ("tăng, giảm", "change"),
        "doubt": ("cần xem lại", "to look at"),
    },
    "group": {
        "time": ("thời gian", "time"),
        "reference": ("số hiệu, tên", "numbers and names of things"),
        "rating": ("mốc, thông số", "bounds and ratings"),
        "unit": ("thuộc đơn vị", "part of a unit"),
    },
    "phrase": {
        "line": ("dòng", "line"),
        "footnote": ("chú thích", "footnote"),
        "whole_place": ("toàn địa bàn báo cáo", "the report's whole place"),
        "or": ("hoặc", "or"),
        "yes": ("có", "yes"),
        "figures": ("số liệu", "figures"),
        "numerals": ("con số", "numerals"),
        "doubtful": ("cần xem lại", "to look at"),
        "none_doubtful": ("không có số liệu nào cần xem lại", "no figure to look at"),
        "no_numerals": ("văn bản không có con số nào", "the text holds no numeral"),
        "parts_add_up_to": ("các phần cộng lại", "the parts add up to"),
    },
    "page": {
        "reading": ("Đọc báo cáo", "Reading"),
        "skip": ("Đến văn bản", "To the text"),
        "outline": ("Mục lục", "Outline"),
        "list": ("Số liệu", "Figures"),
        "doubts": ("Cần xem lại", "To look at"),
        "search": ("Tìm chữ hoặc số", "Find words or numbers"),
        "previous": ("Trước", "Previous"),
        "next": ("Sau", "Next"),
        "none": ("không thấy", "none"),
        "theme": ("Sáng / tối", "Light / dark"),
        "fold": ("Gấp chú thích", "Fold notes"),
        "unfold": ("Mở chú thích", "Unfold notes"),
        "note": ("Chú thích", "Note"),
        "menu": ("Mục lục và bộ lọc", "Outline and filters"),
        "close": ("Đóng", "Close"),
        "legend_figures": ("Số liệu", "Figures"),
        "legend_scenarios": ("Gạch chân cho biết loại số liệu", "The underline tells the scenario"),
        "legend_others": ("Con số khác", "Other numerals"),
        "legend_relations": ("Khi chọn một số liệu", "When a figure is chosen"),
        "chosen": ("đang chọn", "chosen"),
        "doubt_mark": ("cần xem lại", "to look at"),
        "how": (
            "Rê chuột, bấm hoặc chạm vào con số để xem máy hiểu nó thế nào.",
            "Point at, click or touch a number to see how the machine understood it.",
        ),
        "keys": ("Phím tắt", "Keys"),
        "key_figures": ("số liệu sau, trước", "next, previous figure"),
        "key_doubts": ("số cần xem lại sau, trước", "next, previous one to look at"),
        "key_search": ("tìm", "find"),
        "key_enter": ("mở chi tiết", "open details"),
        "key_escape": ("đóng", "close"),
        "clear": ("Bỏ lọc", "Clear"),
        "more": ("Xem thêm", "Show more"),
        "shown": ("số phù hợp", "match"),
        "cut": ("Trang cắt câu ở đây; đọc nối sang dòng", "A page cuts the sentence here; it goes on in line"),
        "relations": ("Quan hệ số học", "Arithmetic"),
        "no_script": (
            "Chi tiết từng số liệu cần JavaScript; văn bản và danh sách cần xem lại thì không.",
            "Details of figures need JavaScript; the text and the list to look at do not.",
        ),
        "made_by": ("Máy đọc", "Read by"),
    },
}


def language(lang: str) -> str:
    """`lang` when there are words in it. Raises ValueError when not."""
    if lang not in LANGUAGES:
        raise ValueError(f"no words in {lang!r}; there are in {', '.join(LANGUAGES)}")
    return lang


def word(group: str, key: str, lang: str = "vi") -> str:
    """What `key` of a vocabulary is called; the key itself where it has no word yet."""
    both = _WORDS[group].get(key)
    return both[LANGUAGES.index(lang)] if both else key


def words_of(group: str, lang: str = "vi") -> dict[str, str]:
    """Every word of a vocabulary."""
    return {key: both[LANGUAGES.index(lang)] for key, both in _WORDS[group].items()}


def has_word(group: str, key: str) -> bool:
    """Whether a vocabulary's value is called something here."""
    return key in _WORDS[group]
