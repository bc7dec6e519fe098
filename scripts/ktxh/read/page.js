"use strict";
// Marks, the panel, the tip and keys. Text from the report reaches the page as text nodes only, never as markup.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const data = JSON.parse($("#data").textContent);
const figures = data.figures;
const say = data.words;
const panel = $("#panel");
const tip = $("#tip");
const marks = $$("main .n");
const byId = new Map(marks.map(mark => [mark.id, mark]));
const laterParts = id => marks.filter(mark => mark.dataset.of === id);
const narrow = matchMedia("(max-width: 780px)");
let chosen = null;
document.documentElement.classList.add("scripted");

function el(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children.filter(child => child !== "" && child != null));
  return element;
}

// -- what belongs together

function related(id) {
  const found = new Map();
  const figure = figures[id];
  if (!figure) return found;
  for (const relation of figure.relations)
    for (const [, other] of data.relations[relation].terms) if (other && other !== id) found.set(other, "r-term");
  for (const [role, ids] of Object.entries(figure.links)) for (const other of ids) found.set(other, "r-" + role);
  return found;
}

function relate(id) {
  for (const mark of $$("main .n[class*='r-']")) mark.classList.remove(...[...mark.classList].filter(name => name.startsWith("r-")));
  for (const [other, role] of related(id))
    for (const mark of [byId.get(other), ...laterParts(other)]) mark?.classList.add(role);
}

// -- the panel

function reference(id, role, from) {
  const figure = figures[id];
  const isSame = from && figure && figure.label.join() === figures[from].label.join();
  const link = el("a", "ref " + (role ? "r-" + role : ""), el("b", "", figure ? figure.value : byId.get(id)?.textContent || id));
  if (figure) link.append(" ", el("span", "", (isSame ? say.measure[figure.measure] : figure.label.at(-1)) || ""));
  link.href = "#" + id;
  return link;
}

function detailsOf(id) {
  const figure = figures[id];
  const box = el("div");
  box.append(el("p", "value", figure.value));
  box.append(el("span", "chip " + figure.family, say.measure[figure.measure] || figure.measure));
  box.append(el("span", "chip", say.scenario[figure.scenario] || figure.scenario));
  if (figure.doubt) box.append(el("p", "warning", figure.doubt));
  if (figure.label.length) box.append(el("p", "path", ...figure.label.map(head => el("span", "", head))));
  if (figure.evidence) box.append(quote(figure.evidence, byId.get(id).textContent));
  const list = el("dl");
  for (const [field, text, ids] of figure.details)
    list.append(el("dt", "", say.field[field] || field), el("dd", "", text, ...ids.map(other => reference(other, field, id))));
  box.append(list);
  if (figure.relations.length) box.append(el("h2", "", say.page.relations), ...figure.relations.flatMap(relation => arithmetic(relation, id)));
  return box;
}

function quote(evidence, numeral) {
  const at = evidence.indexOf(numeral);
  const isAlone = at >= 0 && evidence.indexOf(numeral, at + 1) < 0;
  if (!isAlone) return el("blockquote", "", evidence);
  return el("blockquote", "", evidence.slice(0, at), el("b", "", numeral), evidence.slice(at + numeral.length));
}

function arithmetic(relationId, from) {
  const relation = data.relations[relationId];
  const list = el("dl");
  for (const [role, id, name] of relation.terms) list.append(el("dt", "", role), el("dd", "", id ? reference(id, "", from) : name));
  if (relation.sum) list.append(el("dt", "", say.sum), el("dd", "", relation.sum));
  return [el("p", "path", el("span", "", relation.kind)), list];
}

function otherDetails(mark) {
  const list = el("dl", "", el("dt", "", say.field.kind), el("dd", "", kindOf(mark)));
  if (mark.dataset.date) list.append(el("dt", "", say.kind.date), el("dd", "", mark.dataset.date));
  list.append(el("dt", "", say.field.where), el("dd", "", say.line + " " + mark.dataset.line));
  return el("div", "", el("p", "value", mark.textContent), list);
}

const kindOf = mark => say.kind[mark.dataset.kind || "figure"] || mark.dataset.kind;

// -- choosing

