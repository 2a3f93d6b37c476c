// The view 任务: the tasks of the current notice by section, by unit or by deadline.

import * as vscode from "vscode";
import type { CurrentNotice } from "./notices";
import type { Place, Task } from "./requests";
import { FILTERS, GROUPINGS, grouped, type Filter, type Grouping, type TaskGroup } from "./task_groups";
import type { TaskLists } from "./task_lists";

type Node = TaskGroup | Task;
const ROLES = { lead: "（牵头）", support: "（配合）", unspecified: "" };

/** The tree, with its ways of grouping and its filter. */
export class TaskTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private grouping: Grouping = "section";
  private filter: Filter = "all";
  private readonly view: vscode.TreeView<Node>;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly lists: TaskLists,
    private readonly notice: CurrentNotice,
  ) {
    this.view = vscode.window.createTreeView("hegao.tasks", {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.subscriptions = [
      this.view,
      lists.onDidChange(() => this.show()),
      ...(Object.keys(GROUPINGS) as Grouping[]).map((each) =>
        vscode.commands.registerCommand(`hegao.tasks.by.${each}`, () => this.groupBy(each)),
      ),
      vscode.commands.registerCommand("hegao.tasks.filter", () => this.chooseFilter()),
      vscode.commands.registerCommand("hegao.tasks.open", (place: Place) => this.open(place)),
    ];
    this.groupBy("section");
  }

  getChildren(node?: Node): Node[] {
    if (node) return "tasks" in node ? node.tasks : [];
    return grouped(this.lists.current?.tasks ?? [], this.grouping, this.filter);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return "tasks" in node ? groupItem(node) : taskItem(node);
  }

  private show(): void {
    this.view.description = [GROUPINGS[this.grouping], this.filter === "all" ? "" : FILTERS[this.filter].name]
      .filter(Boolean)
      .join("，");
    this.view.message = this.whyEmpty();
    this.changed.fire();
  }

  private whyEmpty(): string {
    const tasks = this.lists.current?.tasks;
    if (!tasks || this.getChildren().length) return "";
    return tasks.length ? "按现在的筛选，一项任务也没有" : "这份草稿里没有读出任务";
  }

  private groupBy(grouping: Grouping): void {
    this.grouping = grouping;
    void vscode.commands.executeCommand("setContext", "hegao.tasks.grouping", grouping);
    this.show();
  }

  private async chooseFilter(): Promise<void> {
    const choices = (Object.keys(FILTERS) as Filter[]).map((filter) => ({
      label: FILTERS[filter].name,
      filter,
      picked: filter === this.filter,
    }));
    const choice = await vscode.window.showQuickPick(choices, { title: "只看哪些任务" });
    if (!choice) return;
    this.filter = choice.filter;
    this.show();
  }

  private async open({ line, character }: Place): Promise<void> {
    if (!this.notice.document) return;
    const place = new vscode.Position(line, character);
    await vscode.window.showTextDocument(this.notice.document, {
      selection: new vscode.Range(place, place),
      viewColumn: vscode.ViewColumn.One,
    });
  }

  dispose(): void {
    for (const each of [...this.subscriptions, this.changed]) each.dispose();
  }
}

function groupItem(group: TaskGroup): vscode.TreeItem {
  const item = new vscode.TreeItem(group.name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `group ${group.name}`;
  item.description = `${group.tasks.length}项`;
  item.iconPath = new vscode.ThemeIcon(group.icon);
  return item;
}

function taskItem(task: Task): vscode.TreeItem {
  const item = new vscode.TreeItem(task.name);
  const units = task.units.map((each) => each.name).join("、");
  const limits = task.deadlines.map((each) => each.text).join("、");
  item.description = [limits, units].filter(Boolean).join("｜");
  const roles = task.units.map(({ name, role }) => name + ROLES[role]).join("、");
  item.tooltip = [task.text, roles && `责任单位：${roles}`, limits && `时限：${limits}`]
    .filter(Boolean)
    .join("\n");
  item.iconPath = new vscode.ThemeIcon(units && limits ? "circle-outline" : "circle-slash");
  item.command = { command: "hegao.tasks.open", title: "", arguments: [task] };
  return item;
}
