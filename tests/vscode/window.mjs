// One VS Code window in the browser, and what a drafter does in it.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './code_server.mjs';

const browserPackages = join(root, 'tests', 'vscode', '.cache', 'browser', '/');
const { chromium } = createRequire(browserPackages)('playwright-core');

// Debian's wrapper around Chromium does not pass signals on, so the program itself is started.
const program = '/usr/lib/chromium/chromium';

export const startBrowser = () =>
  chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });

// `draft`: a file that the window opens by itself, as when a drafter double-clicks it.
export async function openWindow(browser, codeServer, folder, draft) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' });
  const page = await context.newPage();
  const { address } = codeServer;
  const opened = draft && JSON.stringify([['openFile', `vscode-remote://${new URL(address).host}${encodeURI(draft)}`]]);
  const query = new URLSearchParams({ folder, ...(opened && { payload: opened }) });
  await page.goto(`${address}/?${query}`, { waitUntil: 'domcontentloaded' });
  await page.waitForSelector('.explorer-folders-view .monaco-list-row', { timeout: 60_000 });
  return new Window(page);
}

class Window {
  constructor(page) {
    this.page = page;
    page.setDefaultTimeout(15_000);
  }

  close = () => this.page.context().close();

  async open(name) {
    const { page } = this;
    await page.keyboard.press('Control+P');
    await page.waitForSelector('.quick-input-widget input');
    await page.keyboard.insertText(name);
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name.split('/').at(-1) }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.editor-group-container.active .tab.active', { hasText: name.split('/').at(-1) }).waitFor();
    await page.waitForSelector('.editor-group-container.active .monaco-editor .view-lines');
  }

  // Runs a command by its title, as the command palette shows it.
  async run(title) {
    const { page } = this;
    const input = page.locator('.quick-input-widget:visible input[type=text]').first();
    // What had the keyboard a moment ago may close the palette again.
    await this.until(`the command palette has “${title}”`, async () => {
      await page.keyboard.press('F1');
      await input.fill(`>${title}`, { timeout: 1000 }).catch(() => {});
      await page.waitForTimeout(300);
      return (await input.inputValue({ timeout: 500 }).catch(() => '')) === `>${title}`;
    });
    await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
  }

  async goTo(line, column = 1) {
    const { page } = this;
    await page.keyboard.press('Control+G');
    await page.waitForSelector('.quick-input-widget input');
    await page.keyboard.insertText(`${line}:${column}`);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.quick-input-widget', { state: 'hidden' });
  }

  // Puts the cursor behind the words; lines are told from what stands in the file.
  async goBehind(lines, words) {
    const at = lines.findIndex((line) => line.includes(words));
    if (at < 0) throw new Error(`“${words}” is not in the file`);
    await this.goTo(at + 1, widthOf(lines[at].slice(0, lines[at].indexOf(words)) + words) + 1);
  }

  async save() {
    await this.page.keyboard.press('Control+S');
    await this.page.waitForSelector('.editor-group-container.active .tab.active:not(.dirty)');
  }

  // Moves the mouse into the middle of something, for the wheel.
  async pointAt(selector) {
    const { x, y, width, height } = await this.page.locator(selector).first().boundingBox();
    await this.page.mouse.move(x + width / 2, y + height / 2);
  }

  // Closes what a step may have left open.
  async tidy() {
    for (let times = 0; times < 3; times++) await this.page.keyboard.press('Escape');
  }

  // The findings of a file in the Problems panel, as “line:column code” the way VS Code counts.
  async problems(file) {
    const { page } = this;
    await page.keyboard.press('Control+Shift+M');
    await page.waitForSelector('.markers-panel .monaco-list-row');
    // Only rows that fit are there to be read.
    const size = page.viewportSize();
    await page.setViewportSize({ ...size, height: 2400 });
    await this.run('View: Toggle Maximized Panel');
    await page.waitForTimeout(800);
    const rows = await page.locator('.markers-panel .monaco-list-row').evaluateAll((all) =>
      all.map((row) => ({ at: Number(row.dataset.index), text: row.innerText })).sort((one, other) => one.at - other.at),
    );
    await page.setViewportSize(size);
    // A row with a file's name stands above the findings of that file.
    const texts = rows.map((row) => row.text);
    const first = texts.findIndex((text) => text.startsWith(file)) + 1;
    const places = texts.slice(first).map((text) => text.match(/(HG\d+)[^]*\[Ln (\d+), Col (\d+)\]/));
    const next = places.findIndex((place) => !place);
    return places.slice(0, next < 0 ? undefined : next).map(([, code, line, column]) => `${line}:${column} ${code}`);
  }

  async closePanel() {
    await this.run('View: Toggle Maximized Panel');
    await this.page.keyboard.press('Control+J');
  }

  // The squiggles on screen: the text above each, and where it is painted.
  squiggles = () => this.page.evaluate(paintedSquiggles);

  squigglesOver = async (words) => (await this.squiggles()).filter((squiggle) => squiggle.text === words).length;

  async waitForSquiggles(count = 1) {
    await this.page.waitForFunction((least) => document.querySelectorAll('.cdr[class*=squiggly-]').length >= least, count, {
      timeout: 30_000,
      polling: 'raf',
    });
  }

  async until(what, holds, timeout = 10_000) {
    for (const deadline = Date.now() + timeout; Date.now() < deadline; ) {
      if (await holds()) return;
      await this.page.waitForTimeout(50);
    }
    throw new Error(`not within ${timeout / 1000} s: ${what}`);
  }

  notification = (words) => this.page.locator('.notifications-toasts .notification-list-item', { hasText: words }).first();

  tidyNotifications = () => this.run('Notifications: Clear All Notifications');

  // The page of a webview that holds the words.
  async webview(words, timeout = 15_000) {
    let found;
    await this.until(`a webview with “${words}”`, async () => {
      // The editor itself may show the same words.
      for (const frame of this.page.frames().filter((each) => each !== this.page.mainFrame())) {
        const text = await frame.evaluate(() => document.body?.innerText ?? '').catch(() => '');
        if (text.replaceAll(/\s/g, '').includes(words)) found = frame;
      }
      return found !== undefined;
    }, timeout);
    return found;
  }
}

// “Go to line” counts a full-width character as two columns.
const widthOf = (text) => [...text].reduce((width, character) => width + (/[\u2e80-\ud7af\uf900-\ufaff\uff01-\uff5e]/.test(character) ? 2 : 1), 0);

// Runs in the page: characters whose middle lies above a squiggle are what the squiggle marks.
function paintedSquiggles() {
  const editor = document.querySelector('.editor-group-container.active .monaco-editor');
  const lines = [...editor.querySelectorAll('.view-lines > .view-line')].map((line) => ({ line, box: line.getBoundingClientRect() }));
  return [...editor.querySelectorAll('.cdr[class*=squiggly-]')].map((squiggle) => {
    const box = squiggle.getBoundingClientRect();
    const found = lines.find((each) => Math.abs(each.box.top - box.top) < each.box.height / 2);
    if (!found) return { kind: squiggle.className, text: '' };
    let text = '';
    const walker = document.createTreeWalker(found.line, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      for (let at = 0; at < node.length; at++) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const place = range.getBoundingClientRect();
        const middle = (place.left + place.right) / 2;
        if (middle > box.left && middle < box.right) text += node.data[at];
      }
    return { kind: squiggle.className.match(/squiggly-\w+/)[0], text: text.replaceAll('\u00a0', ' ') };
  });
}
