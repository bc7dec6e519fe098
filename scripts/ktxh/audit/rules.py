"""Name: the rules that a finding can break, how severe that is, and how it is said in Vietnamese and in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = ("vi", "en")


@dataclass(frozen=True)
class Rule:
    """A rule: severity (error: the numbers contradict each other; warning: hardly right; notice: look at it), name and message by language."""

    severity: str
    name: Mapping[str, str]
    message: Mapping[str, str]


def _rule(severity: str, name_vi: str, name_en: str, message_vi: str, message_en: str) -> Rule:
    return Rule(severity, {"vi": name_vi, "en": name_en}, {"vi": message_vi, "en": message_en})


RULES = {
    "sum_does_not_close": _rule(
        "error", "Tổng không khớp các phần", "A total is not the sum of its parts",
        "Tổng ghi là {said}, nhưng các phần cộng lại được {recomputed} ({parts}); chênh lệch {difference}.",
        "The total is printed as {said}, but its parts make {recomputed} ({parts}); off by {difference}.",
    ),
    "parts_exceed_total": _rule(
        "error", "Phần lớn hơn tổng", "A part is more than its total",
        "Tổng ghi là {said}, nhưng riêng phần nêu ra đã là {recomputed} ({parts}); vượt {difference}.",
        "The total is printed as {said}, but the parts named make {recomputed} already ({parts}); {difference} too much.",
    ),
    "percentage_contradicts": _rule(
        "error", "Tỷ lệ trái với hai số của nó", "A percentage contradicts its own two numbers",
        "Tỷ lệ ghi là {said}, nhưng {numerator} / {denominator} = {recomputed}.",
        "Printed as {said}, but {numerator} / {denominator} = {recomputed}.",
    ),
    "change_contradicts": _rule(
        "error", "Mức tăng, giảm không khớp", "A change contradicts its numbers",
        "Mức tăng, giảm ghi là {said}, nhưng tính lại được {recomputed} ({arithmetic}).",
        "Printed as {said}, but its numbers make {recomputed} ({arithmetic}).",
    ),
    "restatement_differs": _rule(
        "error", "Một số liệu in hai lần khác nhau", "One number is printed twice and differs",
        "Cùng một số liệu nhưng ghi khác nhau: {parts}.",
        "One and the same number is printed as {parts}.",
    ),
    "count_is_not_names": _rule(
        "error", "Số đếm khác số tên liệt kê", "A count is not the number of the names listed",
        "Ghi là {said}, nhưng chỉ đếm được {names} tên được liệt kê: {parts}.",
        "Printed as {said}, but {names} are named: {parts}.",
    ),
    "shares_do_not_make_100": _rule(
        "warning", "Các tỷ trọng cộng lại khác 100 %", "The shares of one whole do not make 100 %",
        "Các tỷ trọng của cùng một tổng cộng lại được {recomputed}: {parts}%.",
        "The shares of one total make {recomputed}: {parts}%.",
    ),
    "product_contradicts": _rule(
        "error", "Tích không khớp các thừa số", "A product is not that of its factors",
        "Ghi là {said}, nhưng {parts} = {recomputed}.",
        "Printed as {said}, but {parts} = {recomputed}.",
    ),
    "no_whole_number_before": _rule(
        "notice", "Không có số gốc nguyên nào cho tỷ lệ này", "No whole number can have been compared with",
        "So với số nguyên nào của kỳ trước, {parts} cũng không ra {said}.",
        "Against no whole number of the earlier period does {parts} come to {said}.",
    ),
    "thousandfold_slip": _rule(
        "error", "Nhầm dấu phẩy, dấu chấm hoặc đơn vị", "A separator or a scale is mistaken",
        "{culprit} có thể sai dấu phẩy, dấu chấm hoặc đơn vị. {detail}",
        "{culprit} may have a wrong separator or scale. {detail}",
    ),
    "estimate_disagrees": _rule(
        "warning", "Số ước lệch xa phép tính", "An estimate is far from its arithmetic",
        "Dù có số ghi là ước, khoảng, phép tính vẫn lệch {gap}%: {arithmetic}.",
        "Even for a number told as an estimate it is {gap}% off: {arithmetic}.",
    ),
    "number_unreadable": _rule(
        "error", "Số không đọc được", "A number cannot be read",
        "{said} viết không đúng quy cách số, không đọc được.",
        "{said} is no well-formed number.",
    ),
    "number_ambiguous": _rule(
        "notice", "Số có hai cách đọc", "A number has two readings",
        "{said} có hai cách đọc: {recomputed} hoặc {alternative}.",
        "{said} may be {recomputed} or {alternative}.",
    ),
    "date_impossible": _rule(
        "error", "Ngày không có trong lịch", "A day that no calendar has",
        "{said}: không có ngày này trong lịch.",
        "{said} is in no calendar.",
    ),
    "date_after_report": _rule(
        "error", "Văn bản đề ngày sau ngày báo cáo", "A document is dated after the report",
        "Văn bản được dẫn ghi {said}, sau ngày ban hành báo cáo ({issued}).",
        "A document that is cited is dated {said}, after the day of the report ({issued}).",
    ),
    "plan_of_other_year": _rule(
        "warning", "Kế hoạch của năm khác", "A plan of another year",
        "Kết quả {period} được so với «{said}».",
        "A result of {period} is measured against “{said}”.",
    ),
    "place_in_two_bands": _rule(
        "error", "Một địa bàn ở hai nhóm loại trừ nhau", "A place stands in two groups that exclude each other",
        "{subject} được kể trong {said}, nhưng nơi khác là {other}.",
        "{subject} is named under {said}, and elsewhere it is {other}.",
    ),
    "amount_of_another_event": _rule(
        "warning", "Số liệu trùng với số của việc khác", "An amount repeats that of something else",
        "{said} được in cùng câu chữ cho hai việc khác nhau ({subject}); số ở đây có thể đã chép từ {other}.",
        "{said} is printed in the same words for two different things ({subject}); it may be copied from {other}.",
    ),
    "tenfold_jump": _rule(
        "notice", "Tăng, giảm khoảng mười lần so với trước", "A jump of about ten times",
        "{said} bằng {ratio} lần {other}.",
        "{said} is {ratio} times {other}.",
    ),
    "thousandfold_jump": _rule(
        "warning", "Lệch khoảng nghìn lần so với số đối chiếu", "About a thousand times its comparator",
        "{said} bằng {ratio} lần {other}: có thể nhầm dấu hoặc đơn vị.",
        "{said} is {ratio} times {other}: a separator or a unit may be mistaken.",
    ),
    "restated_by_another_report": _rule(
        "notice", "Báo cáo khác nêu khác", "Another report states it differently",
        "In là {said}; {subject} in là {other}.",
        "Printed as {said}; {subject} prints {other}.",
    ),
}  # fmt: skip

OF_KIND = {
    "sum": "sum_does_not_close",
    "subset": "parts_exceed_total",
    "ratio": "percentage_contradicts",
    "change": "change_contradicts",
    "growth": "change_contradicts",
    "same": "restatement_differs",
    "list_count": "count_is_not_names",
    "shares": "shares_do_not_make_100",
    "product": "product_contradicts",
    "whole_before": "no_whole_number_before",
}

SLIPS = {
    "replaced": {"vi": "một chữ số bị thay", "en": "one digit replaced"},
    "transposed": {"vi": "đảo hai chữ số liền nhau", "en": "two neighbouring digits swapped"},
    "missing": {"vi": "sót một chữ số", "en": "a digit left out"},
    "doubled": {"vi": "gõ lặp một chữ số", "en": "a digit typed twice"},
    "separator": {"vi": "nhầm dấu phẩy, dấu chấm", "en": "comma and dot mistaken"},
    "scale": {"vi": "sai hàng chục, hàng nghìn", "en": "ten- or thousandfold"},
    "false_start": {"vi": "chữ số gõ dở còn sót lại", "en": "a false start left standing"},
    "free": {"vi": "một số khác", "en": "another number"},
}
