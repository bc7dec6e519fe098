// Tabs, filters and search.

// -- tabs

const tabs = $$("[role='tab']");
function openTab(tab) {
  for (const other of tabs) {
    other.setAttribute("aria-selected", other === tab);
    other.tabIndex = other === tab ? 0 : -1;
    document.getElementById(other.getAttribute("aria-controls")).hidden = other !== tab;
  }
  if (tab.id === "tab-list" && !$("#items").children.length) filter();
}
for (const [i, tab] of tabs.entries()) {
  tab.addEventListener("click", () => openTab(tab));
  tab.addEventListener("keydown", event => {
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!move) return;
    const next = tabs[(i + move + tabs.length) % tabs.length];
    openTab(next);
    next.focus();
  });
}

const headings = $$("#outline a").map(link => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))]);
let waiting = false;
addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    const passed = headings.filter(([, heading]) => heading && heading.getBoundingClientRect().top < 140);
    for (const [link] of headings) link.classList.toggle("here", link === passed.at(-1)?.[0]);
  });
}, { passive: true });

// -- filters

const CHUNK = 150;
let matching = [];

function chosenValues() {
  const found = {};
  for (const set of $$("fieldset[data-facet]")) {
    const values = $$("input:checked", set).map(input => input.value);
    if (values.length) found[set.dataset.facet] = new Set(values);
  }
  return found;
}

function matches(mark, wanted) {
  const figure = figures[mark.id];
  const kind = mark.dataset.kind || (mark.dataset.of ? "figure_part" : "figure");
  if (wanted.kind ? !wanted.kind.has(kind) : !figure) return false;
  for (const group of ["measure", "scenario"]) if (wanted[group] && !(figure && wanted[group].has(figure[group]))) return false;
  return !wanted.doubt || Boolean(figure && figure.doubts.some(doubt => wanted.doubt.has(doubt)));
}

function filter() {
  const wanted = chosenValues();
  const isOn = Object.keys(wanted).length > 0;
  matching = marks.filter(mark => matches(mark, wanted));
  const hits = new Set(matching);
  for (const mark of marks) mark.classList.toggle("hit", isOn && hits.has(mark));
  document.body.classList.toggle("filtering", isOn);
  $("#found").textContent = matching.length + " " + say.page.shown;
  $("#clear").hidden = !isOn;
  $("#items").replaceChildren();
  showMore();
}

function showMore() {
  const shown = $("#items").children.length;
  $("#items").append(...matching.slice(shown, shown + CHUNK).map(item));
  $("#more").hidden = $("#items").children.length >= matching.length;
}

function item(mark) {
  const figure = figures[mark.id];
  const words = figure ? figure.label.join(" › ") : around(mark);
  const link = el("a", mark.id === chosen ? "chosen" : "", el("b", "", figure ? figure.value : mark.textContent), " ", el("span", "", words), " ",
    el("i", "", say.line + " " + (figure ? figure.line : mark.dataset.line)));
  link.href = "#" + mark.id;
  return link;
}

function around(mark) {
  const before = (mark.previousSibling?.textContent || "").slice(-24);
  const after = (mark.nextSibling?.textContent || "").slice(0, 24);
  return "…" + before + mark.textContent + after + "…";
}

for (const input of $$("fieldset[data-facet] input")) input.addEventListener("change", filter);
$("#more").addEventListener("click", showMore);
$("#clear").addEventListener("click", () => {
  for (const input of $$("fieldset[data-facet] input:checked")) input.checked = false;
  filter();
});
for (const button of $$("[data-kind-filter]"))
  button.addEventListener("click", () => {
    for (const input of $$("fieldset[data-facet] input")) input.checked = input.closest("[data-facet='kind']") && input.value === button.dataset.kindFilter;
    openTab($("#tab-list"));
    filter();
    if (matching.length) matching[0].scrollIntoView({ block: "center" });
  });

// -- search: words without regard to case or accents, numbers without regard to their marks

const fold = text => text.replace(/[\s\S]/g, char => {
  const bare = char.normalize("NFD")[0].toLowerCase();
  return bare === "đ" ? "d" : bare.length === 1 ? bare : char;
});
let index = null;
let ranges = [];
let at = -1;

function buildIndex() {
  return $$("main .w").map(block => {
    const nodes = [];
    let text = "";
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      nodes.push([text.length, walker.currentNode]);
      text += walker.currentNode.data;
    }
    return { text: fold(text), nodes };
  });
}

function rangeOf({ nodes }, start, end) {
  const range = document.createRange();
  const holder = offset => nodes.findLast(([from]) => from <= offset);
  const [first, last] = [holder(start), holder(end - 1)];
  range.setStart(first[1], start - first[0]);
  range.setEnd(last[1], end - last[0]);
  return range;
}

function find(query) {
  const wanted = fold(query.trim()).replace(/\s+/g, " ");
  if (wanted.length < 2 && !/\d/.test(wanted)) return [];
  if (/^[\d.,]+$/.test(wanted)) {
    const digits = wanted.replace(/[.,]/g, "");
    return digits ? marks.filter(mark => mark.textContent.replace(/[.,]/g, "").includes(digits)).map(mark => {
      const range = document.createRange();
      range.selectNodeContents(mark);
      return range;
    }) : [];
  }
  index ??= buildIndex();
  const found = [];
  for (const block of index)
    for (let start = block.text.indexOf(wanted); start >= 0; start = block.text.indexOf(wanted, start + wanted.length))
      found.push(rangeOf(block, start, start + wanted.length));
  return found;
}

function search() {
  ranges = find($("#query").value);
  at = -1;
  if (window.CSS?.highlights) {
    CSS.highlights.set("hit", new Highlight(...ranges));
    CSS.highlights.delete("hit-now");
  }
  $("#hits").textContent = !$("#query").value.trim() ? "" : ranges.length || say.page.none;
}

function goTo(next) {
  if (!ranges.length) return;
  at = (next + ranges.length) % ranges.length;
  const range = ranges[at];
  const element = range.startContainer.nodeType === 1 ? range.startContainer : range.startContainer.parentElement;
  reveal(element);
  if (window.CSS?.highlights) CSS.highlights.set("hit-now", new Highlight(range));
  else { getSelection().removeAllRanges(); getSelection().addRange(range); }
  const box = range.getBoundingClientRect();
  scrollBy({ top: box.top - innerHeight * 0.4 });
  $("#hits").textContent = at + 1 + "/" + ranges.length;
}

$("#query").addEventListener("input", search);
$("#query").addEventListener("keydown", event => {
  if (event.key === "Enter" && event.shiftKey) { event.preventDefault(); goTo(at - 1); }
});
$("#find").addEventListener("submit", event => { event.preventDefault(); goTo(at + 1); });
$("#hit-previous").addEventListener("click", () => goTo(at - 1));

openTab(tabs[0]);
followHash();
