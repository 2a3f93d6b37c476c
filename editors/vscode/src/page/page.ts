// The script of the preview page: draws the pages, follows the editor, and tells it of clicks.

import { drawn } from "./drawing";
import { mark } from "./marking";
import type { FromPage, Mark, ToPage } from "./messages";
import { paged } from "./pages";
import { rowsOf } from "./rows";
import { Steps } from "./scrolling";
import { spread } from "./spreading";

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void };

const OWN_SCROLL = 300;
const editor = acquireVsCodeApi();
const main = document.querySelector("main")!;
let rows: HTMLElement[] = [];
let steps = new Steps(rows);
let marks: Mark[] = [];
let scrolledByEditor = 0;

window.addEventListener("message", ({ data }: MessageEvent<ToPage>) => {
  if (data.kind === "text") {
    const at = window.scrollY;
    main.replaceChildren(...drawn(paged(rowsOf(data.pieces))));
    rows = [...main.querySelectorAll<HTMLElement>(".row:not(.blank)")];
    measure();
    scrollTo(at);
    mark(rows, marks);
  } else if (data.kind === "findings") {
    marks = data.marks;
    mark(rows, marks);
  } else {
    scrollTo(steps.topOf(data.line));
  }
});

/** Scroll without telling the editor, which would then scroll in turn. */
function scrollTo(top: number): void {
  scrolledByEditor = Date.now();
  window.scrollTo(0, top);
}

function measure(): void {
  spread(rows);
  steps = new Steps(rows);
}

main.addEventListener("click", (event) => {
  const row = event.target instanceof Element && event.target.closest<HTMLElement>(".row");
  if (row) editor.postMessage({ kind: "click", line: Number(row.dataset["line"]) });
});

window.addEventListener("scroll", () => {
  if (Date.now() - scrolledByEditor < OWN_SCROLL) return;
  editor.postMessage({ kind: "scrolled", line: steps.lineAt(window.scrollY) });
});

window.addEventListener("resize", measure);

editor.postMessage({ kind: "ready" });
