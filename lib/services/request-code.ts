import 'server-only';
import { mergeAuth, mergeHeaders, mergeParams } from '@/lib/engine/merge';
import { toCurlCommand } from '@/lib/interchange/curl-command';
import type { Exported, ExportSource } from '@/lib/interchange/exported';
import { toHttp } from '@/lib/interchange/http-out';
import { toHurl } from '@/lib/interchange/hurl-out';
import { toFetch, toUndici } from '@/lib/interchange/javascript-out';
import { toPython } from '@/lib/interchange/python-out';
import type { CodeInput } from '@/lib/model/interchange';
import type { RequestSpec } from '@/lib/model/request-spec';
import type { SequenceVariable, Step } from '@/lib/model/sequence';
import { DEFAULT_HEADERS, SessionSettings, type Session } from '@/lib/model/session';
import { publish, type Snapshot } from '@/lib/sequence/publish';
import { undeclared } from '@/lib/sequence/undeclared';
import type { Member } from './member';
import { getSession } from './sessions';

const WRITERS: Record<CodeInput['format'], (source: ExportSource) => Exported> = {
  curl: toCurlCommand,
  python: toPython,
  fetch: toFetch,
  undici: toUndici,
  http: toHttp,
  hurl: toHurl,
};

/**
 * Writes one request out as a program that sends it as the session would: with the session's headers, params and auth,
 * without the cookies of its jar and without the headers that every new session has. Nothing is stored.
 * @throws AppError `not_found` for a session that the member cannot see
 */
export async function writeRequest(
  member: Member,
  { request, sessionId, format, secrets }: CodeInput,
): Promise<Exported> {
  const session = sessionId === null ? null : await getSession(member, sessionId);
  const whole = sourceOf(session ? through(session, request) : request, session);
  return WRITERS[format](secrets ? whole : publish(whole).snapshot);
}

const BY_DEFAULT = new Set<string>(DEFAULT_HEADERS.map((pair) => pair.join(': ')));

function through(session: Session, request: RequestSpec): RequestSpec {
  const chosen = session.headers.filter((pair) => !BY_DEFAULT.has(pair.join(': ')));
  return {
    ...request,
    headers: mergeHeaders(chosen, request.headers),
    params: mergeParams(session.params, request.params),
    auth: mergeAuth(session.auth, request.auth),
    verify: request.verify ?? session.verify,
  };
}

/** The request as the one step of a sequence, with the variables that it names. */
function sourceOf(request: RequestSpec, session: Session | null): Snapshot {
  const name = `${request.method} request`;
  const step: Step = { id: 'request', name, request, extract: [], assert: [], onFailure: 'stop' };
  const given = { ...session?.variables, ...request.variables };
  const settings = SessionSettings.parse({ headers: [] });
  const bare = { ...step, request: { ...request, variables: {} } };
  const unknown = undeclared({ steps: [bare], variables: [] }, settings);
  const variables = unknown.map((variable): SequenceVariable => {
    const value = given[variable.name];
    return value === undefined ? variable : { ...variable, default: value };
  });
  return { name, description: '', steps: [step], variables, session: settings, run: null };
}
