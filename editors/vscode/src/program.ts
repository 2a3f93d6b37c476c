// Where the program `hegao` is: the setting, PATH, the folder's own Python environment.

import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, isAbsolute, join } from "node:path";
import * as vscode from "vscode";

const WINDOWS = process.platform === "win32";
const NAME = WINDOWS ? "hegao.exe" : "hegao";
const BIN = WINDOWS ? "Scripts" : "bin";

/** A program that was found, or why there is none; and the setting that named it, if one did. */
export type Found = ({ program: string } | { reason: string }) & { setting?: string };

/** The first program that is there; a setting that names a missing one is told, not passed over. */
export async function findProgram(): Promise<Found> {
  for (const setting of ["hegao.server.path", "hegao.server.pythonEnvironment"] as const) {
    const named = settingOf(setting);
    if (!named) continue;
    const program = setting === "hegao.server.path" ? named : join(named, BIN, NAME);
    if (await isProgram(program)) return { program, setting };
    return { reason: `设置“${setting}”写的是 ${named}，那里没有可以运行的 hegao`, setting };
  }
  for (const program of usualPlaces()) {
    if (await isProgram(program)) return { program };
  }
  return { reason: "这台电脑上没有找到核稿的程序 hegao" };
}

function settingOf(name: string): string {
  const value = vscode.workspace.getConfiguration().get<string>(name, "").trim();
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  const whole = value.replace(/^~(?=[\\/])/, homedir()).replaceAll("${workspaceFolder}", folder);
  return whole && !isAbsolute(whole) && folder ? join(folder, whole) : whole;
}

function* usualPlaces(): Generator<string> {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    // A relative entry would mean the open folder, which may not be trusted.
    if (isAbsolute(folder)) yield join(folder, NAME);
  }
  // Editors that are started from the desktop do not know the PATH of the terminal.
  yield join(homedir(), ".local", "bin", NAME);
  if (!vscode.workspace.isTrusted) return;
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    if (uri.scheme === "file") yield join(uri.fsPath, ".venv", BIN, NAME);
  }
}

/** Whether a file is there that may be run. */
export async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
