// Rows fitted to the measure: fonts differ in how wide they set digits and Latin letters.

const SINGLE = new Set(["table", "table_head", "masthead"]);

/** Spread full rows over the measure, and draw those together that would stand out of it. */
export function spread(rows: readonly HTMLElement[]): void {
  const fitted = rows.filter((row) => ![...row.classList].some((each) => SINGLE.has(each)));
  for (const row of fitted) row.style.letterSpacing = "";
  // All is measured before anything is changed, so that the browser lays out once.
  const spacings = fitted.map(spacing);
  fitted.forEach((row, index) => {
    if (spacings[index]) row.style.letterSpacing = `${spacings[index]}px`;
  });
}

function spacing(row: HTMLElement): number {
  const characters = [...(row.textContent ?? "")].length;
  if (characters < 2) return 0;
  const range = document.createRange();
  range.selectNodeContents(row);
  const style = getComputedStyle(row);
  const room = row.clientWidth - parseFloat(style.paddingLeft) - range.getBoundingClientRect().width;
  const full = row.classList.contains("full");
  return full || room < 0 ? room / (characters - 1) : 0;
}
