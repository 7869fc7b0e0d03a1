// An editor without a window: it holds the texts, speaks with the real server, and makes the edits that it is told.

import { spawn } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";

import protocol from "vscode-languageserver-protocol/node.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** The program `flowright`: the one that is named, or the one that was built last. */
export function findFlowright() {
  if (process.env.FLOWRIGHT) {
    return process.env.FLOWRIGHT;
  }
  const folder = process.env.CARGO_TARGET_DIR ?? join(ROOT, "target");
  const built = ["debug", "release"].map((profile) => join(folder, profile, "flowright")).filter(existsSync);
  return built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
}

/** Whether a test that needs the program may be skipped, and why it is. */
export function skipWithout(flowright) {
  if (flowright !== undefined) {
    return false;
  }
  if (process.env.FLOWRIGHT_REQUIRE_SERVICES === "1") {
    throw new Error("there is no flowright: run `cargo build` first");
  }
  return "there is no flowright to ask: run `cargo build` first";
}

export class Editor {
  #documents = new Map();
  #diagnostics = new Map();

  /** Opens a folder. */
  static async open(flowright, folder) {
    const editor = new Editor();
    editor.folder = folder;
    editor.server = spawn(flowright, ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
    editor.connection = protocol.createProtocolConnection(editor.server.stdout, editor.server.stdin);
    editor.connection.onNotification("textDocument/publishDiagnostics", ({ uri, version, diagnostics }) => {
      editor.#diagnostics.set(uri, { version, diagnostics });
    });
    editor.connection.onRequest("client/registerCapability", () => null);
    editor.connection.listen();
    editor.capabilities = (
      await editor.connection.sendRequest("initialize", {
        processId: process.pid,
        rootUri: null,
        workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "test" }],
        capabilities: {
          general: { positionEncodings: ["utf-16"] },
          workspace: {
            applyEdit: true,
            workspaceFolders: true,
            workspaceEdit: { documentChanges: true },
            didChangeWatchedFiles: { dynamicRegistration: true },
          },
          textDocument: {
            synchronization: {},
            completion: { completionItem: { snippetSupport: true, documentationFormat: ["markdown"] } },
            codeAction: {
              codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "refactor", "source.fixAll"] } },
              isPreferredSupport: true,
            },
            publishDiagnostics: { relatedInformation: true, versionSupport: true, tagSupport: { valueSet: [1, 2] }, codeDescriptionSupport: true },
            rename: { prepareSupport: true },
          },
        },
      })
    ).capabilities;
    await editor.connection.sendNotification("initialized", {});
    return editor;
  }

  uri(name) {
    return pathToFileURL(join(this.folder, name)).href;
  }

  text(name) {
    return this.#documents.get(this.uri(name))?.text;
  }

  async edit(name, text = readFileSync(join(this.folder, name), "utf8")) {
    const uri = this.uri(name);
    this.#documents.set(uri, { text, version: 1 });
    await this.connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "flow", version: 1, text } });
  }

  /** Replaces a piece of a text, as typing does it. */
  async replace(name, start, end, text) {
    const document = this.#documents.get(this.uri(name));
    const range = { start: position(document.text, start), end: position(document.text, end) };
    document.text = document.text.slice(0, start) + text + document.text.slice(end);
    document.version += 1;
    const textDocument = { uri: this.uri(name), version: document.version };
    await this.connection.sendNotification("textDocument/didChange", { textDocument, contentChanges: [{ range, text }] });
  }

  /** Writes the texts to the disk. */
  async save() {
    for (const [uri, { text }] of this.#documents) {
      await writeFile(fileURLToPath(uri), text);
    }
  }

  /** Asks something of a place, or of all of a file. */
  ask(method, name, offset, more = {}) {
    const params = { textDocument: { uri: this.uri(name) }, ...more };
    if (offset !== undefined) {
      params.position = position(this.text(name), offset);
    }
    return this.connection.sendRequest(`textDocument/${method}`, params);
  }

  /** What is wrong with a file, as it is now. */
  async diagnostics(name, wanted = () => true) {
    const uri = this.uri(name);
    for (let round = 0; round < 400; round += 1) {
      const known = this.#diagnostics.get(uri);
      const version = this.#documents.get(uri)?.version;
      if (known !== undefined && (known.version ?? version) === version && wanted(known.diagnostics)) {
        return known.diagnostics;
      }
      await sleep(25);
    }
    throw new Error(`${name}: other diagnostics were waited for than ${JSON.stringify(this.#diagnostics.get(uri))}`);
  }

  /** Makes the edits of the server, in open texts and in files that are not open. */
  async apply({ changes, documentChanges }) {
    const all = documentChanges?.map(({ textDocument, edits }) => [textDocument.uri, edits]) ?? Object.entries(changes ?? {});
    for (const [uri, edits] of all) {
      const name = fileURLToPath(uri).slice(this.folder.length + 1);
      if (!this.#documents.has(uri)) {
        await this.edit(name, await readFile(fileURLToPath(uri), "utf8"));
      }
      const text = this.text(name);
      const placed = edits.map((edit) => ({ start: offset(text, edit.range.start), end: offset(text, edit.range.end), text: edit.newText }));
      for (const edit of placed.sort((a, b) => b.start - a.start)) {
        await this.replace(name, edit.start, edit.end, edit.text);
      }
    }
    return all.length;
  }

  async close() {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    const code = await new Promise((done) => this.server.on("exit", done));
    this.connection.dispose();
    return code;
  }
}

/** A place as the protocol has it: lines, and units of UTF-16. */
export function position(text, offset) {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length - 1, character: before.at(-1).length };
}

export function offset(text, { line, character }) {
  const lines = text.split("\n");
  return lines.slice(0, line).reduce((sum, line) => sum + line.length + 1, 0) + character;
}

/** All files of a folder with their texts. */
export async function files(folder) {
  const names = (await readdir(folder)).sort();
  return Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), "utf8")]));
}
