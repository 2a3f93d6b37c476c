// What was tried and what came of it: a line and a screenshot for each step, a table of timings.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export class Report {
  #steps = [];
  #timings = [];
  #pictures;

  constructor(pictures) {
    this.#pictures = pictures;
    rmSync(pictures, { recursive: true, force: true });
    mkdirSync(pictures, { recursive: true });
  }

  // One step: `work` throws if it fails and may return a few words on what was seen.
  async step(window, name, work) {
    const number = String(this.#steps.length + 1).padStart(2, '0');
    const outcome = await work().then(
      (seen) => ({ passed: true, seen: seen ?? '' }),
      (error) => ({ passed: false, seen: error.message.split('\nCall log')[0] }),
    );
    this.#steps.push(outcome);
    console.log(`${outcome.passed ? 'pass' : 'FAIL'}  ${number} ${name}${outcome.seen && `: ${outcome.seen}`}`);
    await this.picture(window, `${number}-${name.replaceAll(/\W+/g, '-')}`);
    await window.tidy().catch(() => {});
    return outcome.passed;
  }

  picture = (window, name) => window.page.screenshot({ path: join(this.#pictures, `${name}.png`) }).catch(() => {});

  // Times in milliseconds; the median must stay within the limit, if there is one.
  timing(name, times, limit) {
    const sorted = [...times].sort((one, other) => one - other);
    const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
    const passed = limit === undefined || median <= limit;
    this.#timings.push({ name, times: sorted, median, limit, passed });
    return passed;
  }

  // Prints the table; returns whether everything passed.
  finish() {
    const row = (...cells) => console.log(cells.map((cell, at) => String(cell).padEnd(at ? 8 : 58)).join(''));
    console.log();
    row('milliseconds', 'times', 'min', 'median', 'max', 'limit', '');
    for (const { name, times, median, limit, passed } of this.#timings)
      row(name, times.length, round(times[0]), round(median), round(times.at(-1)), limit ?? '-', passed ? 'pass' : 'FAIL');
    const failed = this.#steps.filter((step) => !step.passed).length;
    console.log(`\n${this.#steps.length} steps, ${failed} failed; screenshots in ${this.#pictures}`);
    return failed === 0 && this.#timings.every((timing) => timing.passed);
  }
}

const round = (time) => (time === undefined ? '-' : Math.round(time));
