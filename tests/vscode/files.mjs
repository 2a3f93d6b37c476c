// Files made of a draft, and drafts made of files; a task that checks the folder.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './code_server.mjs';

const draft = 'drafts/prose.notice';

export async function files(report, window, folder, titles) {
  const { page } = window;
  const step = (name, work) => report.step(window, name, work);
  const written = (name) =>
    window.until(name, async () => {
      const refused = window.notification('没有做成');
      if (await refused.isVisible()) throw new Error(await refused.innerText());
      return existsSync(folder.file(name));
    }, 20_000);

  for (const ending of ['docx', 'pdf', 'xlsx', 'html'])
    await step(`export writes a ${ending} file`, async () => {
      await window.open(draft);
      await window.run(titles['hegao.export']);
      const choices = page.locator('.quick-input-list .monaco-list-row');
      await choices.filter({ hasText: `.${ending}` }).first().click();
      await written(`drafts/prose.${ending}`);
      if (ending === 'html') await window.webview('示例县人民政府办公室文件');
      else await window.notification(`prose.${ending}`).waitFor();
      return `${statSync(folder.file(`drafts/prose.${ending}`)).size} bytes`;
    });

  await step('the ledger is written', async () => {
    await window.open(draft);
    await window.run(titles['hegao.showLedger']);
    await written('drafts/prose-台账.csv');
    const notice = window.notification('台账');
    await notice.waitFor();
    return (await notice.innerText()).split('\n').find((line) => line.includes('台账'));
  });

  folder.addFinished();
  for (const [name, kind] of [['省里来文.docx', 'Word'], ['市里来文.pdf', 'PDF']])
    await step(`a ${kind} file becomes a draft`, async () => {
      await window.tidyNotifications();
      const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: name });
      await page.keyboard.press('Control+Shift+E');
      await row.click({ button: 'right' });
      // A menu does not take clicks the moment it opens.
      await page.waitForTimeout(400);
      await page.locator('.context-view .action-label', { hasText: titles['hegao.importFile'] }).click();
      const made = name.replace(/\w+$/, 'notice');
      await written(made);
      await page.locator('.editor-group-container.active .tab.active', { hasText: made }).waitFor();
      const text = folder.text(made);
      assert.match(text, /责任单位/);
      return `${made}: ${folder.tasks(made).length} tasks`;
    });

  await step('the problem matchers read every line of the command line', async () => {
    const { problemMatchers } = JSON.parse(readFileSync(join(root, 'editors', 'vscode', 'package.json'), 'utf8')).contributes;
    const lines = folder.concise().filter((line) => line.includes('.notice:'));
    const read = (line) => problemMatchers.filter(({ pattern }) => new RegExp(pattern.regexp).test(line));
    for (const line of lines) assert.equal(read(line).length, 1, line);
    return `${lines.length} findings`;
  });

  await step('the task checks the folder, and its findings are listed once', async () => {
    await window.open('drafts/flawed.notice');
    await window.run('Tasks: Run Task');
    const choices = page.locator('.quick-input-list .monaco-list-row');
    await choices.filter({ hasText: 'hegao' }).first().click();
    await choices.filter({ hasText: '检查全部草稿' }).first().click();
    const terminal = page.locator('.terminal-tabs-entry, .terminal-tab, .single-terminal-tab', { hasText: '检查全部草稿' });
    await terminal.first().waitFor().catch(() => {});
    await page.waitForTimeout(6000);
    await report.picture(window, 'the-task');
    const words = await window.squigglesOver('2026年06月02日');
    assert.equal(words, 1, 'the live squiggles are there no more');
    const found = folder.findings('drafts/flawed.notice');
    const listed = await window.problems('flawed.notice');
    assert.equal(listed.length, found.length);
    return `${listed.length} in flawed.notice`;
  });
  await window.closePanel();
}
