// A real VS Code (code-server) on a port of this machine, with a user's own folders that are thrown away.
import { spawn, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addLanguagePack } from './language_pack.mjs';

const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, '..', '..');
const entry = join(here, '.cache', 'code-server', 'node_modules', 'code-server', 'out', 'node', 'entry.js');
const systemPath = [dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter);
const pathWithServer = [join(root, '.venv', 'bin'), systemPath].join(delimiter);

// Quiet and always the same: no assistant, no welcome page, no font that this machine may lack.
const quiet = {
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.layoutControl.enabled': false,
  'workbench.tips.enabled': false,
  'window.commandCenter': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'files.autoSave': 'off',
  'editor.minimap.enabled': false,
  'editor.inlayHints.enabled': 'off',
  'editor.fontFamily': "'Noto Sans Mono CJK SC'",
  'git.enabled': false,
  // A squiggle over words on two lines is painted in two pieces, which could not be compared.
  '[notice]': { 'editor.wordWrap': 'off' },
};

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

// `chinese`: whether VS Code speaks Chinese. `withServer`: whether `hegao` is on the PATH. `settings`: the user's settings besides the quiet ones.
export async function startCodeServer(vsix, { chinese = false, withServer = true, settings = {} } = {}) {
  const home = mkdtempSync(join(tmpdir(), 'hegao-vscode-'));
  const folders = ['--user-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions')];
  const environment = { HOME: home, LANG: 'C.UTF-8', PATH: systemPath, SHELL: '/bin/bash' };
  // VS Code asks the login shell for the PATH of what it starts.
  writeFileSync(join(home, '.profile'), `PATH='${withServer ? pathWithServer : systemPath}'\n`);
  // Where a program is, is a setting of the machine, which VS Code keeps apart from the user's.
  for (const whose of ['User', 'Machine']) {
    mkdirSync(join(home, 'data', whose), { recursive: true });
    writeFileSync(join(home, 'data', whose, 'settings.json'), JSON.stringify({ ...quiet, ...settings }));
  }
  if (chinese) await addLanguagePack(join(home, 'data'));
  execFileSync(process.execPath, [entry, ...folders, '--install-extension', vsix], { env: environment, stdio: 'pipe' });

  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const program = spawn(
    process.execPath,
    [entry, ...folders, '--bind-addr', `127.0.0.1:${port}`, '--auth', 'none', '--disable-telemetry',
      '--disable-update-check', '--config', join(home, 'config.yaml'), ...(chinese ? ['--locale', 'zh-cn'] : [])],
    { env: environment, stdio: 'ignore' },
  );
  await answers(address);
  return {
    address,
    home,
    extensions: join(home, 'extensions'),
    logs: join(home, 'data', 'logs'),
    languageServers: () => descendants(program.pid).filter(isLanguageServer),
    async stop() {
      const processes = [program.pid, ...descendants(program.pid)];
      program.kill();
      await new Promise((resolve) => setTimeout(resolve, 500));
      processes.forEach(end);
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

// The page itself is asked: /healthz answers before VS Code is ready.
async function answers(address) {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    const reply = await fetch(address).catch(() => null);
    if (reply?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('code-server does not answer');
}

function descendants(pid) {
  const childrenOf = new Map();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    const parent = parentOf(name);
    childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), Number(name)]);
  }
  const below = (each) => (childrenOf.get(each) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(pid);
}

function parentOf(pid) {
  try {
    // The name of the program stands in brackets and may itself hold spaces and brackets.
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[1]);
  } catch {
    return 0;
  }
}

function isLanguageServer(pid) {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return words.includes('lsp') && words.some((word) => word.includes('hegao'));
  } catch {
    return false;
  }
}

function end(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
