// The views beside the draft: the tasks, and the items of the upstreams; what the status bar says.
import assert from 'node:assert/strict';

const draft = 'drafts/prose.notice';
const answering = 'drafts/upstream.notice';

export async function views(report, window, folder, titles) {
  const { page } = window;
  const step = (name, work) => report.step(window, name, work);
  const rowsOf = (view) => page.locator('.pane', { hasText: view }).first().locator('.monaco-list-row');
  const lists = async (view, what, words) => {
    await window.until(what, async () => {
      const texts = (await rowsOf(view).allInnerTexts()).map(plain);
      return words.every((each) => texts.some((text) => text.includes(each)));
    });
    return rowsOf(view).allInnerTexts();
  };

  await step('the task view lists the tasks by section', async () => {
    await window.open(draft);
    await page.locator('.activitybar .action-label[aria-label*=核稿]').first().click();
    const tasks = folder.tasks(draft);
    const rows = await lists('任务', `${tasks.length} tasks`, tasks.map((task) => task.number + task.heading));
    return `${tasks.length} tasks, ${rows.length} rows`;
  });

  // A group is told with how many tasks it has.
  const groups = (what, words) =>
    window.until(what, async () => {
      const texts = (await rowsOf('任务').allInnerTexts()).map(plain);
      return words.every((each) => texts.some((text) => text.startsWith(each) && /项$/.test(text)));
    });

  await step('by unit', async () => {
    await window.run(titles['hegao.tasks.by.unit']);
    await groups('the units', ['示例县民政局']);
  });

  await step('by deadline', async () => {
    await window.run(titles['hegao.tasks.by.deadline']);
    await groups('the months', ['2026年9月', '没有具体日期']);
  });

  await step('only those without a unit', async () => {
    await window.open('drafts/flawed.notice');
    await window.run(titles['hegao.tasks.filter']);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: '没有写责任单位的' }).click();
    const lacking = folder.tasks('drafts/flawed.notice').filter((task) => !task.units.length);
    await window.until(`${lacking.length} tasks`, async () => {
      const texts = (await rowsOf('任务').allInnerTexts()).map(plain);
      const shown = texts.filter((text) => /^\d+[.．]/.test(text));
      return shown.length === lacking.length && lacking.every((task) => shown.some((text) => text.includes(task.heading)));
    });
    await window.run(titles['hegao.tasks.filter']);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: '全部任务' }).click();
    await window.run(titles['hegao.tasks.by.section']);
    return lacking.map((task) => task.heading).join('、');
  });

  await step('the upstream view has every item, its state and its tasks', async () => {
    await window.open(answering);
    const { upstream } = folder.coverage(answering);
    // Only rows that fit are there to be read.
    const size = page.viewportSize();
    await page.setViewportSize({ ...size, height: 2000 });
    const rows = await lists('上级对照', `${upstream.length} items`, upstream.map((item) => plain(item.ref)));
    const texts = rows.map(plain);
    for (const item of upstream) {
      const at = texts.findIndex((text) => text.startsWith(plain(item.ref)));
      assert.ok(at >= 0, `${item.ref} is not listed`);
      for (const task of item.tasks) assert.ok(texts[at + 1].includes(task), `${item.ref} has no task ${task}`);
    }
    await report.picture(window, 'the-upstream-view');
    await page.setViewportSize(size);
    return `${upstream.length} items, ${rows.length} rows`;
  });

  await step('the status bar tells of findings and upstreams', async () => {
    const item = page.locator('.statusbar-item', { hasText: '核稿' });
    await window.until('findings and upstreams', async () => /核稿 \d+｜上级：/.test(await item.innerText()));
    const count = Number((await item.innerText()).match(/核稿 (\d+)/)[1]);
    assert.equal(count, folder.findings(answering).length);
    return (await item.innerText()).trim();
  });

  await step('the page of the comparison opens', async () => {
    await window.run(titles['hegao.showCoverage']);
    const coverage = await window.webview('落实上级文件对照', 20_000);
    await coverage.locator('a.weakened').first().click();
    return (await coverage.locator('h1').first().innerText()).slice(0, 40);
  });
}

const plain = (text) => text.replaceAll(/\s+/g, '');
