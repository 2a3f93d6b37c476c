// A copy of the examples, to be opened, edited and thrown away.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './code_server.mjs';

const programs = join(root, '.venv', 'bin');

export function draftsFolder() {
  const parent = mkdtempSync(join(tmpdir(), 'hegao-drafts-'));
  const path = join(parent, '示例县');
  cpSync(join(root, 'examples'), path, { recursive: true });
  return {
    path,
    file: (name) => join(path, name),
    text: (name) => readFileSync(join(path, name), 'utf8'),
    lines: (name) => readFileSync(join(path, name), 'utf8').split('\n'),
    write: (name, text) => writeFileSync(join(path, name), text),
    findings: (name) => told(['check', '--format', 'json', join(path, name)]).findings,
    // The whole folder, a line for each finding.
    concise: () => run(['check', '--format', 'concise', path]).split('\n'),
    tasks: (name) => told(['tasks', '--format', 'json', join(path, name)]).tasks,
    coverage: (name) => told(['coverage', '--format', 'json', join(path, name)]),
    // A Word file and a PDF, as they come from other offices.
    addFinished: () =>
      execFileSync(join(programs, 'python'), [join(root, 'tests', 'vscode', 'finished_files.py'), path], {
        env: { PYTHONPATH: join(root, 'tests') },
      }),
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}

const told = (words) => JSON.parse(run(words));

// What the command line prints; it ends with 1 where there are errors in a draft.
function run(words) {
  try {
    return execFileSync(join(programs, 'hegao'), words, { encoding: 'utf8' });
  } catch (error) {
    return error.stdout;
  }
}
