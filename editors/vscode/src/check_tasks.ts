// Tasks of type `hegao`: the whole folder checked on the command line, findings in the list.

import * as vscode from "vscode";
import type { Server } from "./server";

/** Offers “检查全部草稿”, and completes tasks that are written into tasks.json. */
export class CheckTasks implements vscode.TaskProvider {
  constructor(private readonly server: Server) {}

  provideTasks(): vscode.Task[] {
    const folders = vscode.workspace.workspaceFolders ?? [];
    return folders.flatMap((folder) => {
      const task = this.task({ type: "hegao", command: "check" }, folder);
      return task ? [task] : [];
    });
  }

  resolveTask(task: vscode.Task): vscode.Task | undefined {
    const folder = typeof task.scope === "object" ? task.scope : vscode.workspace.workspaceFolders?.[0];
    return folder && this.task(task.definition, folder);
  }

  private task(
    definition: vscode.TaskDefinition,
    folder: vscode.WorkspaceFolder,
  ): vscode.Task | undefined {
    // Checking runs the program with the folder's settings: only where the folder is trusted.
    if (!vscode.workspace.isTrusted || !this.server.program || definition["command"] !== "check") {
      return undefined;
    }
    const named: unknown = definition["files"];
    const files = Array.isArray(named) && named.length ? named.map(String) : ["."];
    const task = new vscode.Task(
      definition,
      folder,
      files[0] === "." ? "检查全部草稿" : `检查 ${files.join("、")}`,
      "核稿",
      new vscode.ProcessExecution(
        this.server.program,
        ["check", "--format", "concise", "--", ...files],
        { cwd: folder.uri.fsPath, env: { PYTHONUTF8: "1", NO_COLOR: "1" } },
      ),
      ["$hegao-error", "$hegao-warning", "$hegao-info"],
    );
    task.group = vscode.TaskGroup.Test;
    return task;
  }
}