function reveal(element) {
  for (let box = element.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
}

function choose(id, { jump = false, remember = true } = {}) {
  const mark = byId.get(byId.get(id)?.dataset.of || id);
  if (!mark) return;
  byId.get(chosen)?.classList.remove("chosen");
  chosen = mark.id;
  mark.classList.add("chosen");
  relate(chosen);
  tip.hidden = true;
  $("#detail").replaceChildren(figures[chosen] ? detailsOf(chosen) : otherDetails(mark));
  $("#detail").hidden = false;
  $("#overview").hidden = true;
  panel.scrollTop = 0;
  document.body.classList.add("chosen-one");
  document.body.classList.remove("side-open");
  reveal(mark);
  for (const item of $$(".items a")) item.classList.toggle("chosen", item.hash === mark.hash);
  if (!jump && narrow.matches && mark.getBoundingClientRect().bottom > innerHeight * 0.42)
    scrollBy({ top: mark.getBoundingClientRect().bottom - innerHeight * 0.3 });
  if (jump) {
    mark.scrollIntoView({ block: narrow.matches ? "start" : "center" });
    mark.focus({ preventScroll: true });
  }
  if (remember) try { history.replaceState(null, "", "#" + chosen); } catch { /* a file opened where history is closed */ }
}

function unchoose() {
  byId.get(chosen)?.classList.remove("chosen");
  byId.get(chosen)?.focus({ preventScroll: true });
  chosen = null;
  relate(null);
  $("#detail").hidden = true;
  $("#overview").hidden = false;
  document.body.classList.remove("chosen-one", "side-open");
  try { history.replaceState(null, "", location.pathname + location.search); } catch { /* as above */ }
}

function step(from, list, forward) {
  const at = list.indexOf(byId.get(from));
  const next = at < 0 ? nearest(list, forward) : list[at + (forward ? 1 : -1)];
  if (next) choose(next.id, { jump: true });
}

function nearest(list, forward) {
  const start = chosen ? byId.get(chosen) : null;
  const isBehind = mark => start
    ? start.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING
    : mark.getBoundingClientRect().top > 80;
  return forward ? list.find(isBehind) || list[0] : list.filter(mark => !isBehind(mark) && mark !== start).at(-1);
}

// -- the tip

function showTip(mark) {
  const id = mark.dataset.of || mark.id;
  const figure = figures[id];
  const lines = figure
    ? [el("b", "", figure.value), el("div", "", (say.measure[figure.measure] || "") + " · " + (say.scenario[figure.scenario] || "")),
       figure.label.join(" › "), ...tipLines(figure), figure.doubt && el("div", "doubt", figure.doubt)]
    : [el("b", "", mark.textContent), el("div", "", kindOf(mark)), mark.dataset.date || ""];
  tip.replaceChildren(...lines.filter(Boolean));
  tip.hidden = false;
  const at = mark.getBoundingClientRect();
  const box = tip.getBoundingClientRect();
  const below = at.bottom + 8 + box.height < innerHeight;
  tip.style.left = Math.max(8, Math.min(at.left, innerWidth - box.width - 8)) + "px";
  tip.style.top = (below ? at.bottom + 8 : at.top - box.height - 8) + "px";
}

function tipLines(figure) {
  const shown = new Set(["base_units", "direction", "bound", "base", "comparator", "total", "places", "period"]);
  return figure.details.filter(([field]) => shown.has(field)).map(([field, text, ids]) =>
    el("div", "", say.field[field] + ": " + [text, ...ids.map(id => figures[id]?.value || "")].filter(Boolean).join(" · ")));
}

const markAt = event => event.target.closest?.("main .n");
document.addEventListener("mouseover", event => {
  const mark = markAt(event);
  if (mark) { showTip(mark); relate(mark.dataset.of || mark.id); }
});
document.addEventListener("mouseout", event => {
  if (markAt(event)) { tip.hidden = true; relate(chosen); }
});
document.addEventListener("focusin", event => {
  const mark = markAt(event);
  if (mark && mark.id !== chosen && mark.matches(":focus-visible")) { showTip(mark); relate(mark.dataset.of || mark.id); }
});
document.addEventListener("focusout", event => {
  if (markAt(event)) { tip.hidden = true; relate(chosen); }
});
addEventListener("scroll", () => { tip.hidden = true; }, { passive: true });

// -- clicks and keys

document.addEventListener("click", event => {
  const link = event.target.closest("a[href^='#']");
  if (!link) {
    if (!event.target.closest("#side, #menu")) document.body.classList.remove("side-open");
    return;
  }
  const id = decodeURIComponent(link.hash.slice(1));
  const mark = byId.get(id);
  if (mark) {
    event.preventDefault();
    event.stopPropagation();
    choose(id, { jump: !link.closest("main") });
    if (link.closest("main") && event.detail === 0) panel.focus();
    return;
  }
  const target = document.getElementById(id);
  if (target) { reveal(target); document.body.classList.remove("side-open"); }
});
$("#close").addEventListener("click", unchoose);
$("#previous").addEventListener("click", () => step(chosen, figureMarks(), false));
$("#next").addEventListener("click", () => step(chosen, figureMarks(), true));
$("#menu").addEventListener("click", () => {
  $("#menu").setAttribute("aria-expanded", document.body.classList.toggle("side-open"));
});
$("#theme").addEventListener("click", () => {
  const root = document.documentElement;
  const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = isDark ? "light" : "dark";
});
$("#fold").addEventListener("click", event => {
  const notes = $$("details.note");
  const open = !notes.some(note => note.open);
  for (const note of notes) note.open = open;
  event.target.textContent = event.target.dataset[open ? "fold" : "unfold"];
});
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") { if (event.target.id === "query") event.target.blur(); else unchoose(); return; }
  if (event.target.id === "query") return;
  const stepping = { j: [figureMarks, true], k: [figureMarks, false], n: [doubtMarks, true], p: [doubtMarks, false] }[event.key.toLowerCase()];
  if (stepping) { event.preventDefault(); step(chosen, stepping[0](), stepping[1]); }
  if (event.key === "/") { event.preventDefault(); $("#query").focus(); $("#query").select(); }
});
const isFiltering = () => document.body.classList.contains("filtering");
const figureMarks = () => marks.filter(mark => isFiltering() ? mark.classList.contains("hit") : figures[mark.id]);
const doubtMarks = () => marks.filter(mark => figures[mark.id]?.doubt);

addEventListener("beforeprint", () => { for (const note of $$("details.note")) note.open = true; });

function followHash() {
  const id = decodeURIComponent(location.hash.slice(1));
  if (byId.has(id)) choose(id, { jump: true, remember: false });
  else if (id && document.getElementById(id)) reveal(document.getElementById(id));
}
addEventListener("hashchange", followHash);
