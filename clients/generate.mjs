// Generates the classes of the events in four languages, as an integrator would: node generate.mjs <asyncapi.yaml> <out>
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as modelina from "@asyncapi/modelina";
import { Parser } from "@asyncapi/parser";

const [source, out] = process.argv.slice(2);

async function documentOf(text) {
  const { document, diagnostics } = await new Parser().parse(text);
  const wrong = diagnostics.filter((found) => found.severity === 0);
  if (!document || wrong.length) throw new Error(JSON.stringify(wrong));
  return document;
}

// Members keep the names that they have on the wire.
const LANGUAGES = {
  java: [
    new modelina.JavaFileGenerator({ presets: [modelina.JAVA_JACKSON_PRESET, datesInLists()], collectionType: "List" }),
    { packageName: "id.ekinerja.events" },
  ],
  typescript: [
    new modelina.TypeScriptFileGenerator({
      modelType: "interface",
      enumType: "union",
      mapType: "record",
      rawPropertyNames: true,
    }),
    { exportType: "named" },
  ],
  go: [
    new modelina.GoFileGenerator({ presets: [{ preset: modelina.GO_COMMON_PRESET, options: { addJsonTag: true } }] }),
    { packageName: "events" },
  ],
  php: [
    new modelina.PhpFileGenerator({ presets: [modelina.PHP_JSON_SERIALIZABLE_PRESET, nullable()] }),
    { namespace: "Ekinerja\\Events" },
  ],
};

// The generator for Java forgets the import where dates stand in lists alone.
function datesInLists() {
  const self = ({ content, renderer }) => {
    if (content.includes("List<LocalDate>")) renderer.dependencyManager.addDependency("import java.time.LocalDate;");
    return content;
  };
  return { class: { self } };
}

// The generator for PHP takes "may be absent" alone for "may be null".
function nullable() {
  const mayBeNull = (property) => [].concat(property.property.originalInput?.type ?? []).includes("null");
  const said = ({ content, property }) =>
    property.required && mayBeNull(property)
      ? content.replace(`private ${property.property.type} $`, `private ?${property.property.type} $`)
      : content;
  const setter = ({ content, property }) =>
    property.required && mayBeNull(property)
      ? content.replace(`(${property.property.type} $`, `(?${property.property.type} $`)
      : content;
  const getter = ({ content, property }) =>
    property.required && mayBeNull(property)
      ? content.replace(`: ${property.property.type} {`, `: ?${property.property.type} {`)
      : content;
  return { class: { property: said, setter, getter } };
}

const text = readFileSync(source, "utf8");
for (const [language, [generator, options]] of Object.entries(LANGUAGES)) {
  const folder = language === "go" ? join(out, "go", "events") : join(out, language);
  mkdirSync(folder, { recursive: true });
  const models = await generator.generateToFiles(await documentOf(text), folder, options, true);
  const names = models.map((model) => model.modelName).filter(Boolean);
  const nameless = names.filter((name) => /anonymous/i.test(name));
  if (nameless.length) throw new Error(`${language}: ${nameless}`);
  console.log(`${language}: ${names.length} classes`);
}
writeFileSync(join(out, "go", "go.mod"), "module ekinerja.example\n\ngo 1.24\n");
