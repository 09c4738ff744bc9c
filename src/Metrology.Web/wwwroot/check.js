// Compares a PDF or DCC with the hashes on the page. The file stays in the browser.
"use strict";

const box = document.querySelector(".file-check");
const input = box.querySelector("input");
const say = (name) => box.querySelectorAll("[role=status] > span").forEach((text) => (text.hidden = !text.classList.contains(name)));
const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function compare(file) {
  if (!file) return;
  const hash = hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  say([box.dataset.hash, box.dataset.dccHash].includes(hash) ? "file-same" : "file-differs");
}

box.hidden = false;
if (!globalThis.crypto?.subtle) {
  input.disabled = true;
  say("file-impossible");
}
input.addEventListener("change", () => compare(input.files[0]));
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  if (!input.disabled) compare(event.dataTransfer.files[0]);
});
