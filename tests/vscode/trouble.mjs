// When things go wrong: no server, a server that ends, a folder that is not trusted.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, startCodeServer } from './code_server.mjs';
import { draftsFolder } from './drafts_folder.mjs';
import { openWindow } from './window.mjs';

const draft = 'drafts/flawed.notice';

export async function killedServer(report, window, folder, codeServer) {
  await report.step(window, 'a killed server is told of and started again', async () => {
    await window.open(draft);
    await window.waitForSquiggles();
    const before = await window.squigglesOver('尽快');
    const [first] = codeServer.languageServers();
    process.kill(first, 'SIGKILL');
    const notice = window.notification('核稿');
    await notice.waitFor();
    const told = oneLine(await notice.innerText());
    await window.until('another server', async () => codeServer.languageServers().some((pid) => pid !== first));
    await window.goBehind(folder.lines(draft), '责任单位：有关部门');
    await window.page.keyboard.press('Enter');
    await window.page.keyboard.insertText('5. 公布整治进度。整治进度尽快公布。');
    await window.until('it checks what is typed', async () => (await window.squigglesOver('尽快')) === before + 1);
    return told;
  });

  await report.step(window, 'a server that ends again and again is left alone', async () => {
    for (let times = 0; times < 3; times++) {
      await window.until('a server', async () => codeServer.languageServers().length === 1);
      await window.page.waitForTimeout(1500);
      process.kill(codeServer.languageServers()[0], 'SIGKILL');
      await window.page.waitForTimeout(500);
    }
    const notice = window.notification('不再自动启动');
    await notice.waitFor();
    const told = oneLine(await notice.innerText());
    await report.picture(window, 'left-alone');
    await window.page.locator('.statusbar-item', { hasText: '核稿：已停止' }).waitFor();
    await notice.locator('.monaco-button', { hasText: '重新启动' }).click();
    await window.page.locator('.statusbar-item', { hasText: /核稿 \d+/ }).waitFor();
    return told;
  });
}

export async function missingServer(report, browser, vsix) {
  const wrong = { settings: { 'hegao.server.path': '/nowhere/hegao' } };
  await inFolder(browser, vsix, { withServer: false, ...wrong }, async (window) => {
    await report.step(window, 'a wrong setting is told of with a button', () => toldWithButton(window, '改设置'));
  });
  const broken = mkdtempSync(join(tmpdir(), 'hegao-broken-'));
  writeFileSync(join(broken, 'hegao'), "#!/bin/sh\necho 'No module named hegao' >&2\nexit 1\n", { mode: 0o755 });
  const useless = { settings: { 'hegao.server.path': join(broken, 'hegao') } };
  await inFolder(browser, vsix, { withServer: false, ...useless }, async (window) => {
    await report.step(window, 'a program that does not run is told of with its own words', async () => {
      const told = await toldWithButton(window, '改设置');
      assert.match(told, /No module named hegao/);
      return told;
    });
  });
  rmSync(broken, { recursive: true });
  await inFolder(browser, vsix, { withServer: false }, async (window, _folder, codeServer) => {
    await report.step(window, 'no server at all is told of with a button', () => toldWithButton(window, '安装'));
    await report.step(window, 'the button installs it, and it checks', async () => {
      fakeInstaller(codeServer.home);
      // The step before has closed the notification; the status bar offers the same.
      await window.page.locator('.statusbar-item', { hasText: '核稿：不能检查' }).click();
      await window.waitForSquiggles();
      return `${(await window.squiggles()).length} squiggles on screen`;
    });
  });
}

async function toldWithButton(window, button) {
  const notice = window.notification('核稿还不能检查');
  await notice.waitFor();
  assert.equal(await window.page.locator('.notifications-toasts .notification-list-item').count(), 1);
  assert.deepEqual(await notice.locator('.monaco-button').allInnerTexts(), [button]);
  return oneLine(await notice.innerText());
}

// What uv does, without the network: the program stands in ~/.local/bin.
function fakeInstaller(home) {
  const programs = join(home, '.local', 'bin');
  mkdirSync(programs, { recursive: true });
  const installed = `#!/bin/sh\nexec '${join(root, '.venv', 'bin', 'hegao')}' "$@"\n`;
  writeFileSync(join(home, 'hegao'), installed, { mode: 0o755 });
  writeFileSync(join(programs, 'uv'), `#!/bin/sh\necho "$@"\ncp -p '${join(home, 'hegao')}' '${programs}'\n`, { mode: 0o755 });
}

// The folder holds two programs that would run if it were trusted: in .venv and in its settings.
export async function untrustedFolder(report, browser, vsix) {
  const trust = (enabled) => ({
    settings: {
      'security.workspace.trust.enabled': enabled,
      'security.workspace.trust.startupPrompt': 'never',
      'security.workspace.trust.banner': 'always',
    },
  });
  await inFolder(browser, vsix, trust(true), async (window, folder) => {
    await report.step(window, 'nothing of an untrusted folder is run', async () => {
      await window.waitForSquiggles();
      await window.page.locator('.statusbar-item, .banner', { hasText: 'Restricted Mode' }).first().waitFor();
      await window.page.waitForTimeout(1000);
      assert.ok(!existsSync(folder.file('was-run')), 'a program of the folder was run');
      return 'checked by the server on the PATH';
    });
  });
  // Without this the step above could pass because the trap does not work.
  await inFolder(browser, vsix, trust(false), async (window, folder) => {
    await report.step(window, 'the same program of a trusted folder is run', () =>
      window.until('the program was run', async () => existsSync(folder.file('was-run'))),
    );
  });
}

async function inFolder(browser, vsix, given, work) {
  const folder = draftsFolder();
  if (given.withServer !== false) setTrap(folder);
  const codeServer = await startCodeServer(vsix, given);
  try {
    const window = await openWindow(browser, codeServer, folder.path, folder.file(draft));
    await work(window, folder, codeServer);
    await window.close();
  } finally {
    await codeServer.stop();
    folder.remove();
  }
}

function setTrap(folder) {
  const program = `#!/bin/sh\necho "$0" >> '${folder.file('was-run')}'\n`;
  for (const [place, name] of [['.venv/bin', 'hegao'], ['tools', 'hegao']]) {
    mkdirSync(folder.file(place), { recursive: true });
    writeFileSync(folder.file(`${place}/${name}`), program);
    chmodSync(folder.file(`${place}/${name}`), 0o755);
  }
  mkdirSync(folder.file('.vscode'));
  const settings = { 'hegao.server.path': folder.file('tools/hegao') };
  writeFileSync(folder.file('.vscode/settings.json'), JSON.stringify(settings));
}

const oneLine = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean).join(' | ');
