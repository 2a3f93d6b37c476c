// Where the lines of the draft stand on the pages, so that editor and preview scroll in step.

interface Step {
  line: number;
  top: number;
}

/** The steps from the first line to the last; both ways are worked out between two of them. */
export class Steps {
  private readonly steps: Step[] = [{ line: 0, top: 0 }];

  constructor(rows: readonly HTMLElement[]) {
    let last = 0;
    for (const row of rows) {
      const line = Number(row.dataset["line"]);
      // The date, 抄送 and others of the header are printed far below: they are no steps.
      if (line <= last) continue;
      this.steps.push({ line, top: row.getBoundingClientRect().top + window.scrollY });
      last = line;
    }
  }

  topOf(line: number): number {
    return this.between("line", "top", line);
  }

  lineAt(top: number): number {
    return Math.floor(this.between("top", "line", top));
  }

  private between(known: keyof Step, wanted: keyof Step, value: number): number {
    const above = this.steps.findIndex((step) => step[known] > value);
    const next = this.steps[above];
    const step = this.steps[above < 0 ? this.steps.length - 1 : above - 1];
    if (!step) return 0;
    if (!next) return step[wanted];
    const part = (value - step[known]) / (next[known] - step[known]);
    return step[wanted] + part * (next[wanted] - step[wanted]);
  }
}
