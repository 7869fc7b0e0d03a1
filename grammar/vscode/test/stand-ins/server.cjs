#!/usr/bin/env node
// A language server that answers the least, and writes down in the file `SEEN` how it was called and what it was asked.

const { appendFileSync } = require("node:fs");

const write = (seen) => appendFileSync(process.env.SEEN, `${JSON.stringify(seen)}\n`);
let read = "";

write({ arguments: process.argv.slice(2) });
process.stdin.setEncoding("latin1").on("data", (data) => {
  read += data;
  for (let head; (head = /^Content-Length: (\d+)\r\n\r\n/.exec(read)) && read.length >= head[0].length + Number(head[1]); ) {
    const end = head[0].length + Number(head[1]);
    answer(JSON.parse(read.slice(head[0].length, end)));
    read = read.slice(end);
  }
});

function answer({ id, method, params }) {
  write(method === "initialize" ? { method, options: params.initializationOptions, trace: params.trace } : { method });
  if (method === "exit") {
    process.exit(0);
  }
  if (id !== undefined) {
    const body = JSON.stringify({ jsonrpc: "2.0", id, result: method === "initialize" ? { capabilities: {} } : null });
    process.stdout.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
  }
}
