// The pieces of a notice as rows of the official grid (GB/T 9704-2012): 28 cells wide.

import type { Piece } from "../requests";
import { broken, MEASURE, width } from "./breaking";

/** One row of the grid, or several that one thing takes. */
export interface Row {
  style: string;
  text: string;
  line: number;
  /** How many rows of the grid it takes. */
  height: number;
  /** Cells of white space before it. */
  indent: number;
  /** How many characters of it are set as a heading. */
  lead: number;
  aside: string;
  cells: string[];
  /** How much of the measure each cell gets. */
  shares: number[];
  /** Whether the line is full, so that its characters are spread over the measure. */
  full: boolean;
  newPage: boolean;
}

/** A title is set in 22 points on a grid for 16. */
const TITLE_MEASURE = Math.floor((MEASURE * 16) / 22);
const CENTRED = new Set(["masthead", "title", "carried_title", "attachment_title", "part", "document_number"]);
const TITLES = new Set(["title", "carried_title", "attachment_title"]);
const LEFT = new Set(["copy_number", "secrecy", "urgency", "recipients", "attachment"]);
export const BACK = new Set(["office", "copies_to", "printed", "print_run"]);
const NEW_PAGE = new Set(["carried_title", "attachment"]);
const ROW: Omit<Row, "style" | "line"> = {
  text: "", height: 1, indent: 0, lead: 0, aside: "", cells: [], shares: [], full: false, newPage: false,
};

export function rowsOf(pieces: readonly Piece[]): Row[] {
  const rows: Row[] = [];
  pieces.forEach((piece, index) => {
    const before = pieces[index - 1];
    const gap = blanks(before, piece);
    const made = [...Array.from({ length: gap }, () => blank(piece.line)), ...setting(piece, pieces)];
    if (made[0] && before && NEW_PAGE.has(piece.role) && !NEW_PAGE.has(before.role)) {
      made[0] = { ...made[0], newPage: true };
    }
    rows.push(...made);
  });
  return rows;
}

/** The empty rows before a piece (7.2.4, 7.2.5, 7.3.1 to 7.3.5). */
function blanks(before: Piece | undefined, piece: Piece): number {
  const { role } = piece;
  if (!before) return role === "masthead" ? 2 : 0;
  if (role === "masthead") return before.role === "masthead" ? 0 : 1;
  if (role === "document_number" || (role === "title" && before.role !== "title")) return 2;
  if (role === "recipients" || role === "attachment_title") return 1;
  if (TITLES.has(before.role) && !TITLES.has(role) && before.role !== "title") return 1;
  if (role === "attachment_list" && before.role !== role) return 1;
  if (role === "signature" && before.role !== "signature") return 2;
  return role === "date" && before.role !== "signature" ? 2 : 0;
}

function blank(line: number): Row {
  return { ...ROW, style: "blank", line };
}

function setting(piece: Piece, pieces: readonly Piece[]): Row[] {
  const row = { ...ROW, style: piece.role, line: piece.line };
  const { role, text } = piece;
  if (role === "masthead") return [{ ...row, text, height: 2 }];
  if (role === "table") {
    return piece.rows.map((cells, at) => tableRow(row, cells, piece, at));
  }
  if (role === "attachment_list") return attachments(row, piece);
  if (TITLES.has(role)) {
    // A title that is too long for a good shape comes in one piece.
    const lines = piece.lines.flatMap((line) => broken(line, TITLE_MEASURE));
    return lines.map((line) => ({ ...row, text: line }));
  }
  if (CENTRED.has(role)) return broken(text, MEASURE).map((line) => ({ ...row, text: line }));
  if (role === "printed") return [{ ...row, text, aside: piece.aside, indent: 1 }];
  if (role === "signature" || role === "date" || role === "signer") {
    return [{ ...row, text, indent: fromRight(piece, pieces) }];
  }
  if (BACK.has(role)) return paragraph(row, text, 1, 0, 1);
  return paragraph(row, text, LEFT.has(role) ? 0 : 2, piece.lead, 0);
}

function paragraph(row: Row, text: string, indent: number, lead: number, hanging: number): Row[] {
  const lines = broken(text, MEASURE - 2 * hanging, MEASURE - indent - hanging);
  let before = 0;
  return lines.map((line, index) => {
    const made: Row = {
      ...row,
      text: line,
      indent: index ? hanging : indent,
      lead: Math.max(0, Math.min(lead - before, line.length)),
      full: index < lines.length - 1,
    };
    before += line.length;
    return made;
  });
}

/** Several attachments are numbered and hang below the first (7.3.4). */
function attachments(row: Row, piece: Piece): Row[] {
  const label = piece.text;
  const names = piece.names.length > 1 ? piece.names.map((name, at) => `${at + 1}.${name}`) : piece.names;
  const hang = 2 + width(label);
  return (names.length ? names : [""]).flatMap((name, index) => {
    const lines = broken(name, MEASURE - hang - 1);
    return lines.map((line, at) => ({
      ...row,
      text: index || at ? line : label + line,
      indent: index || at ? hang : 2,
    }));
  });
}

/** The date stands four cells from the edge, the signature is centred on it (7.3.5.1). */
function fromRight(piece: Piece, pieces: readonly Piece[]): number {
  const own = width(piece.text);
  if (piece.role === "signer") return MEASURE - 1 - own;
  if (piece.role === "date") return Math.max(0, MEASURE - 4 - own);
  const date = pieces.find((each) => each.role === "date");
  const centre = MEASURE - 4 - width(date?.text ?? "") / 2;
  return Math.max(0, Math.min(centre - own / 2, MEASURE - own));
}

/** A table row takes as many grid rows as its fullest cell; the columns share the measure. */
function tableRow(row: Row, cells: string[], piece: Piece, at: number): Row {
  const count = Math.max(...piece.rows.map((each) => each.length));
  const filled = [...Array.from({ length: count - cells.length }, () => ""), ...cells];
  const shares = columnShares(piece.rows, count);
  const heights = filled.map((cell, column) => {
    const measure = Math.max(2, Math.floor((MEASURE * (shares[column] ?? 1)) * 1.1) - 1);
    return broken(cell, measure).length;
  });
  const style = at === 0 && piece.headed ? "table_head" : "table";
  const line = piece.rowLines[at] ?? row.line;
  return { ...row, line, style, cells: filled, shares, height: Math.max(1, ...heights) };
}

/** How much of the measure each column gets: more for long cells, something for all. */
function columnShares(rows: readonly string[][], count: number): number[] {
  const sizes = Array.from({ length: count }, (_, column) =>
    Math.max(2, ...rows.map((row) => Math.sqrt(width(row[column - count + row.length] ?? "")) * 2)),
  );
  const sum = sizes.reduce((all, each) => all + each, 0);
  return sizes.map((each) => each / sum);
}
