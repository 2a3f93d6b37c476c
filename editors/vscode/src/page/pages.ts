// Rows put on pages of 22; the back matter goes to the foot of the last one (7.4).

import { BACK, type Row } from "./rows";

export const ROWS = 22;
const CLOSING = new Set(["signature", "date"]);

export interface Page {
  rows: Row[];
  /** Rows at the foot of the page. */
  foot: Row[];
}

export function paged(rows: readonly Row[]): Page[] {
  const at = backMatter(rows);
  const pages: Page[] = [];
  let page: Page = { rows: [], foot: [] };
  let room = ROWS;
  const turn = () => {
    pages.push(page);
    page = { rows: [], foot: [] };
    room = ROWS;
  };
  for (const [index, row] of rows.slice(0, at).entries()) {
    if (page.rows.length && (row.newPage || heightFrom(rows, index) > room)) turn();
    // A page does not begin with the blank rows that part two things.
    if (row.style === "blank" && !page.rows.length && pages.length) continue;
    page.rows.push(row);
    room -= Math.min(row.height, ROWS);
  }
  const foot = rows.slice(at).filter((row) => row.style !== "blank");
  if (foot.length > room) turn();
  page.foot = foot;
  pages.push(page);
  return pages;
}

/** How much a row takes: the signature as much as it and the date, which stand on one page. */
function heightFrom(rows: readonly Row[], at: number): number {
  let height = rows[at]?.height ?? 0;
  if (!CLOSING.has(rows[at]?.style ?? "")) return height;
  for (const row of rows.slice(at + 1)) {
    if (!CLOSING.has(row.style)) break;
    height += row.height;
  }
  return height;
}

/** Where the back matter at the end begins. */
function backMatter(rows: readonly Row[]): number {
  let at = rows.length;
  while (at && (BACK.has(rows[at - 1]?.style ?? "") || rows[at - 1]?.style === "blank")) at -= 1;
  return at;
}
