// The language server: found, started, restarted when it ends, and told of when it cannot run.

import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  State,
  type ErrorHandler,
  type LanguageClient,
} from "vscode-languageclient/node";
import { install } from "./install";
import { findProgram } from "./program";
import { QuietClient } from "./quiet_client";
import { showResult } from "./results";
import { ServerProcess } from "./server_process";

const MOST_CRASHES = 4;
const CRASH_PERIOD = 180_000;
const START_LIMIT = 20_000;
const INSTALL: vscode.Command = { title: "安装", command: "hegao.install" };
const SHOW_LOG = "看日志";
const RESTART = "重新启动";
export const LANGUAGES = ["notice", "noticerules"];

/** How the server is: the status bar and the views show it. */
export type Condition = "starting" | "running" | "stopped" | "missing";

/** The one server of this window. */
export class Server implements vscode.Disposable {
  readonly log = vscode.window.createOutputChannel("核稿", { log: true });
  private readonly changed = new vscode.EventEmitter<Condition>();
  readonly onDidChange = this.changed.event;
  condition: Condition = "stopped";
  reason = "";
  /** What helps where the program is missing. */
  remedy = INSTALL;
  program: string | undefined;
  private client: LanguageClient | undefined;
  private crashes: number[] = [];
  private running: ServerProcess | undefined;
  private changing: Promise<void> = Promise.resolve();

  /** Start, or start anew; calls that come meanwhile wait for one another. */
  restart(): Promise<void> {
    this.changing = this.changing.then(() => this.startAgain());
    return this.changing;
  }

  private async startAgain(): Promise<void> {
    await this.stop();
    this.become("starting");
    const found = await findProgram();
    this.remedy = found.setting
      ? { title: "改设置", command: "workbench.action.openSettings", arguments: [found.setting] }
      : INSTALL;
    this.program = "program" in found ? found.program : undefined;
    if ("reason" in found) return this.tellMissing(found.reason);
    this.crashes = [];
    this.log.info(`启动 ${found.program} lsp`);
    this.client = this.clientFor(found.program);
    const late = setTimeout(() => void this.giveUp(), START_LIMIT);
    try {
      await this.client.start();
    } catch (error) {
      this.log.error(error instanceof Error ? error : String(error));
      await this.tellBroken();
    } finally {
      clearTimeout(late);
    }
  }

  private clientFor(program: string): LanguageClient {
    const client = new QuietClient(
      "hegao",
      "核稿",
      async () => {
        this.running = new ServerProcess(program);
        return this.running.child;
      },
      {
        documentSelector: LANGUAGES.flatMap((language) => [
          { scheme: "file", language },
          { scheme: "untitled", language },
        ]),
        outputChannel: this.log,
        errorHandler: this.errorHandler(),
        initializationFailedHandler: () => false,
        middleware: { window: { showDocument: showResult } },
      },
    );
    client.onDidChangeState(({ newState }) => {
      // Open documents are told to the server after this: only then it can answer about them.
      if (newState === State.Running) void client.start().then(() => this.become("running"));
      if (newState === State.Starting) this.become("starting");
    });
    return client;
  }

  /** What the client does when the server ends: start it again, but not for ever. */
  private errorHandler(): ErrorHandler {
    return {
      error: (error) => {
        this.log.error(error);
        return { action: ErrorAction.Continue, handled: true };
      },
      closed: async () => {
        if (this.condition === "starting" && !this.crashes.length) {
          await this.tellBroken();
          return { action: CloseAction.DoNotRestart, handled: true };
        }
        const now = Date.now();
        this.crashes = [...this.crashes.filter((at) => now - at < CRASH_PERIOD), now];
        const why = `原因：${(await this.running?.reason()) ?? "不明"}。`;
        if (this.crashes.length < MOST_CRASHES) {
          void this.tell(`语言服务意外停止，已自动重新启动。${why}`, SHOW_LOG);
          return { action: CloseAction.Restart, handled: true };
        }
        this.tellStopped(`语言服务三分钟里停了${MOST_CRASHES}次，不再自动启动。${why}`);
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    };
  }

  private tellStopped(reason: string): void {
    this.become("stopped", reason);
    void this.tell(reason, RESTART, SHOW_LOG);
  }

  private async tell(message: string, ...offered: string[]): Promise<void> {
    this.log.warn(message);
    const choice = await vscode.window.showWarningMessage(`核稿：${message}`, ...offered);
    if (choice === RESTART) await this.restart();
    if (choice === SHOW_LOG) this.log.show();
  }

  /** The program is there but has never answered, as after an update of Python. */
  private async tellBroken(): Promise<void> {
    const why = await this.running?.reason();
    // Told already, or running by now.
    if (this.condition === "starting") this.tellMissing(`${this.program} 运行不了：${why ?? "原因不明"}`);
  }

  /** A program that does not answer would keep every later start waiting. */
  private async giveUp(): Promise<void> {
    await this.tellBroken();
    this.running?.child.kill();
  }

  private tellMissing(reason: string): void {
    this.become("missing", reason);
    this.log.warn(reason);
    void this.offerRemedy();
  }

  private async offerRemedy(): Promise<void> {
    const { title, command, arguments: given = [] } = this.remedy;
    const choice = await vscode.window.showErrorMessage(`核稿还不能检查：${this.reason}。`, title);
    if (choice) await vscode.commands.executeCommand(command, ...given);
  }

  /** Install the program, then start it. */
  async install(): Promise<void> {
    if (await install()) await this.restart();
    else void this.tell("没有装成，原因见终端。");
  }

  /** Ask the running server; undefined where there is none or it cannot answer. */
  async ask<T>(method: string, params: object): Promise<T | undefined> {
    if (this.client?.state !== State.Running) return undefined;
    try {
      return (await this.client.sendRequest<T | null>(method, params)) ?? undefined;
    } catch (error) {
      this.log.warn(`${method}：${String(error)}`);
      return undefined;
    }
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client?.isRunning()) await client.stop().catch(() => undefined);
    await client?.dispose().catch(() => undefined);
  }

  private become(condition: Condition, reason = ""): void {
    this.condition = condition;
    this.reason = reason;
    this.changed.fire(condition);
    // The walkthrough ticks its first step off.
    void vscode.commands.executeCommand("setContext", "hegao.running", condition === "running");
  }

  dispose(): void {
    void this.stop();
    this.changed.dispose();
    this.log.dispose();
  }
}
