// VS Code in Chinese: the texts of an npm package, told of as VS Code tells of an installed language pack.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const texts = join(dirname(fileURLToPath(import.meta.url)), '.cache', 'chinese', 'package', 'translations', 'main.i18n.json.js');

// `data`: the folder of the user's data, before VS Code is first started with it.
export async function addLanguagePack(data) {
  const vscode = join(data, 'main.i18n.json');
  // The package is of a somewhat older VS Code: what is new since then stays English.
  const { default: contents } = await import(`data:text/javascript,${encodeURIComponent(readFileSync(texts, 'utf8'))}`);
  writeFileSync(vscode, JSON.stringify({ version: '1.0.0', contents }));
  const extensions = [{ extensionIdentifier: { id: 'ms-ceintl.vscode-language-pack-zh-hans' }, version: '1.0.0' }];
  const pack = { hash: 'chinese', label: '中文(简体)', extensions, translations: { vscode } };
  writeFileSync(join(data, 'languagepacks.json'), JSON.stringify({ 'zh-cn': pack }));
}
