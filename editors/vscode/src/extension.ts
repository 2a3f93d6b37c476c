// What the editor starts: the server, the views, the preview, the commands.

import * as vscode from "vscode";
import { CheckTasks } from "./check_tasks";
import { registerCommands } from "./commands";
import { CurrentNotice } from "./notices";
import { Previews } from "./preview";
import { Server } from "./server";
import { StatusItem } from "./status";
import { TaskLists } from "./task_lists";
import { TaskTree } from "./task_tree";
import { UpstreamTree } from "./upstream_tree";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const started = (server = new Server());
  const notice = new CurrentNotice();
  const lists = new TaskLists(started, notice);
  const previews = new Previews(started, context.extensionUri);
  context.subscriptions.push(
    started,
    notice,
    lists,
    previews,
    new StatusItem(started, notice, lists),
    new TaskTree(lists, notice),
    new UpstreamTree(lists),
    vscode.tasks.registerTaskProvider("hegao", new CheckTasks(started)),
    ...registerCommands(started, notice, previews),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("hegao.server")) void started.restart();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      if (started.condition === "missing") void started.restart();
    }),
  );
  await started.restart();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
