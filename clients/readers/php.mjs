// Runs read.php in PHP itself, compiled to WebAssembly: node readers/php.mjs <out>
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createNodeFsMountHandler, loadNodeRuntime } from "@php-wasm/node";
import { PHP } from "@php-wasm/universal";

const php = new PHP(await loadNodeRuntime("8.3", { emscriptenOptions: { processId: process.pid } }));
await php.mount("/out", createNodeFsMountHandler(resolve(process.argv[2])));
const done = await php.runStream({ code: readFileSync(new URL("read.php", import.meta.url), "utf8") });
process.stdout.write(await done.stdoutText);
process.stderr.write(await done.stderrText);
process.exit(await done.exitCode);
