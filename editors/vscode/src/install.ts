// Installing the program with what this computer has: uv, pipx, or pip.

import { homedir } from "node:os";
import { delimiter, isAbsolute, join } from "node:path";
import * as vscode from "vscode";
import { isProgram } from "./program";

const PACKAGE = "hegao[import,export]";
const WINDOWS = process.platform === "win32";

interface Installer {
  name: string;
  arguments: readonly string[];
}

const INSTALLERS: readonly Installer[] = [
  { name: "uv", arguments: ["tool", "install", "--upgrade", PACKAGE] },
  { name: "pipx", arguments: ["install", "--force", PACKAGE] },
  { name: WINDOWS ? "py" : "python3", arguments: ["-m", "pip", "install", "--user", PACKAGE] },
  { name: "python", arguments: ["-m", "pip", "install", "--user", PACKAGE] },
];

/** Install in a task of its own terminal, so that the drafter sees what is done; whether it worked. */
export async function install(): Promise<boolean> {
  for (const installer of INSTALLERS) {
    const program = await onPath(installer.name);
    if (program) return run(program, installer.arguments);
  }
  const choice = await vscode.window.showErrorMessage(
    "核稿要用 Python 3.11 以上，这台电脑上没有找到。先安装 Python，再点“安装”。",
    "打开 Python 下载页",
  );
  if (choice) await vscode.env.openExternal(vscode.Uri.parse("https://www.python.org/downloads/"));
  return false;
}

async function onPath(name: string): Promise<string | undefined> {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((each) => isAbsolute(each));
  for (const folder of [...folders, join(homedir(), ".local", "bin")]) {
    const program = join(folder, WINDOWS ? `${name}.exe` : name);
    if (await isProgram(program)) return program;
  }
  return undefined;
}

async function run(program: string, given: readonly string[]): Promise<boolean> {
  const task = new vscode.Task(
    { type: "hegao", command: "install" },
    vscode.TaskScope.Workspace,
    "安装核稿",
    "hegao",
    new vscode.ProcessExecution(program, [...given], { cwd: homedir() }),
  );
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always };
  const execution = await vscode.tasks.executeTask(task);
  return new Promise((resolve) => {
    const ended = vscode.tasks.onDidEndTaskProcess((event) => {
      if (event.execution !== execution) return;
      ended.dispose();
      resolve(event.exitCode === 0);
    });
  });
}
