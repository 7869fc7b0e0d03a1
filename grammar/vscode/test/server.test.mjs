// A real client of the protocol drives the real server: what someone does who writes a program in an editor.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { Editor, findFlowright, skipWithout } from "./editor.mjs";
import { Hand } from "./hand.mjs";

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
    await editor.replace("flow.flow", at + 3, at + 4, "");
    const [mistake, ...others] = await editor.diagnostics("flow.flow", (found) => found.length > 0);
    assert.deepEqual(others, []);
    assert.equal(mistake.code, "E0107");
    assert.equal(mistake.severity, 1);
    assert.match(mistake.message, /no field `refrence`/);

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
    assert.match(await check(editor.folder), /3 files checked, no problems found/);
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

test("the contact form is written from nothing, most of it by completion", { skip }, () =>
  withProgram({ "form.flow": "" }, async (editor) => {
    await editor.edit("form.flow");
    const hand = new Hand(editor, "form.flow");
    await hand.type("/// One row for each address that has written to us.\ncol");
    await hand.pick("collection", "customers", "name", (at) => at.pick("text"));
    hand.behind("name: text");
    await hand.type("\nemail: ");
    await hand.pick("text");
    await hand.type("\nmessage: ");
    await hand.pick("text");
    await hand.type("?\nassigned_to: ");
    await hand.pick("text");
    await hand.type("?\nun");
    await hand.pick("unique", (at) => at.pick("email"));
    hand.behind("}");
    await hand.type("\n\n/// Stores the sender's details and returns who will reply.\nworkflow contact_form {\n\n}");
    hand.behind("contact_form {\n");
    await hand.type("  tr");
    await hand.pick("trigger", null, "forms/{topic}", null, "a public form: all it can do is write one row for each address");
    hand.behind("each address\"");
    await hand.type("\nmax");
    await hand.pick("max_body", null);
    hand.behind("body json");
    await editor.replace("form.flow", hand.cursor - 4, hand.cursor, "form");
    await editor.replace("form.flow", hand.cursor, editor.text("form.flow").indexOf("}", hand.cursor) + 1, " { name: text, email: text, message: text? }");
    hand.behind("message: text? }");
    await hand.type("\nmo");
    await hand.pick("mode", null);
    await hand.pick("sync");
    hand.behind("mode sync\n  }");
    await hand.type("\n\nle");
    await hand.pick("let", "form", (at) => at.pick("context"));
    await hand.pick("data");
    await hand.type("\nif");
    await hand.pick("if", async (at) => {
      await at.type("not ");
      await at.pick("form");
      await at.type(".");
      await at.pick("email");
      await at.type(".");
      await at.pick("is_email");
    });
    await hand.type("re");
    await hand.pick("respond", "422", 'error: "not an e-mail address", field: "email"');
    hand.behind("field: \"email\" }\n  }");
    await hand.type("\n\nle");
    await hand.pick("let", "owner", async (at) => {
      await at.type("ma");
      await at.pick("match", async (inside) => {
        await inside.pick("context");
        await inside.pick("params");
        await inside.pick("topic");
      }, '"sales"', '"sam"\n"support" => "kim"', (inside) => inside.pick("null"));
    });
    hand.behind("_ => null\n  }");
    await hand.type("\nle");
    await hand.pick("let", "customer", (at) => at.pick("upsert customers by (email)", (inside) => inside.pick("form"), (inside) => inside.pick("form")));
    hand.behind("name: form");
    await hand.type(".");
    await hand.pick("name");
    hand.behind("email: form");
    await hand.type(".");
    await hand.pick("email");
    await hand.type("\n");
    await hand.pick("message", (at) => at.pick("form"));
    await hand.type(".");
    await hand.pick("message");
    await hand.type("\n");
    await hand.pick("on create", (at) => at.pick("assigned_to"));
    await hand.pick("owner");
    hand.behind("assigned_to: owner }\n  }");
    await hand.type("\n\nle");
    await hand.pick("let", "status", (at) => at.pick("if", (inside) => inside.pick("customer"), "201", "200"));
    hand.behind("if customer");
    await hand.type(".");
    await hand.pick("created");
    hand.behind("{ 200 }");
    await hand.type("\nrespond status ");
    await hand.pick("{ … }", null, '"/customers/{customer.id}"', "id: customer.id, assigned_to: customer.assigned_to ?? \"nobody\"");

    const edits = await editor.ask("formatting", "form.flow", undefined, { options: { tabSize: 2, insertSpaces: true } });
    await editor.apply({ changes: { [editor.uri("form.flow")]: edits ?? [] } });
    const written = editor.text("form.flow");
    assert.deepEqual(await editor.diagnostics("form.flow"), [], written);
    assert.equal(written, await readFile(new URL("../../../examples/contact_form/contact_form.flow", import.meta.url), "utf8"));
    assert.ok(hand.typed < written.length * 0.55, `${hand.typed} letters typed of ${written.length}, ${hand.picks} picks`);
  }));
