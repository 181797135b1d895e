/**
 * One round through the service with types that openapi-typescript makes of openapi.yaml: submit,
 * follow the events, fetch what came out, cancel, and meet every problem as a type.
 */
import assert from "node:assert/strict";
import { createHash, randomUUID } from "node:crypto";
import createClient from "openapi-fetch";
import { eventsOf, type GenerationEvent } from "./events.js";
import type { components, paths } from "./generated/rollover.js";

type Generation = components["schemas"]["Generation"];
type GenerationRequest = components["schemas"]["GenerationRequest"];
type Problem = components["schemas"]["Problem"];

const service = process.argv[2];
assert(service !== undefined, "round.js URL");
const client = createClient<paths>({ baseUrl: service });

/** What a call answers; its problem is thrown. */
function succeeded<T>(answer: { data?: T; error?: Problem }): T {
  if (answer.data === undefined) {
    throw new Error(`${answer.error?.title}: ${answer.error?.detail}`);
  }
  return answer.data;
}

/** The problem of a call that must end in one of this status. */
function problem(answer: { error?: Problem; response: Response }, status: number): Problem {
  assert.equal(answer.response.status, status);
  assert.equal(answer.response.headers.get("content-type"), "application/problem+json");
  assert(answer.error !== undefined);
  assert.equal(answer.error.status, status);
  return answer.error;
}

async function submit(body: GenerationRequest, key = randomUUID()): Promise<Generation> {
  const header = { "Idempotency-Key": key };
  return succeeded(await client.POST("/v1/generations", { params: { header }, body }));
}

async function* watch(id: string, after = 0): AsyncGenerator<GenerationEvent, void, undefined> {
  const { response } = await client.GET("/v1/generations/{id}/events", {
    params: { path: { id }, header: { "Last-Event-ID": after } },
    parseAs: "stream",
  });
  if (response.status === 204) {
    return;
  }
  assert.equal(response.status, 200);
  assert(response.body !== null);
  yield* eventsOf(response.body);
}

async function forget(id: string): Promise<void> {
  const { response } = await client.DELETE("/v1/generations/{id}", { params: { path: { id } } });
  assert.equal(response.status, 204);
}

async function imageAndCurve(): Promise<void> {
  const key = randomUUID();
  const request = { prompt: "three red circles and two blue squares", budget: { nfe: 60 } };
  const { id } = await submit(request, key);
  assert.equal((await submit(request, key)).id, id, "the same key is the same generation");

  const seen: GenerationEvent[] = [];
  for await (const event of watch(id)) {
    seen.push(event);
    break;
  }
  for await (const event of watch(id, seen[0]?.id)) {
    seen.push(event);
  }
  const last = seen.at(-1);
  assert(last?.name === "done");
  assert.equal(last.data.status, "succeeded");
  assert.deepEqual(
    seen.map((event) => event.id),
    seen.map((_, index) => index + 1),
    "none is missed",
  );
  assert(seen.some((event) => event.name === "progress" && event.data.nfe <= 60));
  for await (const event of watch(id, last.id)) {
    assert.fail(`nothing follows, but ${event.name}`);
  }

  const path = { id };
  const ended = succeeded(await client.GET("/v1/generations/{id}", { params: { path } }));
  assert.equal(ended.budget.nfe.used + ended.budget.nfe.unspent, 60);
  await imageOf(ended);
  const trace = succeeded(await client.GET("/v1/generations/{id}/trace", { params: { path } }));
  assert(typeof trace !== "string", "JSON is the first of its types");
  assert.equal(trace.points.length, ended.budget.rewardCalls);
  const curve = await client.GET("/v1/generations/{id}/trace", {
    params: { path },
    headers: { Accept: "image/svg+xml" },
    parseAs: "text",
  });
  assert.match(String(succeeded(curve)), /^<svg/);
  const query = { status: "succeeded", limit: 100 } as const;
  const page = succeeded(await client.GET("/v1/generations", { params: { query } }));
  assert(page.generations.some((each) => each.id === id));

  const header = { "Idempotency-Key": key };
  const body = { prompt: "one red circle" };
  problem(await client.POST("/v1/generations", { params: { header }, body }), 409);
  await forget(id);
  problem(await client.GET("/v1/generations/{id}", { params: { path } }), 404);
}

/** Fetches the best image by the operation, by its link, in part, and not at all. */
async function imageOf(ended: Generation): Promise<void> {
  const image = ended.images[0];
  assert(image !== undefined);
  const { data, response } = await client.GET("/v1/generations/{id}/images/{number}", {
    params: { path: { id: ended.id, number: 0 } },
    parseAs: "arrayBuffer",
  });
  assert(data !== undefined);
  assert.equal(createHash("sha256").update(new Uint8Array(data)).digest("hex"), image.sha256);
  const link = new URL(image.url, response.url);
  const part = await fetch(link, { headers: { Range: "bytes=1-3" } });
  assert.equal(part.status, 206);
  assert.equal(await part.text(), "PNG");
  const again = await fetch(link, { headers: { "If-None-Match": `"${image.sha256}"` } });
  assert.equal(again.status, 304);
}

async function cancel(): Promise<void> {
  const { id } = await submit({ prompt: "eight green stars", budget: { nfe: 20000 } });
  const path = { id };
  let ending: string | undefined;
  for await (const event of watch(id)) {
    if (event.name === "progress" && ending === undefined) {
      ending = "asked for";
      succeeded(await client.POST("/v1/generations/{id}/cancel", { params: { path } }));
    } else if (event.name === "done") {
      ending = event.data.status;
    }
  }
  assert.equal(ending, "cancelled");
  await forget(id);
}

async function problems(): Promise<void> {
  const body = { prompt: "one red circle", budget: { nfe: 1 } };
  const refused = problem(await client.POST("/v1/generations", { body }), 400);
  assert.equal(refused.errors?.[0]?.field, "budget.nfe");
  const path = { id: randomUUID() };
  problem(await client.GET("/v1/generations/{id}", { params: { path } }), 404);
  problem(await client.GET("/v1/generations/{id}/trace", { params: { path } }), 404);
}

async function fullQueue(): Promise<void> {
  const accepted: string[] = [];
  const body = { prompt: "eight green stars", budget: { nfe: 20000 } };
  let answer = await client.POST("/v1/generations", { body });
  for (; answer.data !== undefined; answer = await client.POST("/v1/generations", { body })) {
    accepted.push(answer.data.id);
    assert(accepted.length < 100, "the queue is never full");
  }
  problem(answer, 429);
  assert(Number(answer.response.headers.get("retry-after")) >= 1);
  await Promise.all(accepted.map(forget));
}

const { models } = succeeded(await client.GET("/v1/models"));
assert.equal(models[0]?.name, "shapes");
const { algorithms } = succeeded(await client.GET("/v1/algorithms"));
assert.deepEqual(
  algorithms.map((each) => each.name),
  ["evolution", "rbf", "bon", "sop", "cascade", "smc", "code", "svdd", "halving", "random"],
);
await forget((await submit({ prompt: "one red circle" })).id);
await imageAndCurve();
await cancel();
await problems();
await fullQueue();
console.log("The TypeScript client went the whole round.");
