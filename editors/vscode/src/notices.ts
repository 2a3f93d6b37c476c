// The notice that the drafter works on: views, status and commands are all about it.

import * as vscode from "vscode";

/** Whether a document is a notice that the server checks. */
export function isNotice(document: vscode.TextDocument | undefined): boolean {
  return (
    document?.languageId === "notice" && ["file", "untitled"].includes(document.uri.scheme)
  );
}

/** The notice of the active editor; with a preview in front, the one that was active before. */
export class CurrentNotice implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.TextDocument | undefined>();
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: vscode.Disposable[];
  document: vscode.TextDocument | undefined;

  constructor() {
    this.subscriptions = [
      vscode.window.onDidChangeActiveTextEditor((editor) => this.follow(editor)),
      vscode.workspace.onDidCloseTextDocument((closed) => {
        if (closed === this.document) this.become(undefined);
      }),
    ];
    this.follow(vscode.window.activeTextEditor);
  }

  private follow(editor: vscode.TextEditor | undefined): void {
    if (editor && isNotice(editor.document)) this.become(editor.document);
  }

  private become(document: vscode.TextDocument | undefined): void {
    if (document === this.document) return;
    this.document = document;
    // The view of tasks says what to do while there is no draft.
    void vscode.commands.executeCommand("setContext", "hegao.drafting", document !== undefined);
    this.changed.fire(document);
  }

  /** The notice that a command is about; tells the drafter when there is none. */
  chosen(uri?: vscode.Uri): vscode.Uri | undefined {
    const found = uri ?? this.document?.uri;
    if (!found) void vscode.window.showInformationMessage("核稿：先打开一份草稿（.notice）");
    return found;
  }

  dispose(): void {
    for (const each of [...this.subscriptions, this.changed]) each.dispose();
  }
}
