"use strict";
// sort a table by a column: numbers and dates by their value (data-s), words as Chinese readers order them
document.querySelectorAll("th button").forEach((button) => {
  button.addEventListener("click", () => {
    const head = button.parentElement, body = head.closest("table").tBodies[0];
    const column = head.cellIndex, up = head.getAttribute("aria-sort") !== "ascending";
    head.parentElement.querySelectorAll("th").forEach((th) => th.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const key = (row) => row.cells[column].dataset.s ?? row.cells[column].textContent;
    const rows = [...body.rows].sort((a, b) => {
      const x = key(a), y = key(b);
      if (x === "" || y === "") return (x === "") - (y === "");
      const order = isNaN(x) || isNaN(y) ? x.localeCompare(y, "zh", { numeric: true }) : x - y;
      return up ? order : -order;
    });
    body.append(...rows);
  });
});
document.querySelectorAll("section input[type=search]").forEach((input) => {
  input.addEventListener("input", () => {
    const word = input.value.trim().toLowerCase();
    for (const row of input.parentElement.querySelector("tbody").rows)
      row.hidden = word !== "" && !row.textContent.toLowerCase().includes(word);
  });
});
