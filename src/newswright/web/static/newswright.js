// Makes the page quicker to use. Everything here also works without it: forms post, links open panels by :target.
"use strict";

const find = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// Votes and saves, without leaving the place.

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-vote], [data-save]") || !event.submitter) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form));
  body.set(event.submitter.name, event.submitter.value);
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    show(form, await answer.json());
  } catch {
    HTMLFormElement.prototype.submit.call(withValue(form, event.submitter)); // the plain way says what is wrong
  }
});

function show(form, said) {
  if (form.matches("[data-save]")) {
    press(find("button", form), said.is_saved, said.is_saved ? "0" : "1");
    return;
  }
  // The same story may stand on the page more than once.
  for (const one of all("[data-vote]").filter((other) => other.action === form.action)) {
    const [up, down] = [find("[data-up]", one), find("[data-down]", one)];
    press(up, said.mine === 1, said.mine === 1 ? "0" : "1");
    press(down, said.mine === -1, said.mine === -1 ? "0" : "-1");
    find("[data-n]", up).textContent = said.n_up;
    find("[data-n]", down).textContent = said.n_down;
  }
}

function press(button, isOn, next) {
  button.setAttribute("aria-pressed", String(isOn));
  button.value = next;
}

function withValue(form, button) {
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value });
  form.append(field);
  return form;
}

// The passages behind a sentence: opened in place, without a trail in the browser's history.

let opener = null;

document.addEventListener("click", (event) => {
  const sentence = event.target.closest("a.s");
  if (sentence) {
    event.preventDefault();
    location.hash === sentence.hash ? close() : open(sentence);
  } else if (event.target.closest(".note-close")) {
    event.preventDefault();
    close();
  } else if (opener && !event.target.closest(".note")) {
    close();
  }
});

function open(sentence) {
  opener?.removeAttribute("aria-current");
  opener = sentence;
  sentence.setAttribute("aria-current", "true");
  location.replace(sentence.hash);
  find(sentence.hash).focus({ preventScroll: true });
}

function close() {
  if (!find(".note:target")) return;
  location.replace("#closed"); // no such place, so nothing is the target and nothing moves
  history.replaceState(null, "", location.pathname + location.search);
  opener?.removeAttribute("aria-current");
  opener?.focus({ preventScroll: true });
  opener = null;
}

// Keys.

let at = -1;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog[open]")) return;
  const act = keys[event.key];
  if (!act) return;
  if (act() !== false) event.preventDefault();
});

const keys = {
  j: () => move(1),
  k: () => move(-1),
  o: () => find(".headline a", current())?.click() ?? false,
  u: () => find("[data-up]", current())?.click() ?? false,
  d: () => find("[data-down]", current())?.click() ?? false,
  s: () => find("[data-save] button", current())?.click() ?? false,
  "/": () => find("#q").focus(),
  "?": () => find("#keys").showModal(),
  Escape: () => close() ?? false,
};

function move(by) {
  const cards = all("article.card");
  if (!cards.length) return false;
  at = Math.max(0, Math.min(cards.length - 1, at + by));
  find(".headline a", cards[at])?.focus();
  cards[at].scrollIntoView({ block: "nearest" });
}

function current() {
  return document.activeElement?.closest("[data-story]") ?? all("[data-story]")[Math.max(0, at)] ?? document;
}

// Exact times in the reader's own time zone, on hover.

for (const time of all("time[title]")) {
  const when = new Date(time.dateTime);
  if (!Number.isNaN(when.getTime())) time.title = when.toLocaleString([], { dateStyle: "long", timeStyle: "short" });
}
