// The commands of the drafter: export, import, compare with upstreams, preview, restart.

import * as vscode from "vscode";
import type { CurrentNotice } from "./notices";
import type { Previews } from "./preview";
import { FORMATS, type Format } from "./requests";
import type { Server } from "./server";

const FINISHED = ["docx", "doc", "wps", "pdf", "html", "htm", "mht", "xlsx", "xls", "txt", "md"];

export function registerCommands(
  server: Server,
  notice: CurrentNotice,
  previews: Previews,
): vscode.Disposable[] {
  const onNotice = (does: (uri: vscode.Uri) => Promise<unknown>) => async (uri?: vscode.Uri) => {
    const chosen = notice.chosen(uri instanceof vscode.Uri ? uri : undefined);
    if (chosen) await does(chosen);
  };
  const commands: Record<string, (uri?: vscode.Uri) => Promise<unknown>> = {
    "hegao.restart": () => server.restart(),
    "hegao.install": () => server.install(),
    "hegao.showLog": async () => server.log.show(),
    "hegao.showPreview": onNotice((uri) => previews.show(uri)),
    "hegao.export": onNotice((uri) => exportText(server, uri)),
    "hegao.showCoverage": onNotice((uri) => ask(server, "hegao.coverage", uri.toString())),
    "hegao.showLedger": onNotice((uri) => ask(server, "hegao.ledger", uri.toString())),
    "hegao.importFile": (uri) => importFile(server, uri),
  };
  return Object.entries(commands).map(([name, does]) =>
    vscode.commands.registerCommand(name, does),
  );
}

async function exportText(server: Server, uri: vscode.Uri): Promise<void> {
  const formats = (await server.ask<Format[]>(FORMATS, {})) ?? [];
  const choices = formats.map(({ ending, name }) => ({ label: name, description: `.${ending}`, ending }));
  if (!choices.length) return tellStopped(server);
  const choice = await vscode.window.showQuickPick(choices, { title: "把正式文本存成什么文件" });
  if (choice) await ask(server, "hegao.compile", uri.toString(), choice.ending);
}

async function importFile(server: Server, uri: vscode.Uri | undefined): Promise<void> {
  const picked =
    uri instanceof vscode.Uri
      ? uri
      : (
          await vscode.window.showOpenDialog({
            title: "选一份成文的公文，读成草稿",
            openLabel: "读成草稿",
            filters: { 成文的公文: FINISHED },
          })
        )?.[0];
  if (picked) await ask(server, "hegao.import", picked.toString());
}

/** Have the server do something; it shows the result, or tells why there is none. */
async function ask(server: Server, command: string, ...given: string[]): Promise<void> {
  if (server.condition !== "running") return tellStopped(server);
  await server.ask("workspace/executeCommand", { command, arguments: given });
}

function tellStopped(server: Server): void {
  void vscode.window.showWarningMessage(
    `核稿：语言服务没有运行，现在做不了。${server.reason}`,
  );
}
