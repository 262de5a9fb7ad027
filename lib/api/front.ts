import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { logger } from '@/lib/log';
import type { Answer } from './answer';
import { ANSWER_HEADERS } from './answer-headers.mjs';
import { readIncoming } from './body';
import { runDoor, sendDoor } from './busy-doors';
import type { ApiRequest, Arrival } from './door';
import { refusal } from './guarded';
import { noDoor } from './no-door';
import { problemAnswer } from './problem';

type IdDoor = Pick<typeof sendDoor | typeof runDoor, 'open'>;

/** A request of Node's as a door reads it. */
class FrontRequest implements ApiRequest {
  readonly headers = { get: (name: string) => header(this.incoming, name) };
  #signal: AbortSignal | undefined;

  constructor(
    private readonly incoming: IncomingMessage,
    private readonly outgoing: ServerResponse,
  ) {}

  get method(): string {
    return this.incoming.method ?? 'GET';
  }
  get url(): string {
    return `http://${this.incoming.headers.host ?? '127.0.0.1'}${this.incoming.url ?? '/'}`;
  }
  /** Fires when the caller hangs up before the answer is out. */
  get signal(): AbortSignal {
    return (this.#signal ??= this.#watch());
  }
  #watch(): AbortSignal {
    const controller = new AbortController();
    this.outgoing.once('close', () => {
      if (!this.outgoing.writableFinished) controller.abort();
    });
    return controller.signal;
  }
}

/** The busy doors by the last word of their paths, `/api/v1/…/{id}/…`; ids are as `newId` makes them. */
const PATH = /^\/api\/v1\/(sessions|sequences)\/([\w-]{1,64})\/(send|runs)$/;
const DOORS: ReadonlyMap<string, IdDoor> = new Map<string, IdDoor>([
  ['sessions/send', sendDoor],
  ['sequences/runs', runDoor],
]);

/**
 * Takes a request before Next sees it, when a busy door is asked for in the plain way, or a door that is not there; false
 * leaves it to Next, whose route opens the same door. Next's own way to a route handler costs more than a whole send.
 */
export function front(incoming: IncomingMessage, outgoing: ServerResponse): boolean {
  const { method = 'GET', url = '/' } = incoming;
  const [, noun = '', id = '', verb = ''] = (method === 'POST' && PATH.exec(url)) || [];
  const door = DOORS.get(`${noun}/${verb}`);
  if (!door) return refused(method, url, outgoing);
  pass(door, id, incoming, outgoing).catch((error: unknown) => {
    logger().error({ err: error }, 'an answer broke');
    outgoing.destroy();
  });
  return true;
}

function refused(method: string, url: string, outgoing: ServerResponse): boolean {
  const answer = noDoor(method, url);
  if (answer) writeText(outgoing, answer);
  return answer !== null;
}

async function pass(
  door: IdDoor,
  id: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const arrival: Arrival = {
    request: new FrontRequest(incoming, outgoing),
    readText: () => readIncoming(incoming),
  };
  const answer = await opened(door, id, arrival);
  if (answer instanceof Response) return writeStream(outgoing, answer);
  const { status, headers, pieces } = answer;
  if (pieces) return writePieces(outgoing.writeHead(status, { ...ANSWER_HEADERS, ...headers }), pieces);
  writeText(outgoing, answer);
}

function writeText(outgoing: ServerResponse, { status, headers, text }: Answer): void {
  const length = Buffer.byteLength(text ?? '');
  outgoing.writeHead(status, { ...ANSWER_HEADERS, ...headers, 'content-length': length }).end(text ?? '');
}

/** Each piece is made when the one before is on its way. A caller who left is nobody to answer. */
async function writePieces(outgoing: ServerResponse, pieces: Iterable<Uint8Array>): Promise<void> {
  await pipeline(Readable.from(pieces, { objectMode: false, highWaterMark: 1 }), outgoing).catch(
    () => undefined,
  );
}

/** The events of a run. The head is out before the first of them: it says where the run is. */
async function writeStream(outgoing: ServerResponse, { status, headers, body }: Response): Promise<void> {
  outgoing.writeHead(status, { ...ANSWER_HEADERS, ...Object.fromEntries(headers) }).flushHeaders();
  if (body === null) outgoing.end();
  else await pipeline(body, outgoing).catch(() => undefined);
}

async function opened(door: IdDoor, id: string, arrival: Arrival): Promise<Answer | Response> {
  try {
    return await door.open(arrival, { id });
  } catch (error) {
    return problemAnswer(refusal(error, arrival.request));
  }
}

function header(incoming: IncomingMessage, name: string): string | null {
  const value = incoming.headers[name.toLowerCase()];
  return value === undefined ? null : String(value);
}
