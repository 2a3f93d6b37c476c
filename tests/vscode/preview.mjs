// The page as it will be printed, beside the draft.
import assert from 'node:assert/strict';

const draft = 'drafts/prose.notice';
const title = '示例县人民政府办公室关于印发';

export async function preview(report, window, folder, titles) {
  const { page } = window;
  const step = (name, work) => report.step(window, name, work);
  const shown = () => window.webview('示例县人民政府办公室文件');

  await step('the preview shows the red header', async () => {
    await window.open(draft);
    await window.run(titles['hegao.showPreview']);
    const colour = await (await shown()).locator('.masthead').first().evaluate((head) => getComputedStyle(head).color);
    const [red, green, blue] = colour.match(/\d+/g).map(Number);
    assert.ok(red > 180 && green < 80 && blue < 80, `the masthead is ${colour}`);
    return colour;
  });

  await step('its pages hold 22 rows of 28 characters', async () => {
    const pages = await (await shown()).locator('.sheet').evaluateAll(measured);
    assert.ok(pages.length > 1, 'one page only');
    for (const { rows, widest } of pages) {
      assert.ok(rows <= 22, `a page of ${rows} rows`);
      // A closing sign may stand out of the measure by half.
      assert.ok(widest <= 28.6, `a row of ${widest} characters`);
    }
    return pages.map(({ rows, widest }) => `${rows} rows to ${widest} wide`).join(', ');
  });

  await step('it runs no script but its own', async () => {
    const policy = await (await shown()).locator('meta[http-equiv=Content-Security-Policy]').getAttribute('content');
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe/);
    return policy.replace(/nonce-[^']+/, 'nonce-…');
  });

  await step('it follows an edit', async () => {
    await window.goBehind(folder.lines(draft), '请认真组织实施');
    await page.keyboard.insertText('，务求实效');
    await window.webview('请认真组织实施，务求实效', 5000);
  });
  await page.keyboard.press('Control+Z');
  await window.save();

  await step('a click in it goes to the line of the draft', async () => {
    const row = (await shown()).locator('.row[data-line]', { hasText: '四、强化' }).first();
    const line = Number(await row.getAttribute('data-line')) + 1;
    await row.click();
    await page.locator('.statusbar-item', { hasText: `Ln ${line},` }).waitFor();
    return `line ${line}`;
  });

  await step('it scrolls with the draft', async () => {
    const frame = await shown();
    const top = () => frame.evaluate(() => Math.round(scrollY));
    await window.goTo(1);
    await window.until('the preview at its beginning', async () => (await top()) === 0);
    await window.pointAt('.editor-instance');
    const seen = [];
    for (let turn = 0; turn < 3; turn++) {
      const before = await top();
      await page.mouse.wheel(0, 100);
      await window.until('the preview further down', async () => (await top()) > before);
      seen.push(await top());
    }
    return `at ${seen.join(', ')}`;
  });

  await step('the draft scrolls with it', async () => {
    const frame = await shown();
    await window.goTo(1);
    await page.waitForTimeout(600);
    const first = async () => Math.min(...(await page.locator('.editor-instance .margin .line-numbers').allInnerTexts()).map(Number));
    const before = await first();
    await window.pointAt('iframe.webview.ready');
    await page.mouse.wheel(0, 1200);
    await window.until('the draft further down', async () => (await first()) > before);
    await page.waitForTimeout(800);
    const wanted = await frame.evaluate(() =>
      Number([...document.querySelectorAll('.row:not(.blank)')].find((row) => row.getBoundingClientRect().bottom > 0).dataset.line),
    );
    // The section's heading stays on top of the editor and hides a few lines.
    assert.ok(Math.abs(wanted + 1 - (await first())) <= 6, `the page shows line ${wanted + 1}, the draft line ${await first()}`);
    return `page at line ${wanted + 1}, draft at line ${await first()}`;
  });

  await window.open('drafts/flawed.notice');
  await window.run('View: Close Editors in Other Groups');

  await step('it marks the findings', async () => {
    await window.run(titles['hegao.showPreview']);
    const flawed = await window.webview('人居环境整治工作要点');
    await window.until('words underlined', async () => (await underlined(flawed)).length > 0);
    const words = await underlined(flawed);
    for (const expected of ['尽快', '有关部门', '年底前']) assert.ok(words.includes(expected), `${expected} is not underlined`);
    const signs = await flawed.locator('.row.error, .row.warning, .row.info').count();
    return `${signs} signs in the margin; underlined: ${words.join(' ')}`;
  });
  await window.open('drafts/flawed.notice');
  await window.run('View: Close Editors in Other Groups');
}

// Runs in the page: how many rows each page has, and how many characters its widest row.
function measured(sheets) {
  return sheets.map((sheet) => {
    const text = sheet.querySelector('.text').getBoundingClientRect();
    const rows = [...sheet.querySelectorAll('.row')];
    const widths = rows.map((row) => {
      const range = document.createRange();
      range.selectNodeContents(row);
      return ((range.getBoundingClientRect().right - text.left) / text.width) * 28;
    });
    const heights = rows.map((row) => Number(row.style.getPropertyValue('--rows')));
    return { rows: heights.reduce((all, each) => all + each, 0), widest: Math.round(Math.max(0, ...widths) * 10) / 10 };
  });
}

// The words that the page underlines.
const underlined = (frame) =>
  frame.evaluate(() => [...CSS.highlights.values()].flatMap((each) => [...each].map((range) => range.toString())));
