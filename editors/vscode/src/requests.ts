// What the server is asked beyond the protocol, and what it answers.

/** A place in a draft, both from 0. */
export interface Place {
  line: number;
  character: number;
}

/** A task of a draft, for the list of tasks. */
export interface Task extends Place {
  name: string;
  text: string;
  section: string;
  units: { name: string; role: "lead" | "support" | "unspecified" }[];
  deadlines: { text: string; kind: string; end: string | null }[];
}

/** A task of the draft that carries out an upstream item. */
export interface CarryingTask extends Place {
  name: string;
}

/** An item of an upstream notice, and what the draft makes of it. */
export interface UpstreamItem {
  /** 省要点 第（三）项. */
  ref: string;
  name: string;
  state: "missing" | "weakened" | "suspect" | "suggested" | "covered" | "passed_on" | "not_applicable";
  /** The state in words: 未落实. */
  told: string;
  /** What it asks, and where the draft asks less. */
  note: string;
  /** The tasks that carry it out, or may be meant to. */
  tasks: CarryingTask[];
}

/** How a draft stands to its upstreams: in short (已落实3项、未落实1项), and item by item. */
export interface Upstreams {
  told: string;
  items: UpstreamItem[];
}

/** The tasks of a draft, and its upstreams if it names any. */
export interface TaskList {
  tasks: Task[];
  upstream: Upstreams | null;
}

/** One paragraph, line or table of the official text, and the line of the draft it is made from. */
export interface Piece {
  role: string;
  text: string;
  /** The lines of a title. */
  lines: string[];
  lead: number;
  aside: string;
  names: string[];
  rows: string[][];
  headed: boolean;
  line: number;
  /** The lines of the rows of a table. */
  rowLines: number[];
}

/** The official text of a draft. */
export interface OfficialText {
  pieces: Piece[];
}

/** A form that the official text can be written in: the ending of its file, and its name. */
export interface Format {
  ending: string;
  name: string;
}

export const TASKS = "hegao/tasks";
export const PREVIEW = "hegao/preview";
export const FORMATS = "hegao/formats";

/** The document that a request is about. */
export function about(uri: string): { textDocument: { uri: string } } {
  return { textDocument: { uri } };
}
