// The editor's module for the real language client: what the extension reads is here, and everything else that the client reaches for is
// an empty class, or a registration that can be disposed of.

const disposable = () => ({ dispose() {} });

class Anything {
  dispose() {}
}

function open(known) {
  return new Proxy(known, {
    get(target, name) {
      if (typeof name === "symbol" || name in target) {
        return target[name];
      }
      if (/^(on|register|create)[A-Z]/.test(name)) {
        return disposable;
      }
      return /^[A-Z]/.test(name) ? (target[name] = class extends Anything {}) : undefined;
    },
  });
}

const uri = (path) => ({ scheme: "file", fsPath: path, toString: () => `file://${path}` });
const settings = JSON.parse(process.env.SETTINGS);
const folder = { name: "shop", index: 0, uri: uri(process.cwd()) };

module.exports = open({
  version: "1.91.0",
  env: { language: "en", appName: "a test" },
  window: open({
    createOutputChannel: () => ({ append: console.error, appendLine: console.error, dispose() {} }),
    showErrorMessage: async (message) => {
      console.error(message);
      process.exitCode = 1;
    },
    tabGroups: open({ all: [] }),
    visibleTextEditors: [],
  }),
  workspace: open({
    workspaceFolders: [folder],
    textDocuments: [],
    notebookDocuments: [],
    getConfiguration: (section) => ({ get: (name, fallback) => settings[`${section}.${name}`] ?? fallback }),
  }),
  languages: open({ createDiagnosticCollection: () => ({ clear() {}, set() {}, dispose() {} }) }),
  commands: open({}),
  Uri: { file: uri, parse: (text) => uri(text.replace("file://", "")) },
  EventEmitter: class extends Anything {
    event = disposable;
    fire() {}
  },
  // `CodeActionKind.Refactor.append(…)` and the like.
  CodeActionKind: new Proxy({}, { get: () => ({ append: () => ({}) }) }),
});
