// The tasks of the current notice as the server reads them, asked for anew when it changes.

import * as vscode from "vscode";
import type { CurrentNotice } from "./notices";
import { about, TASKS, type TaskList } from "./requests";
import type { Server } from "./server";

const PAUSE = 400;

/** What the server last said of the current notice. */
export class TaskLists implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  current: TaskList | undefined;
  private readonly subscriptions: vscode.Disposable[];
  private waiting: NodeJS.Timeout | undefined;

  constructor(
    private readonly server: Server,
    private readonly notice: CurrentNotice,
  ) {
    this.subscriptions = [
      notice.onDidChange(() => void this.ask()),
      server.onDidChange((condition) => {
        if (condition === "running") void this.ask();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === notice.document) this.askSoon();
      }),
    ];
  }

  private askSoon(): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.ask(), PAUSE);
  }

  private async ask(): Promise<void> {
    const document = this.notice.document;
    const answer = document
      ? await this.server.ask<TaskList>(TASKS, about(document.uri.toString()))
      : undefined;
    if (document !== this.notice.document) return;
    this.current = answer;
    this.changed.fire();
  }

  dispose(): void {
    clearTimeout(this.waiting);
    for (const each of [...this.subscriptions, this.changed]) each.dispose();
  }
}
