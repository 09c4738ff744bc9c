// The bench page: one stream of events brings what changed, keys press the buttons that are there, nothing typed is ever replaced.
"use strict";

const SILENCE_MS = 1800; // The server is heard every second.
const RECONNECT_MS = 3000;
const WATCH_MS = 200;
const AGE_MS = 100;

const body = document.body;
const part = (id) => document.getElementById(id);

// The stream. A connection that says nothing is as good as none: it is closed and opened again.
let source = null;
let heard = performance.now();
let opened = 0;
const swap = (id, html) => {
  const target = part(id);
  target.innerHTML = html;
  htmx.process(target);
};
const connect = () => {
  source?.close();
  opened = performance.now();
  source = new EventSource(body.dataset.live);
  const on = (name, act) => source.addEventListener(name, (event) => { hear(); act(event.data); });
  on("rail", (html) => swap("rail", html));
  on("bar", (html) => swap("bar", html));
  on("chip", (html) => swap("chip", html));
  on("point", (html) => { swap("point", html); say(); });
  on("instruments", (html) => { swap("instruments", html); shownAt = performance.now(); });
  on("desk", offerDesk);
  on("beat", () => {});
  on("over", () => { source.close(); isOver = true; leave(); });
};
const hear = () => {
  heard = performance.now();
  part("lost").hidden = true;
  body.classList.remove("stale");
};
setInterval(() => {
  const now = performance.now();
  if (now - heard < SILENCE_MS) return;
  part("lost").hidden = false;
  body.classList.add("stale");
  if (now - opened > RECONNECT_MS) connect();
}, WATCH_MS);

// The end of the run leads to the record, once no answer is under way that leads there itself.
let isOver = false;
let underWay = 0;
const leave = () => isOver && underWay === 0 && location.assign(body.dataset.over);
document.addEventListener("htmx:beforeRequest", () => underWay++);
document.addEventListener("htmx:afterRequest", () => { underWay--; leave(); });

// Milliseconds since the last byte count on between two events.
let shownAt = performance.now();
setInterval(() => document.querySelectorAll("[data-age]").forEach((age) => {
  age.textContent = Math.round(Number(age.dataset.age) + performance.now() - shownAt);
}), AGE_MS);

// A new reading and its verdict are heard once.
const say = () => {
  const text = document.querySelector("[data-say]")?.textContent ?? "";
  if (part("say").textContent !== text) part("say").textContent = text;
};

// The form of the desk. It gives way only to another question, and not while something is typed in it.
let present = null;
const keyOf = (root) => root.querySelector("[data-desk]")?.dataset.desk;
const isTyped = () => [...part("desk").querySelectorAll("input, textarea, select")].some((field) =>
  field.type === "radio" ? field.checked !== field.defaultChecked : field.type !== "hidden" && field.value !== field.defaultValue);
const offerDesk = (html) => {
  const next = document.createElement("template");
  next.innerHTML = html;
  if (keyOf(next.content) === keyOf(part("desk"))) return;
  if (isTyped()) {
    present = html;
    part("moved").hidden = false;
    return;
  }
  showDesk(html);
};
const showDesk = (html) => {
  swap("desk", html);
  deskChanged();
};
const deskChanged = () => {
  present = null;
  part("moved").hidden = true;
  restore();
  if (!document.querySelector("dialog[open]")) focusDesk();
};
const focusDesk = () => (part("desk").querySelector(".is-invalid, [autofocus]") ?? body).focus();
part("show-present").addEventListener("click", () => present && showDesk(present));
document.addEventListener("htmx:beforeSwap", (event) => {
  // The stream was faster than the answer: what the answer shows is there already, and may have been typed in.
  const { target, xhr, serverResponse } = event.detail;
  if (target?.id !== "desk" || xhr.status !== 200) return;
  const next = document.createElement("template");
  next.innerHTML = serverResponse;
  if (keyOf(next.content) === keyOf(target)) event.detail.shouldSwap = false;
});
document.addEventListener("htmx:afterSwap", (event) => event.target.id === "desk" && deskChanged());
// What a dialog fetches when it opens is filled in at once.
document.addEventListener("htmx:afterSwap", (event) => event.target.closest("dialog[open]")?.querySelector("select, input:not([type=hidden])")?.focus());

