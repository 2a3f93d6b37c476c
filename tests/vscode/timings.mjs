// How long it takes: from starting up to the first squiggle, from a keystroke to what it paints.
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWindow } from './window.mjs';

const draft = 'drafts/timed.notice';
const vague = '对破损、渗漏的户用厕所尽快';
const expired = '村级保洁员聘用';

export async function timings(report, browser, folder, codeServer) {
  writeFileSync(folder.file(draft), timed(folder.text('drafts/flawed.notice')));
  const lines = folder.lines(draft);

  const times = [];
  for (let run = 0; run < 5; run++) {
    const fresh = await openWindow(browser, codeServer, folder.path, folder.file(draft));
    await fresh.waitForSquiggles();
    times.push((await fresh.page.evaluate(() => Date.now())) - activatedAt(codeServer.logs));
    await fresh.close();
  }
  report.timing('activation → first squiggle', times, 3000);

  const window = await openWindow(browser, codeServer, folder.path, folder.file(draft));
  const { page } = window;
  // Both lines that are watched must be on screen at once.
  await page.setViewportSize({ width: 1280, height: 1500 });
  await window.waitForSquiggles();
  await page.locator('.monaco-editor .view-line').first().click();
  await page.waitForTimeout(1500);

  await report.step(window, 'a keystroke repaints squiggles', async () => {
    const gone = [];
    const elsewhere = [];
    for (let run = 0; run < 20; run++) {
      await window.goBehind(lines, vague);
      gone.push(await paintedAfter(page, '渗漏的户用厕所', 'Backspace', -1));
      await page.keyboard.insertText('快');
      await page.waitForTimeout(900);
    }
    await window.goBehind(lines, '成文日期：2026年6');
    for (let run = 0; run < 20; run++) {
      await page.keyboard.press('Shift+ArrowLeft');
      elsewhere.push(await paintedAfter(page, expired, run % 2 ? '6' : '4', run % 2 ? 1 : -1));
      await page.waitForTimeout(700);
    }
    const enough = [
      report.timing('keystroke → squiggle gone from the typed line', gone, 150),
      report.timing('keystroke → squiggle comes or goes on another line', elsewhere, 150),
    ];
    if (!enough.every(Boolean)) throw new Error('too slow');
  });

  await report.step(window, 'a new squiggle on the typed line waits for half a second', async () => {
    const held = [];
    await window.goBehind(lines, '整治结果尽速');
    for (let run = 0; run < 10; run++) {
      held.push(await paintedAfter(page, '公开整治结果', 'Backspace', 1));
      await page.keyboard.insertText('速');
      await page.waitForTimeout(900);
    }
    // What is held back on purpose has no limit of its own.
    report.timing('keystroke → new squiggle on the typed line', held);
  });
  await window.close();
}

// One digit of the date decides on a finding in another line; one character makes “尽快”.
const timed = (text) =>
  `${text
    .replace('成文日期：2026年06月02日', '成文日期：2026年6月2日')
    .replace('印发日期：2026年6月3日', '印发日期：2026年4月3日')
    .trimEnd()}\n\n10. 公开整治结果。整治结果尽速快在村务公开栏张贴。\n责任单位：县民政局\n`;

// When VS Code activated the extension in the window that was opened last.
function activatedAt(logs) {
  const files = readdirSync(logs, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('remoteexthost.log'))
    .map((name) => join(logs, name))
    .sort((one, other) => statSync(other).birthtimeMs - statSync(one).birthtimeMs);
  const line = readFileSync(files[0], 'utf8').split('\n').find((each) => each.includes('_doActivateExtension hegao.hegao'));
  return Date.parse(line.slice(0, 23).replace(' ', 'T'));
}

// Milliseconds from a key to the frame in which the line with the words has so many squiggles more or fewer.
async function paintedAfter(page, words, key, change) {
  await page.evaluate(watchLine, { words: words.slice(0, 6), change });
  await page.keyboard.press(key);
  return page.evaluate(() => globalThis.painted);
}

// Runs in the page.
function watchLine({ words, change }) {
  const editor = document.querySelector('.editor-group-container.active .monaco-editor');
  const count = () => {
    const line = [...editor.querySelectorAll('.view-line')].find((each) => each.textContent.includes(words));
    const top = line.getBoundingClientRect().top;
    return [...editor.querySelectorAll('.cdr[class*=squiggly-]')].filter(
      (squiggle) => Math.abs(squiggle.getBoundingClientRect().top - top) < 6,
    ).length;
  };
  const wanted = count() + change;
  globalThis.painted = new Promise((resolve, reject) => {
    const failing = setTimeout(() => reject(new Error(`no change of squiggles on the line with ${words}`)), 5000);
    addEventListener('keydown', ({ timeStamp }) => {
      const look = () => {
        if (count() !== wanted) return requestAnimationFrame(look);
        clearTimeout(failing);
        // A message is taken after the frame has been painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - timeStamp);
        port2.postMessage(null);
      };
      requestAnimationFrame(look);
    }, { capture: true, once: true });
  });
  globalThis.painted.catch(() => {});
}
