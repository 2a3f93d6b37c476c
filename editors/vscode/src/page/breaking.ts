// A paragraph broken into lines of full-width cells, as GB/T 9704-2012 sets it: 28 to a line.

export const MEASURE = 28;
const HALF = /[\u0000-\u00ff\u2010-\u2013\uff61-\uff9f]/;
const NOT_FIRST = new Set("，。、；：？！）〕》】」』”’…—％,.;:?!)]}%");
const NOT_LAST = new Set("（〔《【「『“‘([{");

/** The cells that a text takes: a digit or a Latin letter half of one. */
export function width(text: string): number {
  let cells = 0;
  for (const character of text) cells += HALF.test(character) ? 0.5 : 1;
  return cells;
}

/**
 * The lines of a text. `first` is how many cells its first line has, `measure` the others.
 * A number or word is kept together; a line begins with no closing sign: it may stand out by one.
 */
export function broken(text: string, measure: number, first = measure): string[] {
  const lines: string[] = [];
  let line = "";
  let room = first;
  for (const word of words(text)) {
    const cells = width(word);
    const hangs = NOT_FIRST.has(word) && room > -1 && room < cells;
    if (cells > room && line && !hangs) {
      const carried = trailing(line);
      lines.push(line.slice(0, line.length - carried.length));
      line = carried;
      room = measure - width(carried);
    }
    line += word;
    room -= cells;
  }
  return line || !lines.length ? [...lines, line] : lines;
}

/** Single characters, but numbers and Latin words whole. */
function words(text: string): string[] {
  return text.match(/[0-9A-Za-z.%]{1,40}|[^]/gu) ?? [];
}

/** Opening signs at the end of a line, which go to the next one. */
function trailing(line: string): string {
  let at = line.length;
  while (at > 1 && NOT_LAST.has(line[at - 1] ?? "")) at -= 1;
  return line.slice(at);
}
