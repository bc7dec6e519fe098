"""Words that tell what a number is: growth, attainment, share, plan, earlier period, look ahead.

Expressions over lower-case text. Those that look left are anchored at the number's left edge, those that look right at
its unit's right edge.
"""

from __future__ import annotations

import re

PLAN_NOUN = r"(?:tổng\s+)?(?:kế\s+hoạch|quy\s+hoạch|kịch\s+bản|kh|dt(?!\s+(?:gieo|trồng|lúa|đất|tự|canh|rừng))|dự\s+toán|chỉ\s+tiêu|mục\s+tiêu|nghị\s+quyết|nq|tiến\s+độ)\b"
_GIVER = (
    r"(?:ubnd|hđnd|hội\s+đồng\s+nhân\s+dân|trung\s+ương|tw|tỉnh|huyện|thành\s+phố|thị\s+xã|bộ|sở|xã)(?:\s+(?:tỉnh|huyện|xã|thành\s+phố|tài\s+chính))*"
    r"(?:,\s*(?:tỉnh|huyện|xã))?\s+(?:giao|xây\s+dựng|đề\s+ra)"
)
_SO = r"(?:so\s*(?:với|sánh\s+với)?\s*(?:%\s*)?)"
_WHEN = (
    r"(?:cùng\s+kỳ|ck\b|kỳ\s+trước|năm\s+(?:học\s+)?(?:trước|ngoái|\d{4})|tháng\s+(?:trước|\d)|quý\s+trước|đầu\s+năm|cuối\s+năm|cuối\s+kỳ|"
    r"thời\s+kỳ|thời\s+điểm|giai\s+đoạn|vụ\b|ngày\s+\d|\d{1,2}/\d{1,2}/\d{4}|(?:19|20)\d\d)"
)

# right of a number
PLAN_RIGHT = re.compile(rf"\s*%?\s*(?:{_SO}?(?:với\s+)?(?:{PLAN_NOUN}|{_GIVER}))")
PLAN_OF_PAIR = re.compile(
    rf"^\s*(?:theo\s+|của\s+)?(?:{PLAN_NOUN}|{_GIVER}|(?:được\s+)?giao)(?:\s+(?:năm|giao|huyện|tỉnh|xã|đề\s+ra))*(?!\w)"
)
PREVIOUS_RIGHT = re.compile(rf"\s*%?\s*(?:{_SO}\s*(?:với\s+)?{_WHEN}|{_WHEN})")
COMPARED_LATER = re.compile(
    rf"^[^.;()%\d]{{0,60}}?\b{_SO}\s*(?:với\s+)?(?:(?P<plan>{PLAN_NOUN}|{_GIVER})|(?P<previous>{_WHEN}))"
)
OF_WHOLE_RIGHT = re.compile(r"\s*(?:trên|trong|của)?\s*(?:tổng\s+(?!kế)(?:số\b)?|số\s+|grdp|gdp)")
OF_THAT_RIGHT = re.compile(r"\s*(?:dân\s+số|(?:diện\s+tích|sản\s+lượng)\b(?!\s+(?:kế|kh\b|giao|theo|được\s+giao)))")
# `chiếm 15% trong 940 ca`: the whole stands behind its share.
WHOLE_LEFT = re.compile(r"\s*(?:trong|trên|của)(?:\s+tổng)?(?:\s+số)?\s*$")
PHRASE_END = re.compile(
    r"[;.()\n]|,(?!\s*(?:tỉnh|huyện|xã|hđnd|ubnd)\s+giao)|\s(?:và|đạt|bằng|tăng|giảm|Tăng|Giảm|vượt|chiếm|đến|tới|do|là|trong|nhưng|nên|để)\s|$"
)
WHOLE_END = re.compile(
    r"[;.()\n]|,(?!\s*(?:thị\s+trấn|phường)\b)|\s(?:và|đạt|bằng|tăng|giảm|vượt|chiếm|đến|do|là|nhưng)\s|$"
)
SO_LEFT = re.compile(r"^[\s%]*(?:[Ss]o\s*(?:với|sánh với)?\s*)?(?:với\s+)?")
GROWTH_IS_LEFT = re.compile(r"(?P<verb>tăng|giảm)(?:\s+trưởng)?\s+so\s+với(?P<than>[^,;]{0,40})\slà\s*$")

