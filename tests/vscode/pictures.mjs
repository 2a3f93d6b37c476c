// A Chinese VS Code as drafters have it, and the two pictures of it that stand in the README.
import { startCodeServer } from './code_server.mjs';
import { draftsFolder } from './drafts_folder.mjs';
import { openWindow } from './window.mjs';

export async function pictures(report, browser, vsix) {
  const folder = draftsFolder();
  const codeServer = await startCodeServer(vsix, { chinese: true, settings: { '[notice]': {} } });
  try {
    const window = await openWindow(browser, codeServer, folder.path, folder.file('drafts/flawed.notice'));
    await report.step(window, 'a Chinese VS Code has Chinese commands', async () => {
      await window.waitForSquiggles();
      await window.page.keyboard.press('F1');
      await window.page.locator('.quick-input-widget input[type=text]').first().fill('>核稿');
      await window.page.locator('.quick-input-list .monaco-list-row', { hasText: '导出正式文本' }).first().waitFor();
    });
    await report.step(window, 'picture of the findings', () => findings(report, window));
    await report.step(window, 'picture of the preview', () => preview(report, window));
    await window.close();
  } finally {
    await codeServer.stop();
    folder.remove();
  }
}

async function findings(report, window) {
  const { page } = window;
  await page.keyboard.press('Control+Shift+M');
  await page.waitForSelector('.markers-panel .monaco-list-row');
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'flawed.notice' }).dblclick();
  await page.locator('.view-line', { hasText: '发文字号' }).locator('span', { hasText: '示政办发' }).last().click();
  await page.waitForTimeout(500);
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget .monaco-list-row', { hasText: '7号' }).first().waitFor();
  await page.waitForTimeout(1000);
  await report.picture(window, 'vscode-findings');
}

async function preview(report, window) {
  const { page } = window;
  await page.keyboard.press('Control+J');
  await page.locator('.activitybar .action-label[aria-label*=核稿]').first().click();
  await window.open('drafts/upstream.notice');
  await window.run('预览正式版面');
  await window.webview('示例县人民政府办公室文件');
  await page.waitForTimeout(1500);
  await report.picture(window, 'vscode-preview');
}
