// Reads an AsyncAPI document on standard input; prints what the official parser makes of it, errors first.
import { readFileSync } from "node:fs";
import { Parser } from "@asyncapi/parser";

const { document, diagnostics } = await new Parser().parse(readFileSync(0, "utf8"));
console.log(
  JSON.stringify({
    problems: diagnostics.filter((d) => d.severity === 0).map((d) => `${d.path.join(".")}: ${d.message}`),
    channels: document ? document.channels().all().map((c) => c.address()) : [],
    messages: document ? document.messages().all().length : 0,
    operations: document ? document.operations().all().length : 0,
  }),
);
