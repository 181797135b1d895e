import type { components } from "./generated/rollover.js";

type Schemas = components["schemas"];

/** An event of a generation; its name tells the type of its data. */
export type GenerationEvent = { id: number } & (
  | { name: "status"; data: Schemas["StatusEvent"] }
  | { name: "progress"; data: Schemas["ProgressEvent"] }
  | { name: "preview"; data: Schemas["PreviewEvent"] }
  | { name: "done"; data: Schemas["DoneEvent"] }
);

/** Reads server-sent events from a response's body as they come; ending early closes the stream. */
export async function* eventsOf(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<GenerationEvent, void, undefined> {
  const text = new TextDecoder();
  const reader = body.getReader();
  let pending = "";
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      pending += text.decode(chunk.value, { stream: true });
      const frames = pending.split("\n\n");
      pending = frames.pop() ?? "";
      for (const frame of frames) {
        const event = parse(frame);
        if (event !== undefined) {
          yield event;
        }
      }
    }
  } finally {
    await reader.cancel();
  }
}

function parse(frame: string): GenerationEvent | undefined {
  const fields = new Map<string, string>();
  for (const line of frame.split("\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) {
      fields.set(line.slice(0, colon), line.slice(colon + 1).trimStart());
    }
  }
  const data = fields.get("data");
  const event = {
    id: Number(fields.get("id")),
    name: fields.get("event"),
    data: data === undefined ? undefined : (JSON.parse(data) as unknown),
  };
  return isEvent(event) ? event : undefined;
}

/** Comments and the time to wait before a reconnection have no name. */
function isEvent(event: {
  id: number;
  name: string | undefined;
  data: unknown;
}): event is GenerationEvent {
  return (
    ["status", "progress", "preview", "done"].some((name) => name === event.name) &&
    typeof event.data === "object"
  );
}