// What is typed survives a reload of the page.
const draftKey = () => `${location.pathname}#${keyOf(part("desk"))}`;
document.addEventListener("input", (event) => {
  if (!event.target.closest("#desk")) return;
  const typed = [...part("desk").querySelectorAll("input:not([type=hidden])")].filter((field) => field.type !== "radio" || field.checked);
  sessionStorage.setItem(draftKey(), JSON.stringify(typed.map((field) => [field.name, field.value])));
});
const restore = () => {
  for (const [name, value] of JSON.parse(sessionStorage.getItem(draftKey()) ?? "[]")) {
    for (const field of part("desk").querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "radio") field.checked = field.value === value;
      else if (!field.value) field.value = value;
    }
  }
};

// Dialogs remember the moment they were opened at: the decision is about that moment.
const openDialog = (name) => {
  const dialog = part(`ask-${name}`);
  if (!dialog || document.querySelector("dialog[open]")) return;
  const seen = document.querySelector("[data-seen]")?.dataset.seen;
  dialog.querySelectorAll("[name=seen]").forEach((field) => (field.value = seen));
  if (dialog.dataset.from) htmx.ajax("GET", dialog.dataset.from, { target: `#${dialog.id} .dialog-body`, swap: "innerHTML" });
  dialog.showModal();
  dialog.querySelector("input:not([type=hidden]), .bytes, button")?.focus();
};
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) {
    event.preventDefault();
    if (opener.getAttribute("aria-disabled") !== "true") openDialog(opener.dataset.dialog);
    return;
  }
  const closer = event.target.closest("[data-close]");
  if (closer) {
    event.preventDefault();
    closer.closest("dialog").close();
  }
});
document.addEventListener("htmx:afterRequest", (event) => {
  const dialog = event.target.closest("dialog");
  if (!dialog || event.target.tagName !== "FORM") return;
  if (event.detail.successful) {
    event.target.reset();
    dialog.close();
    // The stream may have brought the next question while the dialog stood before it.
    focusDesk();
  } else {
    dialog.querySelector("input:not([type=hidden])")?.focus();
  }
});
document.querySelectorAll("dialog[open]").forEach((dialog) => { dialog.close(); dialog.showModal(); });

// Keys press what is there to be pressed. A key that is held counts once.
const press = (key) => {
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!target || target.getAttribute("aria-disabled") === "true") return false;
  target.click();
  return true;
};
const isTyping = (target) => target.matches("input:not([type=radio]), textarea, select");
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const { key, target } = event;
  if (event.repeat && !isTyping(target)) {
    if (key === "Enter" || key === " ") event.preventDefault();
    return;
  }
  if (key === "F9" || (key === "F2" && !document.querySelector("dialog[open]"))) {
    event.preventDefault();
    press(key);
    return;
  }
  if (document.querySelector("dialog[open]") || isTyping(target)) return;
  const row = target.closest("[data-check]");
  if (row && /^[yn]$/i.test(key)) {
    event.preventDefault();
    answer(row, key.toLowerCase() === "y" ? "1" : "0");
    return;
  }
  if (target.closest("a, button, summary, input") && (key === "Enter" || key === " ") && !event.shiftKey) return;
  const name = key === " " ? "Space" : key === "Enter" && event.shiftKey ? "Shift+Enter" : key.length === 1 ? key.toUpperCase() : key;
  if (press(name)) event.preventDefault();
});
const answer = (row, value) => {
  const choice = row.querySelector(`input[value="${value}"]`);
  choice.checked = true;
  choice.dispatchEvent(new Event("input", { bubbles: true }));
  const next = row.nextElementSibling;
  (next?.matches("[data-check]") ? next.querySelector("input") : next)?.focus();
};

// A button that was clicked must not catch the next key.
document.addEventListener("click", (event) => {
  if (event.detail > 0 && event.target.closest("#bar, #desk") && event.target.closest("a, button")) document.activeElement?.blur();
});

restore();
connect();
window.addEventListener("pagehide", () => source?.close());
