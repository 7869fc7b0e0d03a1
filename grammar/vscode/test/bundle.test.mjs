// The bundle that is shipped, with the real language client in it, starts a real process and speaks with it.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const BUNDLE = join(HERE, "../dist/extension.js");
const LIVE = `
  const { activate, deactivate } = require("./extension.js");
  activate({ subscriptions: [] }).then(deactivate).then(() => process.exit());
`;

test("the bundle greets the server over its standard input and says goodbye", async () => {
  const folder = await mkdtemp(join(tmpdir(), "flowright-bundle-"));
  try {
    await copyFile(BUNDLE, join(folder, "extension.js")).catch(() => assert.fail("there is no bundle: run `npm run build` first"));
    await mkdir(join(folder, "node_modules/vscode"), { recursive: true });
    await copyFile(join(HERE, "stand-ins/vscode.cjs"), join(folder, "node_modules/vscode/index.js"));
    const settings = { "flowright.server.path": join(HERE, "stand-ins/server.cjs"), "flowright.projects": ["flows/shop"] };
    const seen = join(folder, "seen");
    const environment = { ...process.env, SEEN: seen, SETTINGS: JSON.stringify(settings) };
    await promisify(execFile)(process.execPath, ["-e", LIVE], { cwd: folder, env: environment, timeout: 30_000 });
    assert.deepEqual(await untilItEnds(seen), [
      { arguments: ["lsp"] },
      { method: "initialize", options: { projects: ["flows/shop"] }, trace: "off" },
      { method: "initialized" },
      { method: "shutdown" },
      { method: "exit" },
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** What the server has written down; it may read its last message after the editor is gone. */
async function untilItEnds(seen) {
  const end = Date.now() + 10_000;
  for (;;) {
    const lines = (await readFile(seen, "utf8")).split("\n").filter(Boolean).map((line) => JSON.parse(line));
    if (lines.at(-1)?.method === "exit" || Date.now() > end) {
      return lines;
    }
    await new Promise((done) => setTimeout(done, 20));
  }
}
