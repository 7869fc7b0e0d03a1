// A real client of the protocol drives the real server: what someone does who writes a program in an editor.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { Editor, findFlowright, skipWithout } from "./editor.mjs";

const flowright = findFlowright();
const skip = skipWithout(flowright);

const TYPES = `/// An order as the shop sends it.
type Order = {
  reference: text
  email: text
  lines: [{ sku: text, quantity: int }]
}
`;

const FUNCTIONS = `fn title(order: Order) -> text {
  "order {order.reference} of {order.lines.length} lines"
}
`;

const FLOW = `workflow orders {
  trigger webhook POST "/orders" {
    verify none because "a test"
    body json Order
  }

  let order = context.data
  respond 200 json { reference: order.reference, title: title(order) }
}
`;

async function withProgram(texts, run) {
  const folder = await mkdtemp(join(tmpdir(), "flowright-editor-"));
  try {
    await Promise.all(Object.entries(texts).map(([name, text]) => writeFile(join(folder, name), text)));
    const editor = await Editor.open(flowright, folder);
    try {
      await run(editor);
    } finally {
      assert.equal(await editor.close(), 0);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function check(folder) {
  const { stdout } = await promisify(execFile)(flowright, ["check", folder]);
  return stdout;
}

test("a mistake is shown, its fix is taken, a field is renamed in three files, and the result compiles", { skip }, () =>
  withProgram({ "types.flow": TYPES, "functions.flow": FUNCTIONS, "flow.flow": FLOW }, async (editor) => {
    await editor.edit("flow.flow");
    assert.deepEqual(await editor.diagnostics("flow.flow"), []);

    const at = FLOW.indexOf("order.reference") + "order.".length;
    await editor.replace("flow.flow", at + 3, at + 5, "re");
    await editor.replace("flow.flow", at + 3, at + 5, "");
    const [mistake, ...others] = await editor.diagnostics("flow.flow", (found) => found.length > 0);
    assert.deepEqual(others, []);
    assert.equal(mistake.code, "E0107");
    assert.equal(mistake.severity, 1);
    assert.match(mistake.message, /no field `refnce`/);

    const actions = await editor.ask("codeAction", "flow.flow", undefined, { range: mistake.range, context: { diagnostics: [mistake] } });
    const fix = actions.find(({ isPreferred }) => isPreferred);
    assert.match(fix.title, /reference/);
    assert.equal(fix.kind, "quickfix");
    await editor.apply(fix.edit);
    assert.deepEqual(await editor.diagnostics("flow.flow", (found) => found.length === 0), []);
    assert.equal(editor.text("flow.flow"), FLOW);

    const place = await editor.ask("prepareRename", "flow.flow", at);
    assert.ok(place);
    const edit = await editor.ask("rename", "flow.flow", at, { newName: "number" });
    assert.equal(await editor.apply(edit), 3);
    assert.match(editor.text("types.flow"), /^ {2}number: text$/m);
    assert.match(editor.text("functions.flow"), /\{order\.number\}/);
    assert.match(editor.text("flow.flow"), /reference: order\.number/);
    await assert.rejects(editor.ask("rename", "flow.flow", editor.text("flow.flow").indexOf("order.number") + 7, { newName: "email" }), /email/);

    await editor.replace("flow.flow", 0, 0, "\n\n");
    const spaced = editor.text("flow.flow").indexOf("let order");
    await editor.replace("flow.flow", spaced + 4, spaced + 4, "   ");
    const formatted = await editor.ask("formatting", "flow.flow", undefined, { options: { tabSize: 2, insertSpaces: true } });
    await editor.apply({ changes: { [editor.uri("flow.flow")]: formatted } });
    assert.equal(editor.text("flow.flow"), FLOW.replace("order.reference", "order.number"));

    await editor.save();
    assert.match(await check(editor.folder), /3 files checked, nothing found/);
  }));

test("a change in one file is a mistake in another one, and a file on the disk counts too", { skip }, () =>
  withProgram({ "types.flow": TYPES, "functions.flow": FUNCTIONS, "flow.flow": FLOW }, async (editor) => {
    await editor.edit("types.flow");
    await editor.diagnostics("types.flow");
    const at = TYPES.indexOf("reference");
    await editor.replace("types.flow", at, at + "reference".length, "number");
    const [elsewhere] = await editor.diagnostics("functions.flow", (found) => found.length > 0);
    assert.equal(elsewhere.code, "E0107");

    await writeFile(join(editor.folder, "functions.flow"), FUNCTIONS.replace("order.reference", "order.number"));
    const changes = [{ uri: editor.uri("functions.flow"), type: 2 }];
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    assert.deepEqual(await editor.diagnostics("functions.flow", (found) => found.length === 0), []);
  }));

test("everything that is offered answers, in a program with a mistake too", { skip }, () =>
  withProgram({ "types.flow": TYPES, "functions.flow": FUNCTIONS, "flow.flow": FLOW.replace("respond", "let x = (\n  respond") }, async (editor) => {
    await editor.edit("flow.flow");
    await editor.diagnostics("flow.flow", (found) => found.length > 0);
    const text = editor.text("flow.flow");
    const at = text.indexOf("context.data") + "context.da".length;
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const offered = editor.capabilities;
    const questions = {
      hover: ["hoverProvider", at],
      completion: ["completionProvider", at],
      definition: ["definitionProvider", at],
      typeDefinition: ["typeDefinitionProvider", at],
      references: ["referencesProvider", at, { context: { includeDeclaration: true } }],
      documentHighlight: ["documentHighlightProvider", at],
      documentSymbol: ["documentSymbolProvider", undefined],
      foldingRange: ["foldingRangeProvider", undefined],
      selectionRange: ["selectionRangeProvider", undefined, { positions: [{ line: 3, character: 8 }] }],
      signatureHelp: ["signatureHelpProvider", at],
      inlayHint: ["inlayHintProvider", undefined, { range }],
      codeLens: ["codeLensProvider", undefined],
      codeAction: ["codeActionProvider", undefined, { range, context: { diagnostics: [] } }],
      "semanticTokens/full": ["semanticTokensProvider", undefined],
      rangeFormatting: ["documentRangeFormattingProvider", undefined, { range, options: { tabSize: 2, insertSpaces: true } }],
    };
    for (const [method, [capability, place, more]] of Object.entries(questions)) {
      assert.ok(offered[capability], `${capability} is offered`);
      await editor.ask(method, "flow.flow", place, more);
    }
    assert.ok(offered.workspaceSymbolProvider);
    const found = await editor.connection.sendRequest("workspace/symbol", { query: "titl" });
    assert.equal(found[0].name, "title");
    const lenses = await editor.ask("codeLens", "flow.flow");
    assert.match(JSON.stringify(lenses), /POST \/orders/);
  }));
