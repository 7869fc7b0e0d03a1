// The extension against an editor and a client that only write down what they are asked.

import assert from "node:assert/strict";
import { accessSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const require = createRequire(import.meta.url);
const manifest = require("../package.json");

let folder;
let extensionFile;
let binaryFile;

/** A module that the extension is given instead of the real one. */
const standIns = {
  name: "stand-ins",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^vscode(-languageclient\/node)?$/ }, ({ path }) => ({ path, namespace: "stand-in" }));
    onLoad({ filter: /.*/, namespace: "stand-in" }, ({ path }) => ({ contents: `module.exports = globalThis.standIns[${JSON.stringify(path)}];` }));
  },
};

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "flowright-extension-"));
  const bundle = (entry, outfile) =>
    build({ entryPoints: [join(HERE, "../src", entry)], outfile, bundle: true, platform: "node", format: "cjs", plugins: [standIns] });
  extensionFile = join(folder, "extension.cjs");
  binaryFile = join(folder, "binary.cjs");
  await bundle("extension.ts", extensionFile);
  await bundle("binary.ts", binaryFile);
  await program("flowright");
});

after(() => rm(folder, { recursive: true }));

async function program(name) {
  const path = join(folder, name);
  await writeFile(path, "");
  await chmod(path, 0o755);
  return path;
}

/** An editor with these settings, in which people press this button. */
function editor(settings, { press, fails } = {}) {
  const log = [];
  const starts = [];
  const listeners = [];
  const registered = {};
  class LanguageClient {
    constructor(id, name, server, options) {
      this.started = { id, server, projects: options.initializationOptions.projects, selector: options.documentSelector };
    }
    async start() {
      if (fails) {
        throw new Error("it broke");
      }
      log.push(["start", this.started.server.command]);
      starts.push(this.started);
    }
    async dispose() {
      log.push(["stop", this.started.server.command]);
    }
  }
  globalThis.standIns = {
    vscode: {
      window: {
        createOutputChannel: () => ({ appendLine: () => {}, show: () => log.push(["output"]), dispose: () => {} }),
        showErrorMessage: async (message, ...buttons) => {
          log.push(["error", message, buttons]);
          return press;
        },
      },
      workspace: {
        workspaceFolders: [{ uri: { scheme: "file", fsPath: folder } }],
        getConfiguration: (section) => ({ get: (name, fallback) => settings[`${section}.${name}`] ?? fallback }),
        onDidChangeConfiguration: (listener) => (listeners.push(listener), { dispose: () => {} }),
      },
      commands: {
        registerCommand: (name, run) => ((registered[name] = run), { dispose: () => {} }),
        executeCommand: async (...command) => void log.push(["command", ...command]),
      },
    },
    "vscode-languageclient/node": { LanguageClient },
  };
  delete require.cache[extensionFile];
  const { activate, deactivate } = require(extensionFile);
  const change = (setting) => listeners.forEach((listener) => listener({ affectsConfiguration: (asked) => asked === setting }));
  const settle = () => new Promise((done) => setTimeout(done, 20));
  return { log, starts, registered, settings, change, settle, activate: () => activate({ subscriptions: [] }), deactivate };
}

test("`flowright lsp` is started with the projects", async () => {
  const path = join(folder, "flowright");
  const it = editor({ "flowright.server.path": path, "flowright.projects": ["flows/shop"] });
  await it.activate();
  assert.deepEqual(it.starts[0], {
    id: "flowright",
    server: { command: path, args: ["lsp"] },
    projects: ["flows/shop"],
    selector: [{ scheme: "file", language: "flow" }, { scheme: "untitled", language: "flow" }],
  });
  await it.deactivate();
  assert.deepEqual(it.log.at(-1), ["stop", path]);
});

test("without the program a message says so, and its button opens the setting", async () => {
  const it = editor({ "flowright.server.path": "no/such/program" }, { press: "Open the setting" });
  await it.activate();
  await it.settle();
  const [[kind, message, buttons], command] = it.log;
  assert.equal(kind, "error");
  assert.match(message, /there is no program `no\/such\/program`/);
  assert.deepEqual(buttons, ["Open the setting", "Show the output"]);
  assert.deepEqual(command, ["command", "workbench.action.openSettings", "flowright.server.path"]);
});

test("a server that fails is told, and its output shown", async () => {
  const it = editor({ "flowright.server.path": "./flowright" }, { press: "Show the output", fails: true });
  await it.activate();
  await it.settle();
  assert.match(it.log[0][1], /did not start/);
  assert.deepEqual(it.log[1], ["output"]);
});

test("another path, other projects and the command restart the server, other settings do not", async () => {
  const first = join(folder, "flowright");
  const second = await program("flowright-next");
  const it = editor({ "flowright.server.path": first });
  await it.activate();
  it.settings["flowright.server.path"] = second;
  it.change("flowright.server.path");
  await it.settle();
  it.change("flowright.trace.server");
  await it.settle();
  assert.deepEqual(it.log, [["start", first], ["stop", first], ["start", second]]);
  it.change("flowright.projects");
  await it.settle();
  await it.registered["flowright.restart"]();
  assert.deepEqual(it.log.slice(3), [["stop", second], ["start", second], ["stop", second], ["start", second]]);
});

test("restarts that are asked for at once leave one server", async () => {
  const path = join(folder, "flowright");
  const it = editor({ "flowright.server.path": path });
  await Promise.all([it.activate(), it.registered["flowright.restart"](), it.registered["flowright.restart"]()]);
  assert.deepEqual(
    it.log.map(([what]) => what),
    ["start", "stop", "start", "stop", "start"],
  );
});

test("a program is found by its path, in the folder, and on the PATH", async () => {
  const { findBinary } = require(binaryFile);
  const path = join(folder, "flowright");
  const around = { folder, environment: { PATH: ["", join(folder, "nothing"), folder].join(delimiter) }, platform: "linux" };
  assert.equal(findBinary(path, around), path);
  assert.equal(findBinary("./flowright", around), path);
  assert.equal(findBinary(" flowright ", around), path);
  assert.equal(findBinary("flowright", { ...around, environment: {} }), undefined);
  assert.equal(findBinary("./flowright", { ...around, folder: undefined }), undefined);
  assert.equal(findBinary("", around), undefined);
  assert.equal(findBinary(folder, around), undefined);
});

test("Windows lets `.exe` be left out", async () => {
  const { findBinary } = require(binaryFile);
  const path = await program("other.exe");
  const around = { folder, environment: { Path: folder, PATHEXT: ".COM;.EXE;.BAT" }, platform: "win32" };
  assert.equal(findBinary("other", around), path);
  assert.equal(findBinary("other", { ...around, platform: "linux" }), undefined);
});

test("the licence is that of Flowright", async () => {
  const [here, root] = await Promise.all(["../LICENSE", "../../../LICENSE"].map((path) => readFile(join(HERE, path), "utf8")));
  assert.equal(here, root);
});

test("what the manifest names is there", async () => {
  const { languages, grammars, commands } = manifest.contributes;
  for (const file of [manifest.icon, languages[0].configuration, grammars[0].path]) {
    accessSync(join(HERE, "..", file));
  }
  assert.equal(grammars[0].scopeName, require("../syntaxes/flow.tmLanguage.json").scopeName);
  const it = editor({});
  await it.activate();
  assert.deepEqual(Object.keys(it.registered), commands.map(({ command }) => command));
});
