import type { Cookie } from '@/lib/model/cookie';
import type { Exchange, Hop, Ledger, ReceivedResponse, SentRequest, WireBody } from '@/lib/model/exchange';
import type { Pairs } from '@/lib/model/pairs';
import type { AssertionResult, Run, StepResult } from '@/lib/model/run';
import type { SocketLog } from '@/lib/model/socket';
import { below, type Place, type Publication } from './publication';
import { publishValue } from './publish-request';
import {
  publishAuthorization,
  publishDocument,
  publishHeader,
  publishSetCookie,
  publishText,
  publishUrl,
} from './publish-text';
import { kindByName, keyShaped } from './secrets';

/**
 * A kept run as a link may show it: every cookie's value and credential, and whatever else looks like a secret, is
 * masked. Its ids say nothing any more. Requests as they were asked for stay with the caller, who prompts in them.
 */
export function publishRun(run: Run, publication: Publication): Run {
  const steps = run.steps.map((step, index) => publishStep(step, index + 1, publication));
  return {
    ...run,
    id: 'recording',
    sequenceId: null,
    sessionId: '',
    sessionName: '',
    isReference: false,
    sentBy: null,
    steps,
  };
}

function publishStep(step: StepResult, number: number, publication: Publication): StepResult {
  const place: Place = { path: ['run', String(number)], name: '' };
  // Tries before the one that counted are told in words that quote whatever came.
  const { earlier: _earlier, ...rest } = step;
  const jar = (cookies: Cookie[], key: string): Cookie[] =>
    cookies.map((cookie) => publishJarCookie(cookie, below(place, key), publication));
  return {
    ...rest,
    stepId: `s${number}`,
    exchange: step.exchange && publishExchange(step.exchange, number, place, publication),
    extracted: step.extracted.map((one) =>
      publishExtracted(one, below(place, 'extracted', one.variable), publication),
    ),
    assertions: step.assertions.map((one, index) =>
      publishAssertion(one, below(below(place, 'assertions'), String(index + 1)), publication),
    ),
    jarBefore: jar(step.jarBefore, 'jarBefore'),
    jarAfter: jar(step.jarAfter, 'jarAfter'),
  };
}

/** One send, without the ids and the name that say whose it was. */
export function publishExchange(
  exchange: Exchange,
  number: number,
  place: Place,
  publication: Publication,
): Exchange {
  const { socket, sentBy: _sentBy, ...rest } = exchange;
  return {
    ...rest,
    id: `recorded-${number}`,
    sessionId: '',
    ...publishHop(exchange, place, publication),
    response: exchange.response && publishResponse(exchange.response, below(place, 'response'), publication),
    history: exchange.history.map((hop, index): Hop => {
      const at = below(below(place, 'hops'), String(index + 1));
      return {
        ...hop,
        ...publishHop(hop, at, publication),
        response: publishResponse(hop.response, below(at, 'response'), publication),
      };
    }),
    ...(socket && { socket: publishSocket(socket, below(place, 'socket'), publication) }),
  };
}

function publishHop(
  { request, cookies }: { request: SentRequest; cookies: Ledger },
  place: Place,
  publication: Publication,
): { request: SentRequest; cookies: Ledger } {
  const at = below(place, 'sent');
  const { marks: _marks, ...rest } = request;
  return {
    request: {
      ...rest,
      url: publishUrl(request.url, below(at, 'url'), publication),
      headers: publishHeaders(request.headers, below(at, 'headers'), publication),
      body: publishBody(request.body, below(at, 'body'), publication),
    },
    cookies: publishLedger(cookies, below(place, 'ledger'), publication),
  };
}

function publishResponse(
  response: ReceivedResponse,
  place: Place,
  publication: Publication,
): ReceivedResponse {
  return {
    ...response,
    url: publishUrl(response.url, below(place, 'url'), publication),
    headers: publishHeaders(response.headers, below(place, 'headers'), publication),
    ...(response.trailers && {
      trailers: publishHeaders(response.trailers, below(place, 'trailers'), publication),
    }),
    body: publishBody(response.body, below(place, 'body'), publication),
  };
}

