// Findings on the pages: a sign in the margin, and the words that each is about underlined.

import type { Mark } from "./messages";

const SEVERITIES = ["info", "warning", "error"] as const;

/** Show the findings, in place of those that were shown before. */
export function mark(rows: readonly HTMLElement[], marks: readonly Mark[]): void {
  for (const row of rows) {
    row.classList.remove(...SEVERITIES);
    row.removeAttribute("title");
  }
  const blocks = new Map<number, HTMLElement[]>();
  for (const row of rows) {
    const line = Number(row.dataset["line"]);
    blocks.set(line, [...(blocks.get(line) ?? []), row]);
  }
  const lines = [...blocks.keys()].sort((one, other) => one - other);
  const underlined = SEVERITIES.map(() => new Highlight());
  for (const each of [...marks].sort((one, other) => rank(one) - rank(other))) {
    // Field lines of a task are printed with its text, which begins in a line before.
    const line = lines.findLast((own) => own <= each.line) ?? -1;
    const block = blocks.get(line) ?? [];
    const ranges = found(block, each);
    const row = ranges[0]?.startContainer.parentElement?.closest<HTMLElement>(".row");
    for (const range of ranges) underlined[rank(each)]?.add(range);
    if (row) sign(row, each);
    else if (line === each.line && block[0]) sign(block[0], each);
  }
  SEVERITIES.forEach((name, at) => CSS.highlights.set(name, underlined[at] ?? new Highlight()));
}

function rank(each: Mark): number {
  return SEVERITIES.indexOf(each.severity);
}

function sign(row: HTMLElement, { severity, message }: Mark): void {
  row.classList.add(severity);
  row.title = row.title ? `${row.title}\n${message}` : message;
}

/** The words of a finding in all rows that they stand in; nothing where they are printed otherwise. */
function found(block: readonly HTMLElement[], { words, nth }: Mark): Range[] {
  const text = block.map((row) => row.textContent).join("");
  let at = words ? text.indexOf(words) : -1;
  for (let passed = 0; passed < nth && at >= 0; passed += 1) at = text.indexOf(words, at + 1);
  const ranges: Range[] = [];
  let before = 0;
  for (const row of at < 0 ? [] : block) {
    const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = node.textContent?.length ?? 0;
      const start = Math.max(0, at - before);
      const end = Math.min(length, at + words.length - before);
      if (start < end) {
        const range = new Range();
        range.setStart(node, start);
        range.setEnd(node, end);
        ranges.push(range);
      }
      before += length;
    }
  }
  return ranges;
}
