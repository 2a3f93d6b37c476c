// The client of the language server: what goes wrong it writes into the log, telling is ours.

import { LanguageClient } from "vscode-languageclient/node";

/** A client that shows no notifications of its own, which would be in English beside ours. */
export class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}
