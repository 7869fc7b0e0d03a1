// Starts `flowright lsp` and speaks with it.

import { commands, type ExtensionContext, type OutputChannel, window, workspace } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";

import { findBinary } from "./binary";

const PATH_SETTING = "flowright.server.path";
/** The server is told these once, when it starts. */
const STARTING_SETTINGS = [PATH_SETTING, "flowright.projects"];
const OPEN_SETTING = "Open the setting";
const SHOW_OUTPUT = "Show the output";

let client: LanguageClient | undefined;
/** Starts and stops run one after the other, however quickly they are asked for. */
let turn: Promise<void> = Promise.resolve();

export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel("Flowright");
  const restart = () => (turn = turn.then(stop).then(() => start(output)));
  context.subscriptions.push(
    output,
    commands.registerCommand("flowright.restart", restart),
    workspace.onDidChangeConfiguration((change) => {
      if (STARTING_SETTINGS.some((setting) => change.affectsConfiguration(setting))) {
        void restart();
      }
    }),
  );
  await restart();
}

export function deactivate(): Promise<void> {
  return (turn = turn.then(stop));
}

async function start(output: OutputChannel): Promise<void> {
  const settings = workspace.getConfiguration("flowright");
  const path = settings.get("server.path", "flowright");
  const command = findBinary(path, {
    folder: workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file")?.uri.fsPath,
    environment: process.env,
    platform: process.platform,
  });
  if (command === undefined) {
    void report(`Flowright's language server was not started: there is no program \`${path}\`. Install Flowright, or set \`${PATH_SETTING}\` to where it is.`, output);
    return;
  }
  output.appendLine(`starting ${command} lsp`);
  const starting = new LanguageClient(
    "flowright",
    "Flowright",
    { command, args: ["lsp"] },
    {
      documentSelector: [{ scheme: "file", language: "flow" }, { scheme: "untitled", language: "flow" }],
      initializationOptions: { projects: settings.get<string[]>("projects", []) },
      outputChannel: output,
    },
  );
  try {
    await starting.start();
    client = starting;
  } catch (error) {
    output.appendLine(String(error));
    void report(`Flowright's language server did not start: \`${command} lsp\` failed, and the output says how.`, output);
  }
}

async function stop(): Promise<void> {
  const stopping = client;
  client = undefined;
  // One that has ended by itself, or does not answer, is gone too.
  await stopping?.dispose().catch(() => undefined);
}

async function report(message: string, output: OutputChannel): Promise<void> {
  const chosen = await window.showErrorMessage(message, OPEN_SETTING, SHOW_OUTPUT);
  if (chosen === OPEN_SETTING) {
    await commands.executeCommand("workbench.action.openSettings", PATH_SETTING);
  } else if (chosen === SHOW_OUTPUT) {
    output.show();
  }
}
