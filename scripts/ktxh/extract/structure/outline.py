"""Order: lines become passages in reading order, hung into an outline of parts, sections, paragraphs and footnotes.

Converted reports carry no page breaks, so a footnote's text stands in the middle of the page text and cuts sentences;
the body goes on behind it, and a footnote may go on behind that. What was cut is joined again here. A page is body
lines, then footnote lines; the forms that tell where one ends are in `_Reader.choose`.
"""

from __future__ import annotations

import re

from ktxh.extract.document import Document
from ktxh.extract.numbers.numerals import SUPERSCRIPTS, is_exponent
from ktxh.extract.structure.lines import Line, is_capital, read_lines
from ktxh.extract.structure.lists import AMOUNT, lines_to_complete, list_is_complete
from ktxh.extract.structure.sections import Section, mark_number, without_marks
from ktxh.extract.structure.upright import lay_rows

_CONNECTIVE = re.compile(r"(?:trong đó|gồm|bao gồm|cụ thể|kết quả|\d)[\s\d]*(?:\W|$|con|người)", re.IGNORECASE)
_MARK = re.compile(rf"([{SUPERSCRIPTS}]+)|\[(\d{{1,3}})\]")
_FULL_LINE = 80
_LIST_MAX = 60  # lines of a list that a page cut
_RANK = {"document": 0, "part": 1, "capital": 1, "upper": 1, "roman": 2, "numbered": 3, "lettered": 9}


def _title_of(line: Line) -> str:
    """The head of a bullet or paragraph: its words before a colon, when they are few and make a name."""
    head, colon, _ = line.words.partition(":")
    if not colon and line.form != "plain" and not line.is_closed and not re.search(r"\d", line.words):
        colon = ":"  # a head that lost its colon
    head = head.strip(" *")
    is_name = colon and len(head) <= 120 and ". " not in head and head.count("(") == head.count(")")
    return head if is_name and not _CONNECTIVE.match(head) else ""


def _is_bare_head(node: Section) -> bool:
    return (
        len(node.lines) == 1 and node.lines[0].announces and bool(node.title) and not AMOUNT.search(node.lines[0].text)
    )


