// Pages drawn as elements of the web page. All texts are set as texts, never as markup.

import { MEASURE, width } from "./breaking";
import { ROWS, type Page } from "./pages";
import type { Row } from "./rows";

/** The pages; rows remember the line of the draft that they come from. */
export function drawn(pages: readonly Page[]): HTMLElement[] {
  return pages.map((page, index) => {
    const sheet = element("section", "sheet");
    const text = element("div", "text");
    text.append(...page.rows.flatMap((row, at) => drawnRow(row, page.rows[at + 1])));
    const foot = element("div", "foot");
    foot.append(...page.foot.flatMap((row) => drawnRow(row, undefined)));
    const number = element("div", index % 2 ? "number even" : "number odd");
    number.textContent = `— ${index + 1} —`;
    sheet.append(text, ...(page.foot.length ? [foot] : []), number);
    return sheet;
  });
}

function drawnRow(row: Row, next: Row | undefined): HTMLElement[] {
  if (row.cells.length) return [drawnCells(row)];
  const box = rowBox(row);
  if (row.lead) {
    const heading = element("b", "");
    heading.textContent = row.text.slice(0, row.lead);
    box.append(heading, row.text.slice(row.lead));
  } else {
    box.textContent = row.text;
  }
  if (row.style === "masthead") fit(box, row.text);
  if (row.aside) {
    const aside = element("span", "aside");
    aside.textContent = row.aside;
    box.append(aside);
  }
  // The red line stands under the document number, or under the signer beside it.
  const underlined = row.style === "document_number" || row.style === "signer";
  if (underlined && next && next.style === "blank") box.classList.add("underlined");
  return [box];
}

/** A long masthead is made narrower, as it has one line (7.2.4). */
function fit(box: HTMLElement, text: string): void {
  const size = Math.min(2.2, (MEASURE - 1) / Math.max(1, width(text)));
  box.style.setProperty("--size", String(size));
}

function drawnCells(row: Row): HTMLElement {
  const box = rowBox(row);
  row.cells.forEach((cell, column) => {
    const drawn = element("span", "cell");
    drawn.style.setProperty("--share", String(row.shares[column]));
    drawn.textContent = cell;
    box.append(drawn);
  });
  return box;
}

function rowBox(row: Row): HTMLElement {
  const box = element("div", `row ${row.style}${row.full ? " full" : ""}`);
  box.dataset["line"] = String(row.line);
  box.style.setProperty("--rows", String(Math.min(row.height, ROWS)));
  box.style.setProperty("--indent", String(row.indent));
  return box;
}

function element(name: string, classes: string): HTMLElement {
  const made = document.createElement(name);
  made.className = classes;
  return made;
}
