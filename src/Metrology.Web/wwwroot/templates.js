// The example beside the form of a template follows what is typed.
"use strict";

const SETTLED_MS = 700;
const form = document.getElementById("template");
const button = document.getElementById("preview-button");
let pending;
const show = () => {
  if (form.elements.Name.value.trim()) form.requestSubmit(button);
};
form.addEventListener("change", () => {
  clearTimeout(pending);
  pending = setTimeout(show, SETTLED_MS);
});
show();
