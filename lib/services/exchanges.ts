import 'server-only';
import * as store from '@/lib/db/exchanges';
import { explainOrigins, toWireBody } from '@/lib/engine';
import { notFound } from '@/lib/errors';
import type { Exchange, ExchangeSummary, SentRequest } from '@/lib/model/exchange';
import type { Page } from '@/lib/model/page';
import type { RequestSpec } from '@/lib/model/request-spec';
import type { SocketLog } from '@/lib/model/socket';
import { mayEdit, type Member } from './member';
import { onlyViews, shownExchange, shownSummaries } from './viewer';

/** How much of a body each reader is given at once; the whole is a download away. A run has up to 500 bodies. */
const BODY_BYTES = { api: Infinity, page: 1024 * 1024, run: 64 * 1024 } as const;
type Reader = keyof typeof BODY_BYTES;

export interface OpenedExchange {
  exchange: Exchange;
  spec: RequestSpec;
  state: ExchangeSummary['state'];
}

/**
 * An exchange as it is shown: origins in words, the body's bytes as `text` where they decode without loss, else as `base64`.
 * A body that is too long for its reader is cut and marked `preview`.
 */
export function presentExchange(exchange: Exchange, body: Uint8Array, reader: Reader): Exchange {
  return withOrigins(withBody(exchange, body, reader));
}

/** Why each part of each hop's request was as it was, in words; the codes that are stored stay inside. */
function withOrigins(exchange: Exchange): Exchange {
  const { request, history } = exchange;
  return {
    ...exchange,
    request: explained(request),
    history: history.map((hop) => ({ ...hop, request: explained(hop.request) })),
  };
}

function explained(sent: SentRequest): SentRequest {
  const { marks: _marks, ...request } = sent;
  return { ...request, origins: explainOrigins(sent) };
}

function withBody(exchange: Exchange, body: Uint8Array, reader: Reader): Exchange {
  const { response, socket } = exchange;
  if (!response) return exchange;
  const preview = body.length > BODY_BYTES[reader];
  const shown = preview ? body.subarray(0, BODY_BYTES[reader]) : body;
  const { text, base64 } = toWireBody(shown, response.encoding, { lossy: preview });
  return {
    ...exchange,
    ...(socket && { socket: presentSocket(socket, BODY_BYTES[reader]) }),
    response: {
      ...response,
      body: {
        ...response.body,
        ...(text === undefined ? {} : { text }),
        ...(base64 === undefined ? {} : { base64 }),
        ...(preview && { preview: true }),
      },
    },
  };
}

/** The messages of a WebSocket, as many as their reader is given; of the rest it is told that they were. */
function presentSocket(log: SocketLog, bytes: number): SocketLog {
  let left = bytes;
  const messages = log.messages.map((message) => {
    left -= message.size;
    if (left >= 0) return message;
    const { text: _text, base64: _base64, ...rest } = message;
    return { ...rest, truncated: true };
  });
  return { ...log, messages };
}

/** Past sends of the workspace, or of one session, newest first. */
export async function listExchanges(
  member: Member,
  options: { sessionId?: string | undefined; cursor?: string | undefined; limit?: number | undefined } = {},
): Promise<Page<ExchangeSummary>> {
  const { sessionId, cursor, limit = 50 } = options;
  const page = await store.listExchanges(member.scope, { sessionId, cursor, limit });
  return { ...page, items: await shownSummaries(member, page.items) };
}

/** One past send with its body; to a viewer its secrets are dots, and only the beginning of the body is there. @throws AppError `not_found` */
export async function getExchange(
  member: Member,
  id: string,
  reader: Reader = 'api',
): Promise<OpenedExchange> {
  const found = await store.findExchange(member.scope, id);
  if (!found) throw notFound('exchange');
  const body = (await store.findExchangeBody(member.scope, id)) ?? new Uint8Array();
  const exchange = presentExchange(found.exchange, body, onlyViews(member) ? 'run' : reader);
  return shownExchange(member, { ...found, exchange });
}

/** The decoded bytes of the final response. @throws AppError `not_found`; `forbidden` for a viewer: nothing takes secrets out of bytes */
export async function getExchangeBody(
  member: Member,
  id: string,
): Promise<{ exchange: Exchange; body: Uint8Array }> {
  mayEdit(member);
  const found = await store.findExchange(member.scope, id);
  if (!found) throw notFound('exchange');
  return {
    exchange: found.exchange,
    body: (await store.findExchangeBody(member.scope, id)) ?? new Uint8Array(),
  };
}

/** Takes one past send out of the history. @throws AppError `not_found` */
export async function deleteExchange(member: Member, id: string): Promise<void> {
  mayEdit(member);
  if (!(await store.deleteExchange(member.scope, id))) throw notFound('exchange');
}
