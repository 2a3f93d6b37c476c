// What the server made of a draft is shown: pages in a panel, files for other programs by their name.

import { readFile } from "node:fs/promises";
import * as vscode from "vscode";
import type { ShowDocumentParams, ShowDocumentRequest, ShowDocumentResult } from "vscode-languageclient/node";

const PAGE = /\.html$/;
const FOR_OTHER_PROGRAMS = /\.(docx|pdf|xlsx|csv)$/;

/** Show a file that the server made; texts and drafts are opened as the editor opens them. */
export async function showResult(
  params: ShowDocumentParams,
  next: ShowDocumentRequest.HandlerSignature,
): Promise<ShowDocumentResult> {
  const file = vscode.Uri.parse(params.uri);
  if (PAGE.test(file.path)) {
    await showPage(file);
  } else if (FOR_OTHER_PROGRAMS.test(file.path)) {
    void offerToOpen(file);
  } else {
    // The client always answers in the end, and asks for no way to be stopped.
    return (await next(params, new vscode.CancellationTokenSource().token)) as ShowDocumentResult;
  }
  return { success: true };
}

/** A page may run a script only where it brings a policy that lets nothing else run. */
async function showPage(file: vscode.Uri): Promise<void> {
  const html = await readFile(file.fsPath, "utf8");
  const panel = vscode.window.createWebviewPanel("hegao.page", nameOf(file), vscode.ViewColumn.Active, {
    enableScripts: html.includes('http-equiv="Content-Security-Policy"'),
    enableFindWidget: true,
    localResourceRoots: [],
  });
  panel.webview.html = html;
}

/** The editor cannot show these; in a browser it cannot start the program that can. */
async function offerToOpen(file: vscode.Uri): Promise<void> {
  const open = "打开";
  const offered = vscode.env.uiKind === vscode.UIKind.Desktop && !vscode.env.remoteName ? [open] : [];
  const choice = await vscode.window.showInformationMessage(`核稿：已写好 ${nameOf(file)}，放在草稿旁边。`, ...offered);
  if (choice) await vscode.env.openExternal(file);
}

function nameOf(file: vscode.Uri): string {
  return file.path.split("/").at(-1) ?? file.path;
}
