// Behaviour that pages have beyond links and forms. Everything works without it, only slower.
"use strict";

// Ctrl K goes to the search box.
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    const search = document.getElementById("search");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  }
});

// A barcode scanner types faster than people do and ends with Enter: what it types counts as a search, wherever the focus is but in a field.
const SCANNER_GAP_MS = 40;
const SCANNER_SHORTEST = 5;
let burst = "";
let lastKey = 0;
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select, [contenteditable], [data-keys]") || event.ctrlKey || event.altKey || event.metaKey) return;
  const gap = event.timeStamp - lastKey;
  lastKey = event.timeStamp;
  if (event.key === "Enter" && gap < SCANNER_GAP_MS && burst.length >= SCANNER_SHORTEST) {
    event.preventDefault();
    location.assign("/search?q=" + encodeURIComponent(burst));
  } else if (event.key.length === 1) {
    burst = gap < SCANNER_GAP_MS ? burst + event.key : event.key;
  }
});

// A second press of a submit button does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  // A preview goes into a frame and may be asked for again.
  if (!form.matches("[data-once]") || event.submitter?.formTarget) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
});
window.addEventListener("pageshow", () => document.querySelectorAll("[data-sent]").forEach((form) => delete form.dataset.sent));
document.addEventListener("htmx:afterRequest", (event) => delete event.target.dataset?.sent);

// Menus close when the person turns elsewhere.
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelectorAll("details.menu[open]").forEach((menu) => (menu.open = false));
});

// A list of errors takes the focus, so that it is heard and its links are next.
document.querySelector(".form-errors")?.focus();
document.querySelectorAll(".form-errors a[href^='#']").forEach((link) => {
  const label = document.querySelector(`label[for="${CSS.escape(link.hash.slice(1))}"]`);
  if (label) link.prepend(`${label.firstChild.textContent.trim()}: `);
});

// A lost connection says so.
const connection = document.getElementById("connection");
if (connection) {
  document.addEventListener("htmx:sendError", () => (connection.hidden = false));
  document.addEventListener("htmx:sseError", () => (connection.hidden = false));
  document.addEventListener("htmx:sseOpen", () => (connection.hidden = true));
  document.addEventListener("htmx:afterOnLoad", () => (connection.hidden = true));
}

// Passkeys are offered only where a form asks for one.
const passkeys = document.querySelectorAll("form[data-passkey]");
if (passkeys.length > 0) import("/passkeys.js").then((module) => passkeys.forEach(module.offer));

// Charts are drawn only where there are some.
const charts = () => document.querySelectorAll("[data-chart]:not([data-drawn]), [data-gantt]:not([data-drawn])");
if (charts().length > 0) {
  const library = document.createElement("script");
  library.src = charts()[0].dataset.library;
  library.onload = () => charts().forEach((one) => import(one.dataset.gantt ? "/gantt.js" : "/charts.js").then((module) => module.draw(one)));
  document.head.append(library);
}
