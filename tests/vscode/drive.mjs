// Tries the extension in a real VS Code: node drive.mjs hegao.vsix folder-for-screenshots
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startCodeServer } from './code_server.mjs';
import { draftsFolder } from './drafts_folder.mjs';
import { files } from './files.mjs';
import { pictures } from './pictures.mjs';
import { preview } from './preview.mjs';
import { Report } from './report.mjs';
import { starting } from './starting.mjs';
import { timings } from './timings.mjs';
import { killedServer, missingServer, untrustedFolder } from './trouble.mjs';
import { views } from './views.mjs';
import { openWindow, startBrowser } from './window.mjs';
import { writing } from './writing.mjs';

const [vsix, shots] = process.argv.slice(2);
const report = new Report(shots);
const browser = await startBrowser();

await withDrafts(async (window, folder, codeServer) => {
  await writing(report, window, folder);
  const names = titles(codeServer.extensions);
  await preview(report, window, folder, names);
  await views(report, window, folder, names);
  await files(report, window, folder, names);
  await starting(report, window, folder);
  await window.close();
});
await withDrafts(async (window, folder, codeServer) => {
  await killedServer(report, window, folder, codeServer);
  await window.close();
  await timings(report, browser, folder, codeServer);
});
await missingServer(report, browser, vsix);
await untrustedFolder(report, browser, vsix);
await pictures(report, browser, vsix);

await browser.close();
process.exitCode = report.finish() ? 0 : 1;

async function withDrafts(work) {
  const folder = draftsFolder();
  const codeServer = await startCodeServer(vsix);
  try {
    await work(await openWindow(browser, codeServer, folder.path), folder, codeServer);
  } finally {
    await codeServer.stop();
    folder.remove();
  }
}

// The commands of the extension, as an English VS Code calls them.
function titles(extensions) {
  const folder = join(extensions, readdirSync(extensions).find((name) => name.startsWith('hegao.hegao-')));
  const read = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const texts = read('package.nls.json');
  return Object.fromEntries(
    read('package.json').contributes.commands.map(({ command, title }) => [command, texts[title.slice(1, -1)] ?? title]),
  );
}
