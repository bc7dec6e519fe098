"use strict";
// From a number to its arithmetic and its findings, and back. Text of the report reaches the page as text nodes only.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const data = JSON.parse($("#data").textContent);
const marks = new Map($$("main a.n").map(mark => [mark.id, mark]));
const cases = $$(".case");
const narrow = matchMedia("(max-width: 780px)");
const looks = { exact: "good", rounded: "good", holds: "good", truncated: "cut", inconsistent: "bad", unreadable: "bad" };
let active = null;
document.documentElement.classList.add("scripted");

function el(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

function link(id, text) {
  const found = el("a", "ref", text);
  found.href = "#" + id;
  return found;
}

// -- showing

function clear() {
  for (const mark of $$("main .n.chosen, main .n.with")) mark.classList.remove("chosen", "with");
  for (const card of cases) card.classList.remove("active");
}

function showNumber(id) {
  const number = data.numbers[id];
  const box = $("#chosen");
  box.replaceChildren(el("p", "value", marks.get(id).textContent));
  for (const name of number.relations) {
    const relation = data.relations[name];
    const terms = el("p", "numbers");
    for (const [role, other, text] of relation.terms) {
      const term = other ? link(other, text) : el("span", "ref", text);
      term.title = role;
      terms.append(term);
      if (other && other !== id) marks.get(other)?.classList.add("with");
    }
    box.append(el("div", "relation",
      el("p", "", el("span", "chip " + looks[relation.verdict], relation.word), " ", el("span", "soft", relation.kind)),
      el("p", "formula", relation.formula), terms));
  }
  box.hidden = !number.relations.length;
}

function activate(card) {
  active = card;
  card.classList.add("active");
  for (const id of data.cases[card.dataset.case]) marks.get(id)?.classList.add("with");
  if ($("#at")) $("#at").textContent = cases.indexOf(card) + 1 + " / " + cases.length;
}

function reveal(element) {
  for (let box = element.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  element.scrollIntoView({ block: narrow.matches ? "start" : "center" });
}

function remember(id) {
  try { history.replaceState(null, "", "#" + id); } catch { /* a file opened where history is closed */ }
}

function chooseNumber(id, jump) {
  const mark = marks.get(marks.get(id)?.dataset.of || id);
  if (!mark || !data.numbers[mark.id]) return;
  clear();
  showNumber(mark.id);
  const card = cases.find(item => data.numbers[mark.id].cases.includes(Number(item.dataset.case)));
  if (card) activate(card);
  mark.classList.remove("with");
  mark.classList.add("chosen");
  document.body.classList.add("chosen-one");
  if (narrow.matches || !card) $("#panel").scrollTop = 0;
  else card.scrollIntoView({ block: "center" });
  if (jump) { reveal(mark); mark.focus({ preventScroll: true }); }
  remember(mark.id);
}

function chooseCase(card, jump = true) {
  clear();
  $("#chosen").hidden = true;
  document.body.classList.add("chosen-one");
  activate(card);
  const carrier = $(`main a.to-note[href="#${card.id}"]`)?.closest("sup").previousElementSibling;
  const mark = carrier || marks.get(data.cases[card.dataset.case][0]);
  mark.classList.add("chosen");
  if (!narrow.matches) card.scrollIntoView({ block: "nearest" });
  if (jump) reveal(mark);
  remember(card.id);
}

function unchoose() {
  clear();
  active = null;
  $("#chosen").hidden = true;
  document.body.classList.remove("chosen-one");
  try { history.replaceState(null, "", location.pathname + location.search); } catch { /* as above */ }
}

function step(by) {
  const at = cases.indexOf(active);
  const card = at < 0 ? cases[by > 0 ? 0 : cases.length - 1] : cases[at + by];
  if (card) { chooseCase(card); if (!narrow.matches) card.focus({ preventScroll: true }); }
}

// -- clicks and keys

document.addEventListener("click", event => {
  const anchor = event.target.closest("a[href^='#']");
  if (anchor) {
    const id = decodeURIComponent(anchor.hash.slice(1));
    const card = id.startsWith("case-") && document.getElementById(id);
    if (!card && !marks.has(id)) return;
    event.preventDefault();
    if (card) chooseCase(card, false);
    else chooseNumber(id, !anchor.closest("main"));
    return;
  }
  const card = event.target.closest(".case");
  if (card && !getSelection().toString()) chooseCase(card);
});
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key === "escape") unchoose();
  else if (key === "j") step(1);
  else if (key === "k") step(-1);
  else if (key === "enter" && event.target.classList.contains("case")) chooseCase(event.target);
});
$("#previous")?.addEventListener("click", () => step(-1));
$("#next")?.addEventListener("click", () => step(1));
$("#close").addEventListener("click", unchoose);
$("#theme").addEventListener("click", () => {
  const root = document.documentElement;
  const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = isDark ? "light" : "dark";
});
addEventListener("beforeprint", () => { for (const note of $$("details.note")) note.open = true; });

function followHash() {
  const id = decodeURIComponent(location.hash.slice(1));
  const card = id.startsWith("case-") && document.getElementById(id);
  if (card) chooseCase(card);
  else if (marks.has(id)) chooseNumber(id, true);
}
addEventListener("hashchange", followHash);
addEventListener("load", () => requestAnimationFrame(followHash)); // after the browser's own jump to the fragment
