// For one who begins: the walkthrough, and an empty draft written with snippets.
import assert from 'node:assert/strict';

export async function starting(report, window, folder) {
  const { page } = window;
  const step = (name, work) => report.step(window, name, work);

  await step('the walkthrough opens', async () => {
    // What a step shows stands beside the steps where there is room.
    const size = page.viewportSize();
    await page.setViewportSize({ width: 1700, height: 800 });
    await window.run('Welcome: Open Walkthrough');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: '核稿' }).first().click();
    const steps = page.locator('.gettingStartedContainer .getting-started-step');
    await steps.first().waitFor();
    for (let number = 0; number < (await steps.count()); number++) {
      await steps.nth(number).click();
      await page.waitForTimeout(500);
      await report.picture(window, `walkthrough-${number + 1}`);
    }
    const count = await steps.count();
    await page.setViewportSize(size);
    return `${count} steps`;
  });

  await step('an empty draft is begun with snippets', async () => {
    folder.write('drafts/new.notice', '');
    await window.open('drafts/new.notice');
    await page.keyboard.type('tz', { delay: 60 });
    const offer = page.locator('.suggest-widget.visible .monaco-list-row', { hasText: '通知' }).first();
    await offer.waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('示例县民政局');
    await window.until('the issuer stands in the title too', async () => {
      const shown = await page.locator('.editor-group-container.active .view-lines').innerText();
      return shown.replaceAll('\u00a0', ' ').includes('标题：示例县民政局关于');
    });
    await window.save();
    assert.match(folder.text('drafts/new.notice'), /^发文机关：示例县民政局\n/);
  });
}
