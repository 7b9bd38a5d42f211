// Copies what the API page uses out of node_modules, so that nothing is fetched at run time.
import { copyFile, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "..", "node_modules");
const target = join(here, "static", "vendor");
const files = {
  "swagger-ui-dist": ["swagger-ui-bundle.js", "swagger-ui.css"],
};

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
for (const [folder, names] of Object.entries(files)) {
  for (const name of names) {
    await copyFile(join(packages, folder, name), join(target, name));
  }
}
