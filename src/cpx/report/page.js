"use strict";

const cards = [...document.querySelectorAll("article")];
const controls = ["q", "status", "origin", "kinds"].map(id => document.getElementById(id));
const [search, ...filters] = controls;
const texts = new Map();

const values = (card, name) => card.dataset[name].split("\n").filter(Boolean);

function textOf(card) {
  if (!texts.has(card)) texts.set(card, card.textContent.toLowerCase());
  return texts.get(card);
}

function offerChoices(filter) {
  const counts = new Map();
  for (const card of cards) for (const value of values(card, filter.id)) counts.set(value, (counts.get(value) ?? 0) + 1);
  for (const [value, count] of [...counts].sort((a, b) => b[1] - a[1])) filter.add(new Option(`${value} (${count})`, value));
  filter.hidden = counts.size < 2;
}

function show() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0, drawn = 0;
  for (const card of cards) {
    const chosen = filters.every(filter => !filter.value || values(card, filter.id).includes(filter.value));
    card.hidden = !(chosen && words.every(word => textOf(card).includes(word)));
    shown += !card.hidden;
    drawn += !card.hidden && card.dataset.status === "drawn";
  }
  const of = shown === cards.length ? "" : `of ${cards.length} `;
  document.getElementById("count").textContent = `${shown} ${of}records, ${drawn} drawn`;
  document.getElementById("none").hidden = shown > 0;
}

// The choices live in the address, so that a view can be kept and sent.
function remember() {
  const set = controls.filter(control => control.value).map(control => [control.id, control.value]);
  location.replace("#" + new URLSearchParams(set));
  show();
}

function recall() {
  const set = new URLSearchParams(location.hash.slice(1));
  for (const control of controls) control.value = set.get(control.id) ?? "";
  show();
}

function unfold(open) {
  for (const section of document.querySelectorAll("details")) section.open = open || section.firstElementChild.textContent.startsWith("Code");
  fold.setAttribute("aria-pressed", open);
}

function step(by) {
  const visible = cards.filter(card => !card.hidden);
  const here = visible.indexOf(document.activeElement.closest("article"));
  const next = visible[here < 0 ? 0 : Math.max(0, Math.min(here + by, visible.length - 1))];
  next?.focus({preventScroll: true});
  next?.scrollIntoView({block: "start"});
}

document.addEventListener("keydown", event => {
  if (event.key === "Escape") {
    for (const control of controls) control.value = "";
    document.activeElement.blur();
    return remember();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select")) return;
  if (event.key === "/") event.preventDefault(), search.focus();
  if (event.key === "j") step(1);
  if (event.key === "k") step(-1);
});

const fold = document.getElementById("fold");
fold.addEventListener("click", () => unfold(fold.getAttribute("aria-pressed") !== "true"));
controls.forEach(control => control.addEventListener("input", remember));
addEventListener("hashchange", recall);
filters.forEach(offerChoices);
recall();

// A long script's failing line is brought into its box.
for (const failed of document.querySelectorAll("mark.line")) {
  const box = failed.closest("pre");
  box.scrollTop = failed.offsetTop - box.clientHeight / 2;
}
