// The status bar: how many findings the notice has, and how it stands to its upstreams.

import * as vscode from "vscode";
import type { CurrentNotice } from "./notices";
import type { Server } from "./server";
import type { TaskLists } from "./task_lists";

const FINDINGS: vscode.Command = { title: "看意见", command: "workbench.actions.view.problems" };
const RESTART: vscode.Command = { title: "重新启动", command: "hegao.restart" };

/** One item at the bottom of the window; a click shows the findings or what can be done. */
export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    "hegao.status",
    vscode.StatusBarAlignment.Left,
    10,
  );
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly server: Server,
    private readonly notice: CurrentNotice,
    private readonly lists: TaskLists,
  ) {
    this.item.name = "核稿";
    this.subscriptions = [
      vscode.languages.onDidChangeDiagnostics(() => this.show()),
      notice.onDidChange(() => this.show()),
      server.onDidChange(() => this.show()),
      lists.onDidChange(() => this.show()),
    ];
    this.show();
  }

  private show(): void {
    const { condition } = this.server;
    this.item.backgroundColor = undefined;
    if (condition === "running") return this.showFindings();
    if (condition === "starting") return this.tell("$(loading~spin) 核稿", "正在启动");
    this.item.backgroundColor = new vscode.ThemeColor("statusBarItem.warningBackground");
    if (condition === "missing") return this.tell("$(warning) 核稿：不能检查", this.server.reason, this.server.remedy);
    return this.tell("$(warning) 核稿：已停止", this.server.reason, RESTART);
  }

  private showFindings(): void {
    const document = this.notice.document;
    if (!document) return this.tell("$(check) 核稿", "打开一份草稿（.notice）就开始检查");
    const findings = vscode.languages
      .getDiagnostics(document.uri)
      .filter((each) => each.source === "核稿");
    const errors = count(findings, vscode.DiagnosticSeverity.Error);
    const warnings = count(findings, vscode.DiagnosticSeverity.Warning);
    const others = findings.length - errors - warnings;
    const counts = [`${errors}个错误`, `${warnings}个警告`, `${others}个提醒`].join("、");
    const upstream = this.lists.current?.upstream?.told;
    const tip = upstream ? `${counts}\n对照上级文件：${upstream}` : counts;
    const sign = findings.length ? `$(checklist) 核稿 ${findings.length}` : "$(check) 核稿";
    this.tell(upstream ? `${sign}｜上级：${upstream}` : sign, tip, FINDINGS);
  }

  private tell(text: string, tip: string, command?: vscode.Command): void {
    this.item.text = text;
    this.item.tooltip = tip;
    this.item.command = command;
    this.item.show();
  }

  dispose(): void {
    for (const each of [...this.subscriptions, this.item]) each.dispose();
  }
}

function count(
  findings: readonly vscode.Diagnostic[],
  severity: vscode.DiagnosticSeverity,
): number {
  return findings.filter((each) => each.severity === severity).length;
}
