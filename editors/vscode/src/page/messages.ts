// What the extension and the preview page say to each other.

import type { Piece } from "../requests";

/** A finding, at the line of the draft where it begins. */
export interface Mark {
  line: number;
  /** The words that it is about, and how often they stand in the line before. */
  words: string;
  nth: number;
  severity: "error" | "warning" | "info";
  message: string;
}

export type ToPage =
  | { kind: "text"; pieces: Piece[] }
  | { kind: "findings"; marks: Mark[] }
  | { kind: "scroll"; line: number };

export type FromPage =
  | { kind: "ready" }
  | { kind: "click"; line: number }
  | { kind: "scrolled"; line: number };