function publishHeaders(headers: Pairs, place: Place, publication: Publication): Pairs {
  return headers.map(([name, value]) => {
    const at = below(place, name);
    const known = publishHeader(value, at, publication);
    if (known !== null) return [name, known];
    const kind = kindByName(name);
    return [
      name,
      kind
        ? publishWhole(value, at, kind, publication)
        : publishDocument(value, at, publication, publishValue),
    ];
  });
}

function publishWhole(
  value: string,
  place: Place,
  kind: NonNullable<ReturnType<typeof kindByName>>,
  publication: Publication,
): string {
  if (value.trim() === '') return value;
  return kind === 'authorization'
    ? publishAuthorization(value, place, publication)
    : publication.withhold(place, kind, value);
}

/** Bytes that are no text cannot be looked through: they stay out, and only their number is told. */
function publishBody<B extends WireBody>(body: B, place: Place, publication: Publication): B {
  const { text, base64 } = body;
  if (text !== undefined) return { ...body, text: publishDocument(text, place, publication, publishValue) };
  if (base64 === undefined || base64 === '') return body;
  if (publication.withhold(below(place, 'base64', 'body'), 'bytes', base64) === base64) return body;
  const { base64: _base64, ...rest } = body;
  return rest as B;
}

function publishLedger(ledger: Ledger, place: Place, publication: Publication): Ledger {
  const value = (of: string, name: string, text: string): string =>
    text === '' ? '' : publication.withhold(below(below(place, of), name), 'cookie', text);
  return {
    ...ledger,
    sent: ledger.sent.map((one) => ({ ...one, value: value('sent', one.name, one.value) })),
    stored: ledger.stored.map((one) => ({
      ...one,
      value: value('stored', one.name, one.value),
      ...(one.replaced && {
        replaced: { ...one.replaced, value: value('replaced', one.name, one.replaced.value) },
      }),
    })),
    rejected: ledger.rejected.map((one) => ({
      ...one,
      setCookie: publishSetCookie(one.setCookie, below(place, 'rejected'), publication),
    })),
  };
}

function publishJarCookie(cookie: Cookie, place: Place, publication: Publication): Cookie {
  if (cookie.value === '') return cookie;
  return { ...cookie, value: publication.withhold(below(place, cookie.name), 'cookie', cookie.value) };
}

function publishExtracted(
  one: StepResult['extracted'][number],
  place: Place,
  publication: Publication,
): StepResult['extracted'][number] {
  const { variable, value, secret } = one;
  if (value === null || value === '') return one;
  const at = below(place, variable);
  const kind = secret ? 'secretVariable' : (kindByName(variable) ?? (keyShaped(value) ? 'token' : null));
  if (kind) return { ...one, value: publication.withhold(at, kind, value) };
  return { ...one, value: publishDocument(value, at, publication, publishValue) };
}

/** What was expected and what came, told by what the check looks at. */
function publishAssertion(one: AssertionResult, place: Place, publication: Publication): AssertionResult {
  const kind = checkedKind(one);
  const shown = (value: unknown, key: string): unknown => {
    const at = { ...below(place, key), under: kind };
    return publishValue(value, at, publication);
  };
  return {
    ...one,
    ...(one.value !== undefined && {
      value: shown(one.value, 'value') as NonNullable<AssertionResult['value']>,
    }),
    actual: shown(one.actual, 'actual'),
  };
}

/** The kind of secret that a check looks at: a cookie's value, or what its header or last name in its path says. */
export function checkedKind({
  source,
  expression = '',
}: {
  source: string;
  expression?: string | undefined;
}) {
  if (source === 'cookie') return 'cookie' as const;
  if (source === 'status' || source === 'time') return null;
  return kindByName(
    expression
      .split(/[^\w-]+/)
      .filter(Boolean)
      .at(-1) ?? '',
  );
}

function publishSocket(log: SocketLog, place: Place, publication: Publication): SocketLog {
  return {
    ...log,
    messages: log.messages.map((message, index) =>
      publishBody(message, below(place, String(index + 1)), publication),
    ),
    close: log.close && {
      ...log.close,
      reason: publishText(log.close.reason, below(place, 'close'), publication),
    },
  };
}
