// Judges every workflow and action.yml of this repository with GitHub's own parser.
// `--expect-bad` judges broken/ instead: each twin must be refused for its stated reason, and for
// nothing on any other line.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { register } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

register("./json-modules.mjs", import.meta.url);
const { registerLogger, validate } = await import("@actions/languageservice");
const { NoOperationTraceWriter } = await import("@actions/workflow-parser");
const { parseAction } = await import("@actions/workflow-parser/actions/action-parser");
const { convertActionTemplate } = await import("@actions/workflow-parser/actions/action-template");

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const repository = "tsh-actions/tsh-actions";
const notOurs = new Set([".git", "node_modules", "artifacts", "bin", "obj", "broken"]);

const read = path => readFileSync(join(root, path), "utf8");
const isYaml = name => /\.ya?ml$/.test(name);

// The language service logs its own failures and then reports nothing wrong.
const failures = [];
const ignore = () => {};
registerLogger({ log: ignore, info: ignore, warn: ignore, error: message => failures.push(message) });

// A caller lives in another repository: nothing of ours is beside it, only what it names in full.
const files = fromOutside => ({
  async getFileContent(reference) {
    const ours = reference.owner ? `${reference.owner}/${reference.repository}` === repository : !fromOutside;
    if (!ours) throw new Error(`not in ${repository}`);
    return { name: reference.path, content: read(reference.path) };
  },
});

// Inputs of our own actions are checked; those of other people's are not known here.
const actions = {
  async fetchActionMetadata({ owner, name, path = "" }) {
    if (`${owner}/${name}` !== repository) return {};
    const file = join(path, "action.yml");
    if (!existsSync(join(root, file))) return undefined;
    const { context, value } = parseAction({ name: file, content: read(file) }, new NoOperationTraceWriter());
    const { inputs = [] } = convertActionTemplate(context, value);
    return { inputs: Object.fromEntries(inputs.map(({ id, ...input }) => [id, input])) };
  },
};

async function judge(file, { kind = "workflow", fromOutside = false }) {
  const text = read(file);
  // The address decides which grammar applies.
  const uri = kind === "action" ? `file:///${file}/action.yml` : `file:///${file}`;
  failures.length = 0;
  const found = await validate(
    { uri, getText: () => text },
    { fileProvider: files(fromOutside), actionsMetadataProvider: actions },
  );
  return [
    ...found.map(({ range, message }) => ({
      at: `${file}:${range.start.line + 1}:${range.start.character + 1}`,
      message: message.replace(/\s+/g, " "),
    })),
    ...failures.map(message => ({ at: `${file}:1:1`, message })),
  ];
}

const line = at => at?.split(":")[1];

const list = folder =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder)).filter(isYaml).sort().map(name => join(folder, name))
    : [];

function actionFiles(folder = "") {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry => {
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : actionFiles(join(folder, entry.name));
    return /^action\.ya?ml$/.test(entry.name) ? [join(folder, entry.name)] : [];
  });
}

async function checkAll() {
  const groups = [
    ["actions", actionFiles().sort(), { kind: "action" }],
    [".github/workflows", list(".github/workflows"), {}],
    ["workflows", list("workflows"), { fromOutside: true }],
  ];
  let good = true;
  for (const [group, found, how] of groups) {
    if (found.length === 0) {
      console.log(`bad ${group}:1:1 no file found`);
      good = false;
    }
    for (const file of found) {
      const problems = await judge(file, how);
      if (problems.length === 0) console.log(`ok ${file}`);
      for (const { at, message } of problems) console.log(`bad ${at} ${message}`);
      good &&= problems.length === 0;
    }
  }
  return good;
}

async function expectBad() {
  const twins = list(join(relative(root, here), "broken"));
  if (twins.length === 0) console.log("accepted broken: no file found");
  let good = twins.length > 0;
  for (const file of twins) {
    const name = file.split("/").pop();
    const problems = await judge(file, {
      kind: name.startsWith("action-") ? "action" : "workflow",
      fromOutside: name.startsWith("caller-"),
    });
    const reason = /^# refused: (.+)$/m.exec(read(file))?.[1];
    const fault = reason && problems.find(({ message }) => message.includes(reason));
    const elsewhere = problems.some(({ at }) => line(at) !== line(fault?.at));
    if (fault && !elsewhere) {
      console.log(`refused ${fault.at} ${fault.message}`);
    } else {
      console.log(`accepted ${file}: expected "${reason}"`);
      for (const { at, message } of problems) console.log(`  ${at} ${message}`);
      good = false;
    }
  }
  return good;
}

process.exitCode = (await (process.argv.includes("--expect-bad") ? expectBad() : checkAll())) ? 0 : 1;
