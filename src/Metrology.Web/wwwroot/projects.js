// Arrow keys move the focus over the board: left and right to the next column that has a card, up and down within one. Enter opens, as with any link.
"use strict";

const board = document.querySelector("[data-board]");
board?.addEventListener("keydown", (event) => {
  const card = event.target.closest(".board-card");
  const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (!card || !step || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const columns = [...board.querySelectorAll(".board-column")].map((column) => [...column.querySelectorAll(".board-card")]).filter((cards) => cards.length > 0);
  const at = columns.findIndex((cards) => cards.includes(card));
  const row = columns[at].indexOf(card);
  const cards = columns[Math.min(columns.length - 1, Math.max(0, at + step[0]))];
  cards[Math.min(cards.length - 1, Math.max(0, row + step[1]))].focus();
});
