// Keys of the review page: a key presses the link or button that names it in data-key. A scanner's burst is no key: only a key that stands alone counts.
"use strict";

const ALONE_MS = 120;
let last = -ALONE_MS;
let pending;
document.addEventListener("keydown", (event) => {
  clearTimeout(pending);
  if (event.key.length !== 1) return;
  const alone = event.timeStamp - last >= ALONE_MS;
  last = event.timeStamp;
  if (!alone || event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return;
  const control = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key.toLowerCase());
  if (!control) return;
  pending = setTimeout(() => {
    control.click();
    control.closest("details[open]")?.querySelector("textarea")?.focus();
  }, ALONE_MS);
});