class _Reader:
    """Walks the lines once and says for each which stream, the body or a footnote, it belongs to."""

    def __init__(self, document: Document) -> None:
        self.root = Section(0, None, "document", title="")
        self.sections = [self.root]
        self.headings: list[Section] = [self.root]
        self.body: list[Section] = []  # stack of open bullets under the current heading
        self.notes: dict[int, Section] = {}
        self.note: Section | None = None  # footnote being read
        self.note_stack: list[Section] = []
        self.cut_note: Section | None = None  # footnote that a page cut in mid-sentence
        self.last_body: Section | None = None
        self.document = document
        self.ahead: list[Line] = []  # the line that is read, and those behind it
        self.last_note: Section | None = None  # the footnote read last
        self.last_lines: list[Line] | None = None  # of that footnote, once asked for
        self.lines_left = 0  # of its list, when that goes on behind text of the body

    # -- state

    def _body_is_open(self) -> bool:
        return bool(self.last_body and self.last_body.lines and not self.last_body.lines[-1].is_closed
                    and self.last_body.section_type not in ("part", "section"))  # fmt: skip

    def _note_lines(self) -> list[Line]:
        return self._lines_of(self.note)

    def _lines_of(self, note: Section) -> list[Line]:
        return [line for node in self.sections if node.footnote_of is note for line in node.lines]

    # -- choice

    def choose(self, line: Line) -> str:
        """`heading`, `body`, `note` (a new footnote), `in_note` or `back_to_note` (one that a page had cut)."""
        if line.form == "footnote" and line.words and self._is_next_note(line):
            return "note"
        if line.form == "capital":
            return "body" if self._titles_a_part(line) else "heading"
        if line.form in ("part", "upper", "roman") or (
            line.form == "numbered" and line.is_title and self._fits_outline(line)
        ):
            return "heading"
        if self.note is None:
            # A body line that breaks off is the last of its page: next comes what was left of a cut footnote.
            resumes = line.goes_on and self.cut_note is not None
            if resumes and (self._body_is_open() or not self._body_expects(line)):
                return "back_to_note"
            return "body"
        last = self._note_lines()[-1]
        if line.goes_on:
            return "body" if self._body_is_open() or last.is_closed else "in_note"
        if line.form == "plain":
            return "body" if last.ends_sentence or not self._body_is_open() else "in_note"
        if self._body_is_open():
            return "in_note"
        if self.last_body and self.last_body.lines and self.last_body.lines[-1].announces:
            return "body" if list_is_complete(self._note_lines(), line.mark) else "in_note"
        return "in_note" if self._note_has_list() else "body"

    def _lines_of_cut_list(self, line: Line) -> int:
        """How many lines from here on are what the list of the last footnote, cut by a page, lacks to its total."""
        if line.form != "bullet" or self.last_note is None or self.note is not None or self._body_is_open():
            return 0
        if self.last_body and self.last_body.lines and self.last_body.lines[-1].announces:
            return 0
        if self.last_lines is None:
            self.last_lines = self._lines_of(self.last_note)[-_LIST_MAX:]
        return lines_to_complete(self.last_lines, self.ahead)

    def _breaks_off(self, line: Line) -> bool:
        """Whether the last body line was cut before a capital (a name, a law): it is a full line, no heading of its own."""
        return not line.is_title and not line.is_tabular and len(self.last_body.lines[-1].words) >= _FULL_LINE

    def _body_expects(self, line: Line) -> bool:
        return self._body_is_open() and line.goes_on

    def _note_has_list(self) -> bool:
        lines = self._note_lines()
        return lines[0].announces or any(line.form != "plain" for line in lines[1:])

    def _is_next_note(self, line: Line) -> bool:
        number = mark_number(line.mark)
        return number not in self.notes and (not self.notes or number == max(self.notes) + 1)

    def _fits_outline(self, line: Line) -> bool:
        """Inside a footnote a numbered line is a heading only when it carries the outline on."""
        if self.note is None:
            return True
        number = line.mark
        seen = {heading.number for heading in self.headings}
        head, _, tail = number.rpartition(".")
        if tail == "1":
            return head in seen or not head
        return any(
            s.number == f"{head}.{int(tail) - 1}".lstrip(".") for s in self.sections if s.section_type == "section"
        )

    # -- growth

    def _add(self, parent: Section, section_type: str, line: Line, **values: object) -> Section:
        node = Section(len(self.sections), parent, section_type, lines=[line], **values)
        self.sections.append(node)
        return node

    def heading(self, line: Line) -> None:
        """Open a part or a numbered section."""
        self.note = None
        depth = _RANK.get(line.form, 3) + (line.mark.count(".") if line.form == "numbered" else 0)
        while self.headings[-1].depth >= depth:
            self.headings.pop()
        kind = "part" if line.form == "part" else "section"
        node = self._add(self.headings[-1], kind, line, number=line.mark, title=without_marks(line.words), depth=depth)
        if line.form == "part":
            node.title = line.text.strip(" *")
        self.headings.append(node)
        self.body, self.last_body = [], node

    def title_line(self, line: Line) -> bool:
        """A line in capitals right under a part's number is its title."""
        if self._titles_a_part(line):
            top = self.headings[-1]
            top.title = f"{top.title}: {line.words}"
            top.lines.append(line)
            return True
        return False

    def _titles_a_part(self, line: Line) -> bool:
        top = self.headings[-1]
        bare = top.section_type == "part" and self.last_body is top and len(top.lines) == 1
        return bare and line.form in ("plain", "capital") and is_capital(line.words)

    def _announcer(self, stack: list[Section]) -> Section | None:
        """The open bullet that ends with a colon and has no bullets yet: the paragraphs behind it are what it announced."""
        top = stack[-1] if stack else None
        if top is None or top.section_type != "bullet" or not top.lines[-1].announces:
            return None
        return None if any(node.parent is top and node.section_type == "bullet" for node in self.sections) else top

    def _level_of(self, stack: list[Section], mark: str, line: Line) -> int | None:
        """Where in the stack of open bullets a new one belongs; None when it opens a deeper level.

        The same marker may serve two levels: `- Hộ tịch:` `- Cấp huyện:` … `- Cấp xã:` … `- Chứng thực`. A bare head takes the
        next bullet as its first item whatever its marker, and items are told from heads by their first word.
        """
        levels = [i for i, node in enumerate(stack) if node.mark == mark]
        if not levels:
            return None
        top = stack[-1]
        if top.mark == mark and _is_bare_head(top) and line.announces:
            return None
        alike = [i for i in levels if stack[i].lines[0].words.split()[:1] == line.words.split()[:1]]
        return alike[-1] if alike else levels[0]

    def _place(self, stack: list[Section], home: Section, line: Line, footnote: Section | None) -> Section:
        """A new paragraph or bullet under `home`; a marker seen before closes what was opened since."""
        if line.form == "plain":
            home = self._announcer(stack) or home
            if home.section_type != "bullet":
                stack.clear()
            node = self._add(
                home, "paragraph", line, title=_title_of(line) if line.announces else "", footnote_of=footnote
            )
            if line.opens_list:
                stack.append(node)
            return node
        mark = line.mark if line.form == "bullet" else line.form
        level = self._level_of(stack, mark, line)
        if level is not None:
            del stack[level:]
        parent = stack[-1] if stack else home
        node = self._add(parent, "bullet", line, number=line.mark if line.form != "bullet" else "", title=_title_of(line),
                         mark=mark, footnote_of=footnote)  # fmt: skip
        stack.append(node)
        return node

    def read(self, line: Line) -> None:
        """Take one line in."""
        if line.form == "page":  # stands between two lines of a sentence, and changes nothing
            self._add(self.headings[-1], "paragraph", line)
            return
        self.lines_left = self.lines_left or self._lines_of_cut_list(line)
        if self.lines_left:
            self.note, self.lines_left = self.last_note, self.lines_left - 1
            self.go_on_in_note(line)
            self.note = self.note if self.lines_left else None
            return
        choice = self.choose(line)
        if choice == "heading":
            self.heading(line)
        elif choice == "note":
            self.open_note(line)
        elif choice == "in_note":
            self.go_on_in_note(line)
        elif choice == "back_to_note":
            self.note, self.cut_note = self.cut_note, None
            self.go_on_in_note(line)
        else:
            self.go_on_in_body(line)

    def open_note(self, line: Line) -> None:
        """A footnote starts; it hangs under the heading that is open."""
        number = mark_number(line.mark)
        self.note = self._add(self.headings[-1], "footnote", line, number=str(number), title=_title_of(line), mark="")
        self.note.footnote_of = self.notes[number] = self.note
        self.note_stack, self.last_note, self.last_lines = [], self.note, None

    def go_on_in_note(self, line: Line) -> None:
        """A line of the open footnote: the rest of a cut sentence, or its next item."""
        self.last_lines = None
        last_node = next(node for node in reversed(self.sections) if node.footnote_of is self.note)
        if line.goes_on and not last_node.lines[-1].is_closed:
            last_node.lines.append(line)
        else:
            self._place(self.note_stack, self.note, line, self.note)

    def go_on_in_body(self, line: Line) -> None:
        """A line of the body: the rest of a cut sentence, or its next paragraph."""
        if self.note is not None:
            last = self._note_lines()[-1]
            self.cut_note = None if last.is_closed else self.note
            self.note = None
        if self.title_line(line):
            return
        if self._body_is_open() and line.form == "plain" and (line.goes_on or self._breaks_off(line)):
            self.last_body.lines.append(line)
            return
        self.last_body = self._place(self.body, self.headings[-1], line, None)


def read_outline(document: Document) -> list[Section]:
    """All nodes of the outline; item 0 is the document. Every line with text on it is in exactly one node's `lines`."""
    reader = _Reader(document)
    lines = list(lay_rows(read_lines(document)))
    for i, line in enumerate(lines):
        reader.ahead = lines[i : i + _LIST_MAX] if line.form == "bullet" else []
        reader.read(line)
    _tie_footnotes(reader)
    return reader.sections


def _tie_footnotes(reader: _Reader) -> None:
    """Hang every footnote under the paragraph that carries its mark, wherever its text stands."""
    homes = [(line.start, line.end, node) for node in reader.sections for line in node.lines]
    for match in _MARK.finditer(reader.document.text):
        mark = match.group(1) or match.group(2)
        note = reader.notes.get(mark_number(mark))
        if note is None or note.mark_at is not None or is_exponent(reader.document.text, match.start()):
            continue
        home = next((node for start, end, node in homes if start <= match.start() < end), None)
        if home is not None and not any(node is note for node in home.path):
            note.parent, note.mark_at = home, match.start() + (match.group(2) is not None)
