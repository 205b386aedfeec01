// Holds exchanges with a forge against what GitHub itself publishes: its OpenAPI description and its GraphQL schema. One
// exchange a line in, one list of complaints a line out:
//   { method, path, query, body, status, answer }  →  ["…"]
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { isDeepStrictEqual } from "node:util";
import Ajv from "ajv";
import formats from "ajv-formats";
import { buildSchema, execute, parse, validate } from "graphql";

const published = (path) => readFileSync(new URL(`node_modules/@octokit/${path}`, import.meta.url), "utf8");
const editions = ["api.github.com", "ghes-3.17"].map((name) => ({
  name,
  described: JSON.parse(published(`openapi/generated/${name}.json`)),
}));
let graph;

for (const edition of editions) {
  edition.ajv = new Ajv({ strict: false, allErrors: true });
  // GitHub itself answers "" where it describes an address.
  formats(edition.ajv, ["date-time"]);
  edition.compiled = new Map();
  const schemas = Object.entries(edition.described.components.schemas);
  edition.components = {
    schemas: Object.fromEntries(schemas.map(([name, schema]) => [name, closed(schema)])),
    // A part of an `allOf` does not know the fields of the others.
    parts: Object.fromEntries(schemas.map(([name, schema]) => [name, closed(schema, true)])),
  };
  edition.paths = Object.entries(edition.described.paths).map(([path, operations]) => ({
    path,
    operations,
    pattern: new RegExp(`^${path.split(/\{[^}]+\}/).map(literal).join("([^/]+)")}$`),
  }));
}

function literal(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** As JSON Schema knows it: `nullable` spelled out, and fields that GitHub does not describe refused. */
function closed(schema, inAll = false) {
  if (Array.isArray(schema)) return schema.map((each) => closed(each, inAll));
  if (schema === null || typeof schema !== "object") return schema;
  if (inAll && schema.$ref) return { $ref: schema.$ref.replace("#/components/schemas/", "#/components/parts/") };
  const { nullable, example, examples, default: unused, discriminator, ...rest } = schema;
  for (const key of ["oneOf", "anyOf"]) if (rest[key]) rest[key] = closed(rest[key], inAll);
  if (rest.allOf) rest.allOf = closed(rest.allOf, true);
  // What may be of several shapes is told apart by hand in GitHub's clients; one that fits is enough.
  if (rest.oneOf) [rest.anyOf, rest.oneOf] = [[...(rest.anyOf ?? []), ...rest.oneOf], undefined];
  if (rest.items) rest.items = closed(rest.items);
  if (typeof rest.additionalProperties === "object") rest.additionalProperties = closed(rest.additionalProperties);
  if (rest.properties) {
    rest.properties = Object.fromEntries(Object.entries(rest.properties).map(([name, value]) => [name, closed(value)]));
    if (rest.additionalProperties === undefined && !inAll && !rest.anyOf && !rest.allOf) rest.additionalProperties = false;
  }
  if (rest.oneOf === undefined) delete rest.oneOf;
  return nullable ? { anyOf: [rest, { type: "null" }] } : rest;
}

function compiled(edition, key, schema) {
  if (!edition.compiled.has(key))
    edition.compiled.set(key, edition.ajv.compile({ ...closed(schema), components: edition.components }));
  return edition.compiled.get(key);
}

function fits(edition, key, schema, value, what) {
  const check = compiled(edition, key, schema);
  if (check(value)) return [];
  const { message, instancePath, params } = check.errors.at(-1);
  return check.errors
    .slice(0, 6)
    .map((error) => `${what}${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`)
    .concat(check.errors.length > 6 ? [`${what}${instancePath}: … ${message} ${JSON.stringify(params)}`] : []);
}

function resolve(edition, value) {
  return value?.$ref ? value.$ref.slice(2).split("/").reduce((at, part) => at[part], edition.described) : value;
}

/** The most literal path wins: `/commits/{ref}` must not answer for `/commits/{sha}/pulls`. */
function operation(edition, method, path) {
  return edition.paths
    .filter((each) => each.pattern.test(path) && each.operations[method])
    .sort((a, b) => a.path.split("{").length - b.path.split("{").length)[0];
}

function rest(edition, exchange) {
  const method = exchange.method.toLowerCase();
  const found = operation(edition, method, exchange.path);
  if (!found) return [`${edition.name} has no ${exchange.method} ${exchange.path}`];
  const described = found.operations[method];
  const name = `${edition.name} ${exchange.method} ${found.path}`;
  const complaints = [];

  const parameters = [...(found.operations.parameters ?? []), ...(described.parameters ?? [])].map((each) => resolve(edition, each));
  for (const [key, text] of Object.entries(exchange.query ?? {})) {
    const parameter = parameters.find((each) => each.in === "query" && each.name === key);
    if (!parameter) complaints.push(`${name}: no query parameter ${key}`);
    else {
      const schema = resolve(edition, parameter.schema);
      const value = schema.type === "integer" ? Number(text) : schema.type === "boolean" ? text === "true" : text;
      complaints.push(...fits(edition, `${name} ?${key}`, schema, value, `${name} ?${key}`));
    }
  }

  const body = resolve(edition, described.requestBody)?.content?.["application/json"]?.schema;
  if (exchange.body !== null && exchange.body !== undefined)
    complaints.push(
      ...(body ? fits(edition, `${name} body`, resolve(edition, body), exchange.body, `${name} body`) : [`${name}: takes no body`]),
    );
  else if (described.requestBody?.required) complaints.push(`${name}: needs a body`);

  const answer = resolve(edition, described.responses[exchange.status]);
  if (exchange.status < 400 && !answer) complaints.push(`${name}: never answers ${exchange.status}`);
  const schema = answer?.content?.["application/json"]?.schema;
  if (exchange.status < 300 && schema)
    complaints.push(...fits(edition, `${name} ${exchange.status}`, schema, exchange.answer, `${name} answer`));
  return complaints;
}

async function graphql(exchange) {
  graph ??= buildSchema(published("graphql-schema/schema.graphql"), { assumeValidSDL: true });
  const document = parse(exchange.body.query);
  const wrong = validate(graph, document).map((error) => `graphql: ${error.message}`);
  if (wrong.length > 0 || !exchange.answer?.data) return wrong;
  // Its own executor reads the answer as if it were the data behind it: what does not come out again does not fit.
  const result = await execute({
    schema: graph,
    document,
    rootValue: exchange.answer.data,
    variableValues: exchange.body.variables,
  });
  return [
    ...(result.errors ?? []).map((error) => `graphql answer: ${error.message} at ${error.path?.join(".")}`),
    ...(isDeepStrictEqual(JSON.parse(JSON.stringify(result.data)), exchange.answer.data) ? [] : ["graphql answer: more or other fields than were asked for"]),
  ];
}

async function complaints(exchange) {
  try {
    return exchange.path === "/graphql"
      ? await graphql(exchange)
      : editions.flatMap((edition) => rest(edition, exchange));
  } catch (error) {
    return [`the contract itself failed: ${error.stack}`];
  }
}

for await (const line of createInterface({ input: process.stdin }))
  console.log(JSON.stringify(await complaints(JSON.parse(line))));
