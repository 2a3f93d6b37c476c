// Writing a draft: squiggles, quick fixes, hovers, completion, another name for a unit.
import assert from 'node:assert/strict';

const draft = 'drafts/flawed.notice';

export async function writing(report, window, folder) {
  const { page } = window;
  const step = (name, work) => report.step(window, name, work);

  await step('opens a draft with squiggles', async () => {
    await window.open(draft);
    await window.waitForSquiggles();
    return `${(await window.squiggles()).length} on screen`;
  });

  await step('squiggles are painted under the words the command line finds', async () => {
    await page.waitForTimeout(500);
    const painted = (await window.squiggles()).map((squiggle) => squiggle.text).sort();
    const lines = folder.lines(draft);
    const shown = await page.locator('.monaco-editor .margin .line-numbers').allInnerTexts();
    const found = folder
      .findings(draft)
      .filter((finding) => shown.includes(String(finding.line)) && finding.line === finding.end_line)
      .map((finding) => lines[finding.line - 1].slice(finding.column - 1, finding.end_column - 1))
      .sort();
    assert.deepEqual(painted, found);
    return `${painted.length} the same`;
  });

  await step('Problems panel has the lines and columns of the command line', async () => {
    const found = folder.findings(draft).map((finding) => `${finding.line}:${finding.column} ${finding.code}`);
    const listed = await window.problems('flawed.notice');
    assert.deepEqual(listed.sort(), found.sort());
    return `${listed.length} the same`;
  });
  await window.closePanel();

  await step('a double click takes what a drafter calls a word', async () => {
    // Of 示例县人民政府办公室 behind 发文机关：, not of both.
    const value = page.locator('.editor-group-container.active .view-line', { hasText: '发文机关：' }).locator('span', { hasText: '示例县' }).last();
    await value.dblclick();
    const told = page.locator('.statusbar-item', { hasText: 'selected' });
    await told.waitFor();
    assert.match(await told.innerText(), /\(10 selected\)/);
  });

  await step('a vague deadline typed in gets a squiggle', async () => {
    const before = await window.squigglesOver('尽快');
    await window.goBehind(folder.lines(draft), '责任单位：有关部门');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('5. 公开整治结果。整治结果尽快在村务公开栏张贴。');
    await window.until('one more squiggle under 尽快', async () => (await window.squigglesOver('尽快')) === before + 1);
    await window.save();
  });

  await step('the quick fix of a finding is applied', async () => {
    await window.goBehind(folder.lines(draft), '发文字号：示政办');
    const offer = page.locator('.action-widget .monaco-list-row', { hasText: '改为“示政办发〔2026〕7号”' }).first();
    // In one run of three the list did not come at the first asking, why is not known; a person asks again.
    let asked = 0;
    await window.until('the list of fixes', async () => {
      await page.keyboard.press('Control+.');
      asked += 1;
      return offer.waitFor({ timeout: 4000 }).then(() => true, () => false);
    });
    await offer.click();
    await window.until('the squiggle goes', async () => (await window.squigglesOver('示政办发〔2026〕第07号')) === 0);
    await window.save();
    assert.equal(folder.lines(draft)[1], '发文字号：示政办发〔2026〕7号');
    return `asked ${asked} times`;
  });

  await step('hover over a time limit shows the date', async () => {
    const seen = await hover(window, folder.lines(draft), '2026年7月底前');
    assert.match(seen, /2026年7月31日/);
    return seen.split('\n')[0];
  });

  await step('zrdw completes to 责任单位：', async () => {
    await window.goBehind(folder.lines(draft), '完成登记。');
    await page.keyboard.press('Enter');
    await page.keyboard.type('zrdw', { delay: 60 });
    const offer = page.locator('.suggest-widget.visible .monaco-list-row').first();
    await offer.waitFor();
    const words = (await offer.innerText()).split('\n')[0];
    assert.match(words, /^责任单位/);
    await page.keyboard.press('Enter');
    await page.waitForTimeout(300);
    await page.keyboard.press('Escape');
    await window.save();
    const lines = folder.lines(draft);
    const written = lines[lines.findIndex((line) => line.includes('完成登记。')) + 1];
    assert.match(written, /^责任单位：/);
    return words;
  });

  await step('a unit is renamed in two files', async () => {
    const files = ['drafts/continuous.notice', 'drafts/prose.notice'];
    const before = files.map((name) => folder.text(name).split('县财政局').length - 1);
    assert.ok(before.every((times) => times > 0), `县财政局 stands in them ${before} times`);
    await window.open(files[0]);
    await window.waitForSquiggles(0);
    await window.goBehind(folder.lines(files[0]), '县财');
    await page.keyboard.press('F2');
    const box = page.locator('.rename-box input');
    await box.waitFor();
    await box.fill('县财政和国资局');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.rename-box', { state: 'hidden' });
    await window.until('the draft has the new name', async () => {
      await window.run('File: Save All Files').catch(() => {});
      return files.every((name) => folder.text(name).includes('县财政和国资局'));
    });
    const after = files.map((name) => folder.text(name).split('县财政和国资局').length - 1);
    const left = files.map((name) => folder.text(name).split('县财政局').length - 1);
    return `${files.map((name, at) => `${name} ${after[at]} of ${before[at]}, ${left[at]} left`).join('; ')}`;
  });
}

// What a hover over the words says.
async function hover(window, lines, words) {
  const { page } = window;
  await window.goBehind(lines, words);
  await page.keyboard.press('ArrowLeft');
  // The cursor stands in the words: the keyboard's own way to ask is not moved by what the mouse passes.
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Control+I');
  const seen = page.locator('.monaco-hover:not(.hidden) .hover-contents');
  await seen.first().waitFor();
  await window.until('the hover is filled in', async () => !(await seen.first().innerText()).includes('Loading'));
  return (await seen.allInnerTexts()).join('\n');
}
