"""Units: the words behind a number that say what it counts, their code, and the power of ten they carry.

A closed list of measures and an open one of counters: reports count with any noun (`6 máy cày`), so a counter that is
not listed keeps its printed word and has no code. Codes are described in seeds/reference/ref_units.csv.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MULTIPLIERS = {
    "nghìn": 1_000, "ngàn": 1_000, "vạn": 10_000, "triệu": 1_000_000, "tr": 1_000_000, "trđ": 1_000_000,
    "tỷ": 1_000_000_000, "tỉ": 1_000_000_000,
}  # fmt: skip

# surface form (lower case, one blank between words) → code
_MEASURES = {
    "%": "percent", "‰": "permille", "điểm phần trăm": "percentage_point", "điểm %": "percentage_point", "lần": "times",
    "đồng": "VND", "đ": "VND", "vnđ": "VND", "vnd": "VND", "usd": "USD", "đô la": "USD", "đô la mỹ": "USD", "đôla": "USD",
    "đồng/người/năm": "VND_per_person_year", "đồng/người": "VND_per_person", "đồng/ha": "VND_per_ha",
    "đồng/hộ": "VND_per_household",
    "ha": "ha", "hecta": "ha", "héc ta": "ha", "m2": "m2", "m²": "m2", "km2": "km2", "km²": "km2",
    "m": "m", "km": "km", "cm": "cm", "mm": "mm", "m3": "m3", "m³": "m3", "mét": "m", "lít": "litre",
    "kg": "kg", "tấn": "tonne", "tạ": "quintal", "yến": "", "tạ/ha": "quintal_per_ha", "tấn/ha": "tonne_per_ha",
    "kwh": "kWh", "mwh": "MWh", "mw": "MW", "bác sĩ/vạn dân": "per_10000", "bác sĩ/10.000 dân": "per_10000", "giường/vạn dân": "per_10000",
    "giường bệnh/vạn dân": "per_10000", "cv": "horsepower", "giờ/ngày": "", "m/s": "m_per_s",
    "tiêu chí/xã": "criterion_per_commune", "tiêu chí nông thôn mới/xã": "criterion_per_commune",
    "tiêu chí ntm/xã": "criterion_per_commune", "tiêu chí nông thôn mới/01 xã": "criterion_per_commune",
    "huyện, thị xã, thành phố": "", "huyện, thành phố": "", "huyện, thị xã": "",
    "trợ cấp tuất": "", "trợ cấp mai táng": "", "trợ cấp": "",
    "kg/người/năm": "kg_per_person_year", "kg/người": "kg_per_person",
}  # fmt: skip

_COUNTERS = {
    "person": "người|lao động|cán bộ, công chức, viên chức|cán bộ, công chức|thương, bệnh binh|cán bộ|công chức|viên chức|đối tượng|thành viên|công dân|học viên|bệnh nhân|đảng viên|"
    "khách hàng|tân binh|bác sĩ|công nhân|đoàn viên|hội viên|nhân khẩu|đại biểu|thanh niên|quân nhân|thương binh|giáo viên|cbcs|khẩu|đồng chí|đ/c|nữ|lđ|tn|gv|cn|đv|hv|cb",
    "household": "hộ|hộ dân",
    "head": "con",
    "head_turn": "lượt con",
    "visitor_turn": "lượt khách",
    "turn": "lượt người|lượt cbcs|lượt ý kiến|lượt|ca|lượt hộ",
    "commune": "xã, thị trấn|xã, phường|xã|phường|thị trấn",
    "village": "thôn, khối phố|thôn, bản|thôn, buôn|thôn, làng|thôn, ấp|thôn, tổ dân phố|khóm, ấp|ấp, khóm|ấp, khu phố|buôn, làng|thôn|bản|làng|ấp|khóm|buôn|khối phố|khu phố|tổ dân phố|xóm",
    "case": "trường hợp|vụ, việc|vụ/việc|vụ việc|vụ|th|cặp",
    "dossier": "hồ sơ|thủ tục|bản sao|giấy chứng nhận|giấy phép|gpxd|gplx|gcn|giấy|tài khoản|quyết định|kết luận|văn bản",
    "petition": "đơn",
    "school": "trường học|trường",
    "class": "lớp",
    "pupil": "học sinh|h/s|hs|trẻ em|trẻ|cháu|em",
    "project": "công trình, dự án|dự án, công trình|chương trình dự án|dự án|công trình|da",
    "cooperative": "hợp tác xã|htx|tổ hợp tác|tht",
    "enterprise": "doanh nghiệp|dn|công ty",
    "product": "sản phẩm|sp",
    "criterion": "tiêu chí|tc",
    "indicator": "chỉ tiêu",
    "task": "nhiệm vụ",
    "house": "ngôi nhà|nhà ở|nhà",
    "tree": "cây",
    "workday": "ngày công|công",
    "item": "chi bộ|chi đoàn|chi hội|thuê bao|xe ô tô|ô tô|xe mô tô|mô tô|xe gắn máy|xe máy|xe đạp|xe tải|xe|đtdđ|nhóm hàng hóa|nhóm hàng|suất quà|suất|cái|chiếc|đôi|chai|bộ|viên|liều|quả|tấm|máy|mái vòm|mái che|thửa đất|thửa|giường|phòng học|phòng|điểm trường|"
    "điểm|vị trí|cuộc|hội nghị|buổi|tin, bài, văn bản|tin, bài|tin|bài|trạm y tế|dãy nhà|đơn vị|cơ quan|mô hình|trang trại|gia trại|tổ|đội|nhóm|đàn|cộng đồng|"
    "nhà văn hóa|nhà văn hoá|nhà máy|lớp tập huấn|tuyến|cầu|cột|bể|đợt|lĩnh vực|chương trình|việc|mái|dãy|khách|phiếu|cơ sở|câu lạc bộ|clb|quy định|giải thưởng|"
    "huy chương|chuỗi|lớp học|cánh đồng|tổ chức|nội dung|di tích|lễ hội|người dân|gia đình|khu dân cư|tài liệu|thông báo",
}  # fmt: skip

CODES = _MEASURES | {word: code for code, words in _COUNTERS.items() for word in words.split("|")}
_LENGTHS = frozenset(("m", "km", "times"))  # 229,1km/276,16km: so much of a road's whole length
_COUNTABLE = frozenset(_COUNTERS) | {"VND"}

# Words that follow a number without being what it counts.
_NOT_A_UNIT = frozenset(
    """đạt bằng tăng giảm so trong ngoài tại ở và do của với từ đến tới là có được đã thuộc năm tháng ngày quý giờ theo
    cho còn trên dưới bao gồm chiếm tỷ tỉ vượt chưa không khác cụ nên thì mà như hay hoặc nhưng để khi nếu sau trước lên
    xuống ước khoảng bị phải sẽ đang tiếp tuổi phút bình tổng số trở thực các những mỗi cùng kỳ kh đ hoàn thành duy thu
    chi riêng hiện gấp lũy luỹ qua mặc tương ra vào cũng lại vẫn đều nâng đưa ngập sâu dự kế chỉ ổn""".split()
)

_WORD = r"[^\W\d_]+"
_MULTIPLIER = r"nghìn tỷ|nghìn tỉ|ngàn tỷ|ngàn tỉ|" + "|".join(sorted(MULTIPLIERS, key=len, reverse=True))
_SPAN = r"\d{1,2}\s+(?:tháng|năm|ngày|quý|vụ)(?!\w)"  # kg/người/6 tháng
_SURFACES = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(CODES, key=len, reverse=True))
_SURFACES = re.sub(r"(hộ|người)\\s\+dân(?=\|)", r"\g<0>(?!\\s+tộc)", _SURFACES)  # 215 hộ dân tộc thiểu số: hộ
_UNIT = re.compile(
    rf"\s*(?:(?P<multiplier>{_MULTIPLIER})(?:(?![^\W\d_])|(?=đ))(?!\s+(?:lệ|trọng|suất))(?:\.(?=\s?(?:đ|vn|usd)))?\s*)?(?P<unit>[%‰]|(?:{_SURFACES})(?![^\W\d_²³]))?"
    rf"(?P<per>(?:\s?/\s?(?:{_SPAN}|(?:doanh\s+nghiệp|lao\s+động|hợp\s+tác\s+xã|học\s+sinh|trang\s+trại|đầu\s+người)(?!\w)|ngày\s+đêm|(?!KH\b|NQ\b|DT\b|CK\b){_WORD}(?<=m)[23²³](?!\d)|(?!KH\b|NQ\b|DT\b|CK\b){_WORD}))+)?",
    re.IGNORECASE,
)
# So many for a round number of others: `112 bé trai/100 bé gái`, `9,5 bác sĩ/10.000 dân`.
_PER_MANY = re.compile(
    rf"\s*(?:{_WORD}\s+){{0,2}}{_WORD}\s?/\s?(?:100|1\.000|10\.000|100\.000)\s+"
    r"(?:người(?:\s+dân)?|dân|hộ(?:\s+dân)?|(?:trẻ(?:\s+em)?|bé)(?:\s+(?:gái|nữ|đẻ\s+sống))?|nữ)(?!\w)",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-ZĐÂÊÔƠƯ][^\W\d_A-Z]+\s+[A-ZĐÂÊÔƠƯ][^\W\d_A-Z]")
_OPEN_COUNTER = re.compile(rf"\s*(?P<unit>{_WORD})")


@dataclass(frozen=True)
class Unit:
    """What stands behind a number. `raw` is verbatim, `code` empty when unknown, `end` where it ends in the passage."""

    raw: str
    code: str
    multiplier: int
    end: int

    @property
    def is_countable(self) -> bool:
        """Whether things are counted one by one, so that decimals make no sense."""
        return self.code in _COUNTABLE and self.multiplier == 1

    @property
    def is_measure(self) -> bool:
        """Whether it measures (area, weight, money, rates), so that a pair a/b of it sets a result against a plan."""
        return bool(self.code) and self.code not in _COUNTERS and self.code not in _LENGTHS

    @property
    def is_percent(self) -> bool:
        """Whether it is a percent sign or percentage points."""
        return self.code in ("percent", "percentage_point")


NO_UNIT = Unit("", "", 1, -1)


# What offices shorten: the same counter in fewer letters.
_SPELT = {
    "da": "dự án", "dn": "doanh nghiệp", "htx": "hợp tác xã", "hs": "học sinh", "h/s": "học sinh", "th": "trường hợp",
    "đ/c": "đồng chí", "tn": "thanh niên", "lđ": "lao động", "gv": "giáo viên", "cn": "công nhân", "đv": "đảng viên", "hv": "hội viên", "cb": "cán bộ",
    "sp": "sản phẩm", "tht": "tổ hợp tác", "clb": "câu lạc bộ", "tc": "tiêu chí", "gpxd": "giấy phép", "đtdđ": "điện thoại",
}  # fmt: skip


def spelt(unit_raw: str) -> str:
    """A printed unit in lower case, a shortened counter in full."""
    words = " ".join(unit_raw.lower().split())
    return _SPELT.get(words, words)


def counts_things(unit: Unit) -> bool:
    """Whether the unit is a counter (hộ, suất, máy cày), listed or not, rather than a measure or a rate (đồng/năm)."""
    return bool(unit.raw) and (unit.code in _COUNTERS or (not unit.code and "/" not in unit.raw))


def counts_places(unit: Unit) -> bool:
    """Whether communes or villages are counted."""
    return unit.code in ("commune", "village")


def _multiplier(word: str | None) -> int:
    factor = 1
    for part in (word or "").lower().split():
        factor *= MULTIPLIERS[part]
    return factor


def read_unit(text: str, at: int) -> Unit:
    """The unit that starts at `at` (blanks allowed before it), or NO_UNIT with `end` = `at`."""
    if (match := _PER_MANY.match(text, at)) and " ".join(match.group().lower().split()) not in CODES:
        return Unit(match.group().strip(), "", 1, match.end())
    match = _UNIT.match(text, at)
    if match and (match.group("multiplier") or match.group("unit")) and not _is_name(text, match.start("unit")):
        word, unit, per = match.group("multiplier"), match.group("unit") or "", match.group("per") or ""
        multiplier, end = _multiplier(word), match.end()
        surface = " ".join(unit.lower().split())
        code = CODES.get(surface, "")
        if word and not unit:
            code = "VND" if word.lower() in ("tỷ", "tỉ", "trđ", "triệu", "tr") and not _counts_next(text, end) else ""
            if not code and (counter := _OPEN_COUNTER.match(text, match.end("multiplier"))):
                end, per = counter.end(), ""
        if per:
            compound = surface + "".join(re.sub(r"\s", "", per).lower())
            if compound in CODES:
                code = CODES[compound]
            elif code == "percent":
                end = match.end() if per.strip("/ ").lower() == "năm" else match.start("per")
            else:
                code = ""
        return Unit(text[match.start() : end].strip(), code, multiplier, end)
    match = _OPEN_COUNTER.match(text, at)
    if match and match.group("unit").islower() and match.group("unit") not in _NOT_A_UNIT:
        return Unit(match.group("unit"), "", 1, match.end())
    return Unit("", "", 1, at)


def _is_name(text: str, at: int) -> bool:
    """Whether the words at `at` are a proper name (Làng Khả), not a counter."""
    return at >= 0 and bool(_NAME.match(text, at))


def _counts_next(text: str, at: int) -> bool:
    match = _OPEN_COUNTER.match(text, at)
    return bool(match and match.group("unit").islower() and match.group("unit") not in _NOT_A_UNIT)