# left of a number
CHANGE_LEFT = re.compile(
    r"(?:^|\W)(?P<verb>tăng|giảm|vượt|hụt|bớt|sụt|tụt|(?:cao|thấp|nhiều|ít|kém)\s+hơn|lên\s+giá|tăng\s+trưởng)(?::|\s+(?:thêm|bớt|bình\s+quân|hơn|trên|gần|khoảng|được|đi|tới|mạnh|nhẹ|khá|nhanh|ròng))*\s*$"
)
CHANGE_OF_LEFT = re.compile(r"(?:^|\W)(?P<verb>tăng|giảm|vượt)\s+(?P<what>[^.;:,()%]{2,70}?)(?:\s+(?:từ|là))*\s*$")
STATE_LEFT = re.compile(
    r"(?:^|\W)(?:lên|xuống|còn|xuống\s+còn|lên\s+thành|thành|đến|lên\s+đến|lên\s+tới|giảm\s+còn)\s*$"
)
# Of money that judgments award so much was executed; young men are called up to a quota.
TO_EXECUTE_LEFT = re.compile(
    r"(?<!\w)về\s+(?:số\s+)?(?:tiền|giá\s+trị)(?:\s+(?:là|đạt|được|thi\s+hành(?:\s+xong)?))*\s*:?\s*$", re.IGNORECASE
)
CALLED_UP_LEFT = re.compile(r"(?<!\w)(?:giao|tuyển)\s+(?:nhận\s+)?quân[^;.\d]*$", re.IGNORECASE)
TIMES_LEFT = re.compile(r"(?:^|\W)(?:gấp|bằng)(?:\s+(?:khoảng|hơn|gần|trên))?\s*$")
INDEX_LEFT = re.compile(r"(?:^|\W)(?:bằng|đạt|=|được)\s*(?:tỷ\s+lệ|tỉ\s+lệ)?\s*$")
SHARE_LEFT = re.compile(r"(?:^|\W)chiếm(?:\s+(?:tới|đến|khoảng|t[ỷỉ]\s+(?:lệ|trọng)))*\s*$|t[ỷỉ]\s+trọng\s*:?\s*$")
# `Cơ cấu kinh tế: nông nghiệp 28%, công nghiệp 41%, dịch vụ`: names and percentages, up to the name of the next.
STRUCTURE_LEFT = re.compile(
    r"(?:cơ\s+cấu(?!\s+lại)|t[ỷỉ]\s+trọng)[^.:;\d]{0,80}:\s*(?:[^.;,()%\d]{2,60}?\d[\d.,]*\s?%\s*(?:[,;]\s*|\svà\s))*[^.;,()%\d]{2,60}$"
)
SO_FAR_LEFT = re.compile(
    r"[\s,(]*(?:(?:tính\s+)?đến\s+(?:nay|(?:hết\s+|ngày\s+|tháng\s+)*\d[\d/]*)\s+)?(?:(?:mới|đã|chỉ)\s+)*(?:đạt|được|bằng)\s*"
)
DISBURSED_LEFT = re.compile(r"giải\s+ngân(?:\s+(?:chung|toàn\s+\w+))?(?:\s+(?:đạt|được))?(?:\s+t[ỷỉ]\s+lệ)?\s*$")
MORE_THAN_LEFT = re.compile(
    rf"(?P<verb>(?:cao|thấp|nhiều|ít|lớn|nhỏ)(?=\s+hơn)|vượt(?=\s+{PLAN_NOUN}))\s+(?:hơn\s+)?(?:so\s+với\s+)?(?!hơn\s)[^,;.()\d]{{2,50}}\s$"
)
TO_RIGHT = re.compile(r"(?:\s*\((?:năm\s+)?(?:19|20)\d\d\))?[^.;()]{0,60}?\b(?:lên|xuống|còn|xuống\s+còn|lên\s+đến)\s")
HEAD_OF_CHANGES = re.compile(r"(?:^|[.;])(?:(?!t[ỷỉ]\s+lệ)[^.;:])*\b(?P<verb>tăng|giảm)\b(?!\s+nghèo)[^.;:]*:")
RESPECTIVELY_LEFT = re.compile(r"(?:lần\s+lượt|tương\s+ứng)(?:\s+là)?\s*$")
SINCE = re.compile(
    r"\W*(?:[^:]{0,40}:\s*)?(?:từ\s+(?:đầu\s+nhiệm\s+kỳ|năm\s+\d{4}|ngày\s+thành\s+lập|(?:ngày\s+)?\d{1,2}/\d{1,2}\s+đến)|tính\s+chung|cộng\s+dồn|l[ũu][yỹ]\s+kế)"
)
RATE_LEFT = re.compile(r"t[ỷỉ]\s+lệ(?:\s+(?:đạt|là|chiếm|tăng|giảm))?\s*:?\s*$")
COMPARED_LEFT = re.compile(
    rf"{_SO}\s*(?:với\s+)?(?:(?P<plan>{PLAN_NOUN}[^,.;()\d]{{0,30}}|{_GIVER})|(?P<previous>{_WHEN}[^,.;()]{{0,30}}?))\s*,?\s*"
    r"(?:tăng|giảm|đạt|bằng|vượt)(?:\s+(?:thêm|hơn|trên|gần|khoảng))*\s*$"
)
# What must not be passed: `giới hạn cho phép dưới 2%`, `(quy định không quá 5%)`.
LIMIT = r"(?<!\w)(?:(?:giới\s+hạn|ngưỡng|định\s+mức)(?:\s+(?:cho\s+phép|quy\s+định|đề\s+ra))?|mức\s+(?:cho\s+phép|quy\s+định)|\((?:cho\s+phép|quy\s+định))(?:\s+là)?\s*:?\s*$"
PLAN_LEFT = re.compile(
    rf"(?<!theo\s)(?<!đúng\s)(?<!vượt\s)(?<!\w){PLAN_NOUN}(?:\s+(?:đến|năm|cả|vốn|thu|chi|tỉnh|huyện|xã|tp|thành\s+phố|quận|phường|sở|bộ|được|giao|đề|ra|hđnd|ubnd|trồng|tiêm|đầu\s+tư(?:\s+công)?|ngân\s+sách|nhà\s+nước|sản\s+xuất|gieo\s+trồng|duyệt|phê\s+duyệt|\d{{4}}))*\s*(?:là|tăng|giảm|:)?\s*$"
    rf"|(?:^|[\s(,;:]){_GIVER}(?:\s+là)?\s*:?\s*$"
    rf"|^\W*(?:kế\s+hoạch|chỉ\s+tiêu|dự\s+toán)\s+(?:(?!đạt|thực\s+hiện|hoàn\s+thành)[^,;.:()%]){{2,50}}(?:\slà|:)\s*$"  # Kế hoạch trồng rừng là 300 ha
    r"|^\W*(?:năm\s+\d{4}\s*,?\s*)?(?:kế\s+hoạch|chỉ\s+tiêu|dự\s+toán)\s+(?:được\s+)?giao\s+[^,;.:()%\d]{2,40}\s$"  # Kế hoạch giao trồng rừng 300 ha
    rf"|{LIMIT}"
    r"|\bđược\s+giao\s*$|(?<!\w)biên\s+chế\s+(?:được\s+)?giao(?:\s+là)?\s*:?\s*$|(?<!\w)vốn\s[^,;.()]{0,50}\sgiao(?:\s+(?:cho\s+)?(?:huyện|xã|tỉnh|đơn\s+vị))?(?:\s+là)?\s*$|(?:^|[\s(,;:])(?:tỉnh|huyện|xã|ubnd\s+\w+|hđnd\s+\w+)\s+phấn\s+đấu\s*$"
)
PLAN_BEFORE_PARENTHESIS = re.compile(
    rf"(?<!\w){PLAN_NOUN}(?:\s+(?:năm|giao|đề|ra|huyện|tỉnh|xã|được|hđnd|ubnd|\d{{4}}))*\s*$"
)
PREVIOUS_BEFORE_PARENTHESIS = re.compile(rf"(?<!\w){_SO}\s*(?:với\s+)?{_WHEN}(?:\s+(?:năm|trước|\d{{4}}))*\s*$")
AT_START = re.compile(r"\W*(?:đầu|cuối)\s+năm(?:\s+\d{4})?\s*,")
AT_YEARS_END = re.compile(r"\W*(?:đến\s+)?(?:đầu|cuối|hết)\s+năm\s+(?P<year>20\d\d)(?!\d)[^\d;.]*$")
# `Đầu năm xã có 40 hộ nghèo, nay còn 31 hộ`: what was, and what is.
WAS_AT_START = re.compile(r"\W*(?:đầu|cuối)\s+(?:năm|nhiệm\s+kỳ|kỳ)(?!\w)(?!.*\b(?:nay|hiện|cuối\s+năm|cuối\s+kỳ)\b)")
NOW_RIGHT = re.compile(r"[^.]*?[,;]\s*(?:đến\s+|hiện\s+)?(?:nay|cuối\s+(?:năm|kỳ)|hiện)\b")
PREVIOUS_LEFT = re.compile(
    r"(?:^|[\s(,;:])(?<!so )(?<!với )(?<!tháng )(?<!từ )(?:cùng\s+kỳ|ck|(?:năm|kỳ|tháng|quý|vụ)\s+trước|năm\s+ngoái|đầu\s+năm|"
    r"trước\s+(?:đây|đó|(?:khi\s+)?(?:dịch|bão|lũ|sắp\s+xếp|sáp\s+nhập|hợp\s+nhất|đại\s+hội)))(?:\s+năm\s+\d{4}|\s+\d{4})?(?:\s+chỉ)?(?:\s+(?:là|đạt|có))?\s*:?\s*$"
)
FROM_VERB_LEFT = re.compile(r"(?:tăng|giảm|nâng|hạ|tăng\s+tương\s+ứng)\s*$")
ANY_CHANGE = re.compile(r"(?<!\w)(?P<verb>tăng|giảm)(?!\w)")
# What is to change is listed first, the number holds for each: `Giảm số vụ, số người chết, mỗi mặt từ 5%`.
EACH_LEFT = re.compile(
    r"(?:^|[,:]\s*)\W*(?:phấn\s+đấu\s+)?(?:kéo\s+)?(?P<verb>tăng|giảm)\s[^;.:()\d]*,\s*(?:mỗi|từng)\s+(?:mặt|tiêu\s+chí|chỉ\s+tiêu|loại|nội\s+dung)\s*$"
)
RATE_OF_FALL_LEFT = re.compile(
    r"(?P<verb>giảm)\s+(?:tỷ\s+lệ\s+)?(?:hộ\s+)?nghèo(?:\s+đa\s+chiều)?(?:\s+(?:đạt|là|bình\s+quân|được))*\s*$"
)
POVERTY = re.compile(r"nghèo", re.IGNORECASE)
FROM_LEFT = re.compile(r"(?:tăng|giảm|nâng|hạ)\s+từ\s*$")
CUMULATIVE = re.compile(
    r"l[ũu][yỹ]\s+kế|tổng\s+(?:thu|chi)\s[^;.]*đến\s+thời\s+điểm\s+báo\s+cáo|tính\s+chung|cộng\s+dồn|từ\s+trước\s+(?:đến|tới)\s+nay|tổng\s+cộng\s+(?:đã\s+)?có|có\s+tổng\s+cộng|nâng\s+tổng|nâng\s+(?:số|diện\s+tích)\s[^,;.]*\slên|tổng\s+số\s+[^,;.]*\s+lên|đưa\s+[^,;.]*\s+lên",
    re.IGNORECASE,
)

