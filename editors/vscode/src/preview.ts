// The preview beside the editor: the official page of a notice, live while it is written.

import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { about, PREVIEW, type OfficialText } from "./requests";
import type { Server } from "./server";
import type { FromPage, Mark, ToPage } from "./page/messages";

const PAUSE = 80;
const OWN_SCROLL = 300;
const SEVERITIES = ["error", "warning", "info", "info"] as const;

/** The preview of each notice that has one. */
export class Previews implements vscode.Disposable {
  private readonly open = new Map<string, Preview>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly server: Server,
    private readonly extension: vscode.Uri,
  ) {
    const of = (uri: vscode.Uri) => this.open.get(uri.toString());
    this.subscriptions = [
      vscode.workspace.onDidChangeTextDocument(({ document }) => of(document.uri)?.changed()),
      vscode.languages.onDidChangeDiagnostics(({ uris }) =>
        uris.forEach((uri) => of(uri)?.showFindings()),
      ),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor, visibleRanges }) => {
        const top = visibleRanges[0]?.start.line;
        if (top !== undefined) of(textEditor.document.uri)?.follow(top);
      }),
      server.onDidChange((condition) => {
        if (condition === "running") this.open.forEach((each) => each.changed());
      }),
    ];
  }

  async show(uri: vscode.Uri): Promise<void> {
    const known = this.open.get(uri.toString());
    if (known) return known.reveal();
    // The server answers for open documents only.
    await vscode.workspace.openTextDocument(uri);
    const preview = new Preview(uri, this.server, this.extension);
    this.open.set(uri.toString(), preview);
    preview.onDidClose(() => this.open.delete(uri.toString()));
  }

  dispose(): void {
    for (const each of [...this.subscriptions, ...this.open.values()]) each.dispose();
  }
}

class Preview implements vscode.Disposable {
  private readonly panel: vscode.WebviewPanel;
  readonly onDidClose: vscode.Event<void>;
  private waiting: NodeJS.Timeout | undefined;
  private scrolledByPage = 0;

  constructor(
    private readonly uri: vscode.Uri,
    private readonly server: Server,
    extension: vscode.Uri,
  ) {
    const built = vscode.Uri.joinPath(extension, "dist");
    this.panel = vscode.window.createWebviewPanel(
      "hegao.preview",
      `预览 ${uri.path.split("/").at(-1)}`,
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [built], retainContextWhenHidden: true },
    );
    this.onDidClose = this.panel.onDidDispose;
    this.panel.onDidDispose(() => clearTimeout(this.waiting));
    this.panel.webview.onDidReceiveMessage((message: FromPage) => this.take(message));
    this.panel.webview.html = page(this.panel.webview, built);
  }

  reveal(): void {
    this.panel.reveal(undefined, true);
  }

  changed(): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.showText(), PAUSE);
  }

  private async showText(): Promise<void> {
    const text = await this.server.ask<OfficialText>(PREVIEW, about(this.uri.toString()));
    if (text) this.send({ kind: "text", pieces: text.pieces });
    this.showFindings();
  }

  showFindings(): void {
    const uri = this.uri.toString();
    const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri);
    const findings = vscode.languages.getDiagnostics(this.uri);
    if (document) this.send({ kind: "findings", marks: findings.map((each) => markOf(each, document)) });
  }

  /** The editor was scrolled: the page goes along, unless it was the page that scrolled it. */
  follow(line: number): void {
    if (Date.now() - this.scrolledByPage > OWN_SCROLL) this.send({ kind: "scroll", line });
  }

  private take(message: FromPage): void {
    if (message.kind === "ready") {
      void this.showText().then(() => {
        const top = this.editor()?.visibleRanges[0]?.start.line;
        if (top) this.follow(top);
      });
    } else if (message.kind === "click") {
      void this.goTo(message.line);
    } else {
      this.scrolledByPage = Date.now();
      const place = new vscode.Range(message.line, 0, message.line, 0);
      this.editor()?.revealRange(place, vscode.TextEditorRevealType.AtTop);
    }
  }

  private async goTo(line: number): Promise<void> {
    const place = new vscode.Range(line, 0, line, 0);
    await vscode.window.showTextDocument(this.uri, {
      selection: place,
      viewColumn: this.editor()?.viewColumn ?? vscode.ViewColumn.One,
    });
  }

  private editor(): vscode.TextEditor | undefined {
    const uri = this.uri.toString();
    return vscode.window.visibleTextEditors.find((each) => each.document.uri.toString() === uri);
  }

  private send(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }

  dispose(): void {
    this.panel.dispose();
  }
}

function markOf(finding: vscode.Diagnostic, document: vscode.TextDocument): Mark {
  const { severity, message } = finding;
  // Findings come a little after the text: what they say of a line that is gone holds no more.
  const range = document.validateRange(finding.range);
  const { line, character } = range.start;
  const words = document.getText(range);
  const before = document.lineAt(line).text.slice(0, character);
  return { line, words, nth: words ? before.split(words).length - 1 : 0, severity: SEVERITIES[severity], message };
}

/** The empty page; only our own script may run, and nothing is fetched from anywhere. */
function page(webview: vscode.Webview, built: vscode.Uri): string {
  const nonce = randomBytes(16).toString("base64url");
  const script = webview.asWebviewUri(vscode.Uri.joinPath(built, "page.js"));
  const style = webview.asWebviewUri(vscode.Uri.joinPath(built, "page.css"));
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}`;
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${style}">
<title>预览</title>
</head>
<body><main>语言服务启动以后，这里显示版面。</main><script nonce="${nonce}" src="${script}"></script></body>
</html>`;
}
