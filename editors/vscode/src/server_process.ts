// One run of the program as a server: what it said last is the reason that is told if it ends.

import { spawn, type ChildProcess } from "node:child_process";
import { homedir } from "node:os";

const KEPT = 20;
const EXIT_LIMIT = 500;

/** The process, and what is known of its end. */
export class ServerProcess {
  readonly child: ChildProcess;
  private readonly said: string[] = [];
  private readonly ended: Promise<string>;

  constructor(program: string) {
    // Not in the open folder: nothing that lies there may be taken for a part of the program.
    this.child = spawn(program, ["lsp", "--stdio"], {
      cwd: homedir(),
      env: { ...process.env, PYTHONUTF8: "1" },
      windowsHide: true,
    });
    this.child.stderr?.on("data", (data: Buffer) => {
      this.said.push(...data.toString("utf8").split("\n").filter((line) => line.trim()));
      this.said.splice(0, this.said.length - KEPT);
    });
    this.ended = new Promise((resolve) => {
      this.child.once("error", (error) => resolve(error.message));
      this.child.once("exit", (code, signal) =>
        resolve(signal ? `被系统或别的程序结束（${signal}）` : `退出码 ${code}`),
      );
    });
  }

  /** Why it ended: its last words, else how; streams may close a little before the process does. */
  async reason(): Promise<string> {
    const late = new Promise<string>((resolve) => setTimeout(resolve, EXIT_LIMIT, "没有说明原因"));
    const how = await Promise.race([this.ended, late]);
    const last = this.said.at(-1)?.trim();
    return last ? `${how}：${last}` : how;
  }
}
