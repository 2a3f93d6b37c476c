// The view 上级对照: the items of the upstream notices, and which tasks of the draft carry out each.

import * as vscode from "vscode";
import type { CarryingTask, UpstreamItem } from "./requests";
import type { TaskLists } from "./task_lists";

const ICONS: Record<UpstreamItem["state"], string> = {
  missing: "error",
  weakened: "warning",
  suspect: "question",
  suggested: "question",
  covered: "pass",
  passed_on: "circle-slash",
  not_applicable: "circle-slash",
};

interface State {
  name: string;
  state: UpstreamItem["state"];
  items: UpstreamItem[];
}
type Node = State | UpstreamItem | CarryingTask;

/** The states, those that need something done first; below them their items, below these the tasks. */
export class UpstreamTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly onDidChangeTreeData: vscode.Event<void>;
  private readonly view: vscode.TreeView<Node>;
  private readonly described: vscode.Disposable;

  constructor(private readonly lists: TaskLists) {
    this.onDidChangeTreeData = lists.onDidChange;
    this.view = vscode.window.createTreeView("hegao.upstreams", {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.described = lists.onDidChange(() => {
      this.view.description = lists.current?.upstream?.told ?? "";
    });
  }

  getChildren(node?: Node): Node[] {
    if (!node) return states(this.lists.current?.upstream?.items ?? []);
    if ("items" in node) return node.items;
    return "tasks" in node ? node.tasks : [];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if ("items" in node) return stateItem(node);
    return "tasks" in node ? upstreamItem(node) : taskItem(node);
  }

  dispose(): void {
    this.described.dispose();
    this.view.dispose();
  }
}

/** The server gives the items in the order of their states. */
function states(items: readonly UpstreamItem[]): State[] {
  const found: State[] = [];
  for (const item of items) {
    const last = found.at(-1);
    if (last?.state === item.state) last.items.push(item);
    else found.push({ name: item.told, state: item.state, items: [item] });
  }
  return found;
}

function stateItem(state: State): vscode.TreeItem {
  const item = new vscode.TreeItem(state.name, vscode.TreeItemCollapsibleState.Expanded);
  item.description = `${state.items.length}项`;
  item.iconPath = new vscode.ThemeIcon(ICONS[state.state]);
  return item;
}

function upstreamItem(given: UpstreamItem): vscode.TreeItem {
  const open = given.tasks.length
    ? vscode.TreeItemCollapsibleState.Expanded
    : vscode.TreeItemCollapsibleState.None;
  const item = new vscode.TreeItem(given.ref, open);
  item.description = given.name;
  item.tooltip = given.note;
  return item;
}

function taskItem(task: CarryingTask): vscode.TreeItem {
  const item = new vscode.TreeItem(task.name);
  item.iconPath = new vscode.ThemeIcon("arrow-small-right");
  item.command = { command: "hegao.tasks.open", title: "", arguments: [task] };
  return item;
}
