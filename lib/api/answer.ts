import 'server-only';

/** What an operation answers, before it becomes a `Response` or goes onto the wire as it is. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** null: no body */
  text: string | null;
  /** the body in place of `text`, where it is too large to be made at once */
  pieces?: Iterable<Uint8Array>;
}

export function toResponse({ status, headers, text, pieces }: Answer): Response {
  return new Response(pieces ? toStream(pieces) : text, { status, headers });
}

/** Makes each piece when it is asked for. */
function toStream(pieces: Iterable<Uint8Array>): ReadableStream<Uint8Array> {
  const rest = pieces[Symbol.iterator]();
  return new ReadableStream({
    pull(controller) {
      const next = rest.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
  });
}