# over a sentence
ESTIMATE = re.compile(
    r"(?<!\w)(?:ước(?:\s+(?:tính|thực\s+hiện|thu|chi|số|đạt|cả))*|dự\s+kiến|dự\s+ước|số\s+ước\s+thu\s+lũy\s+kế)[^.;]{0,40}?(?:(?:hết|cuối|cả)\s+năm|31/12|(?:đến|năm)\s+\d{4}|đến\s+\d{1,2}/\d{1,2}/\d{4})|cả\s+năm\s+(?:dự\s+)?ước"
)
ESTIMATE_LATER = re.compile(r"(?:tính\s+)?(?:tới|đến|hết)\s+(?:ngày\s+)?31/12/\d{4}\s*,?\s*ước")
AIM = re.compile(
    r"(?:nhiệm\s+vụ|trong|,)\s+thời\s+gian\s+tới|ph[aấâ]n\s+đ[aấâầ]u|mục\s+tiêu\s+(?:đến|năm)|đặt\s+mục\s+tiêu|đề\s+ra\s+mục\s+tiêu|chỉ\s+tiêu\s+năm|dự\s+kiến\s+năm|"
    r"đề\s+ra\s+(?:giảm|tăng|đưa)|năm\s+20\d\d\s+(?:đề|đặt)\s+ra"
)
# `Kế hoạch năm học 2023 - 2024: huy động 86% trẻ`: what a head in the sentence sets for a year or school year.
AIMS_OF_YEAR = re.compile(
    r"\W*(?:kế\s+hoạch|chỉ\s+tiêu|mục\s+tiêu|phương\s+hướng|nhiệm\s+vụ)\s+(?:[^\W\d_]+\s+){0,3}?năm\s+(?:học\s+)?(?P<year>20\d\d)(?:\s*[-–]\s*(?P<last>20\d\d))?[^:.;\d]{0,30}:"
)
# The same for a part of the year, where no result is told beside it: `Kế hoạch quý IV: gieo trồng 320 ha`.
AIMS_OF_PART = re.compile(
    r"\W*(?:kế\s+hoạch|chỉ\s+tiêu|mục\s+tiêu|phương\s+hướng|nhiệm\s+vụ)\s+(?:[^\W\d_]+\s+){0,3}?"
    r"(?:quý\s+(?:[ivx]+|\d)|tháng\s+\d{1,2}|\d{1,2}\s+tháng\s+cuối\s+năm)[^:.;\d]{0,20}:(?!\s*\d)(?!.*\b(?:thực\s+hiện|th|đạt|đã)\b)",
    re.IGNORECASE,
)
AHEAD_YEAR = re.compile(r"(?:đến|tới|vào|năm)\s+(?:năm\s+)?(20\d\d)(?!\s*[-–])")
COMPARED_WITH_LEFT = re.compile(
    r"(?<!\w)so\s+(?:với\s+)?(?:(?:mức|con\s+số|cùng\s+kỳ|ck|(?:năm|kỳ|tháng|quý)\s+trước|năm\s+ngoái)(?:\s+(?:là|có))?\s+)?$"
)  # tăng 12% so với 40 tỷ đồng
COMPARED_JUST_LEFT = re.compile(r"so\s*(?:với)?\s*$|cùng\s+kỳ\s*$")
AHEAD_HEADING = re.compile(
    r"(?:\d+\s+tháng|quý\s+\S+)\s+cuối\s+năm|(?:phương\s+hướng|nhiệm\s+vụ|kế\s+hoạch)\s+(?:quý|tháng|\d+\s+tháng)|^[^.;]{0,60}\bphấn\s+đấu\s*:?\s*$",
    re.IGNORECASE,
)
RESULT_TITLE = re.compile(r"tình\s+hình|kết\s+quả|tổng\s+kết|sơ\s+kết", re.IGNORECASE)
AIM_TITLE = re.compile(
    r"mục\s+tiêu|phương\s+hướng|chỉ\s+tiêu|nhiệm\s+vụ|kế\s+hoạch|định\s+hướng|giải\s+pháp", re.IGNORECASE
)
# A body that sets aims says so in its heading, also for the year that is the report's own.
SETS_AIMS = re.compile(
    r"(?!.*(?:kết\s+quả|tình\s+hình)).*?(?:thông\s+qua|quyết\s+nghị|quyết\s+định|đề\s+ra|đặt\s+ra|xác\s+định|giao|phấn\s+đấu)\s.*?"
    r"(?:nhiệm\s+vụ|mục\s+tiêu|chỉ\s+tiêu|kế\s+hoạch|phương\s+hướng)",
    re.IGNORECASE,
)
AIM_HEADING = re.compile(
    r"(?!.*(?:đạt|thực\s+hiện|kết\s+quả|hoàn\s+thành|triển\s+khai))(?:các\s+)?(?:mục\s+tiêu|chỉ\s+tiêu|phương\s+hướng|nhiệm\s+vụ)",
    re.IGNORECASE,
)
ANNOUNCES_AIMS = re.compile(
    r"(?!.*(?:kết\s+quả|tình\s+hình|đạt\s+được|đã\s|thực\s+hiện\s+(?:các|được))).*?(?:phấn\s+đấu|(?:các\s+)?(?:chỉ\s+tiêu|mục\s+tiêu)\s+(?:chủ\s+yếu|cụ\s+thể|chính|năm))",
    re.IGNORECASE,
)
# Says that something came about: the aims of the sentence before do not go on.
TOLD = re.compile(
    r"(?<!\w)(?:đã|kết\s+quả|đạt\s+được|hiện|cùng\s+kỳ|ước|nay|qua|so\s+với|năm\s+\d{4}|tính\s+đến|xảy\s+ra)(?!\w)",
    re.IGNORECASE,
)
TERM_IS_OVER = re.compile(
    r"kết\s+quả|kết\s+thúc|đánh\s+giá|đạt\s+được|(?:trong|nhìn\s+lại)\s+nhiệm\s+kỳ|(?:qua|sau)\s+(?:5|năm)\s+năm",
    re.IGNORECASE,
)
TERM = re.compile(r"^\W*nhiệm\s+kỳ\s+((?:19|20)\d\d)\s?[-–]\s?((?:19|20)\d\d)", re.IGNORECASE | re.MULTILINE)
RATE_WORDS = re.compile(
    r"t[ỷỉ]\s+lệ(?!\s+(?:tăng|giảm))|t[ỷỉ]\s+suất|hộ\s+(?:cận\s+)?nghèo|cận\s+nghèo|tốc\s+độ(?!\s+tăng)|độ\s+che\s+phủ",
    re.IGNORECASE,
)
# A day behind a share of a plan: by then it is to be reached, unless a verb in front says that it was.
DUE_RIGHT = re.compile(r"[^;.,:]{0,40}?(?:đến\s+hết|trước|chậm\s+nhất)\s+(?:ngày|tháng|năm|quý)", re.IGNORECASE)
EXPECTED_LEFT = re.compile(r"(?<!\w)dự\s+kiến\s(?:(?!đã\s|được\s)[^.;,:])*$", re.IGNORECASE)
MEANT_LEFT = re.compile(
    r"(?<!\w)(?:dự\s+kiến|dự\s+định|(?<!quy )(?<!ổn )định|có\s+kế\s+hoạch)\s(?:(?!đã\s|được\s|ước\s)[^.;,:])*$"
)
DONE_SINCE = re.compile(r"[,;.]\s*(?:(?:tính\s+)?(?:đến|tới)\s+(?:nay|thời\s+điểm|ngày)|hiện|đã)(?!\w)[^.;%]*$")
# Behind an aim: what came of it so far.
REACHED_NOW_LEFT = re.compile(
    r"(?<!\w)(?:(?:đến|tới|hiện)\s+nay|hiện(?:\s+tại)?\s+đã|thực\s+tế)(?!\w)(?!.*\bphấn\s+đấu)"
)
REACHED_LEFT = re.compile(r"\b(?:đã|đạt|được|là|bằng|ước)\b", re.IGNORECASE)
# Of this year, beside next year's aim: `68 triệu (ước năm 2024 là 62,5)`.
ESTIMATE_ASIDE = re.compile(r"\W*ước", re.IGNORECASE)
OF_YEAR_LEFT = re.compile(
    r"\W*(?:[^\d,;.():]{0,40}[:,]\s*)?(?:vụ\s+[^\d,;.():]{2,16}\s)?(?:trong\s+|kết\s+quả\s+|kết\s+thúc\s+|ước\s+(?:thực\s+hiện\s+)?)?(?:năm\s+)?(?P<year>20\d\d)(?![\d.,/]*\d|\s*[-–]\s*\d)(?:\s*,?\s*ước(?!\w))?"
)
NEXT_YEAR_LISTED = re.compile(r"\s*[;,]\s*(?:năm\s+)?20\d\d\s*:?\s*\d", re.IGNORECASE)
# A parenthesis or list that goes on with what was said to grow: `tăng 9%, trong đó nông nghiệp 4%, dịch vụ 12%`.
AMONG_LEFT = re.compile(r"(?:trong\s+đó|tr\.\s?đó|cụ\s+thể|gồm)(?!\w)[\s:]*")
