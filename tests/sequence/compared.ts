import type { Cookie } from '@/lib/model/cookie';
import type { MaskSettings } from '@/lib/model/mask';
import type { DiffRow, RunDiff } from '@/lib/model/run-diff';
import type { Run, StepResult } from '@/lib/model/run';
import { RequestSpec } from '@/lib/model/request-spec';
import { diffPair, pairSteps, summariseDiff } from '@/lib/sequence/diff';
import { Masks } from '@/lib/sequence/mask';
import { masksOf } from '@/lib/sequence/mask-defaults';

/** What a step came to, in few words. */
export interface Came {
  id?: string;
  name?: string;
  url?: string;
  status?: number;
  headers?: [string, string][];
  body?: string;
  cookies?: Partial<Cookie>[];
  ms?: number;
  /** the text of the assertions that failed */
  failed?: string[];
}

const AT = '2026-01-01T00:00:00.000Z';

const NOTHING = {
  id: 's1',
  name: 'login',
  url: 'http://a.test/',
  status: 200,
  headers: [],
  body: '',
  cookies: [],
  ms: 10,
  failed: [],
} satisfies Came;

export function step(came: Came = {}): StepResult {
  const { id, name, url, status, headers, body, cookies, ms, failed } = { ...NOTHING, ...came };
  const stored = cookies.map((given: Partial<Cookie>): Cookie => ({ ...plainCookie, ...given }));
  return {
    stepId: id,
    name,
    request: RequestSpec.parse({ url }),
    status: failed.length > 0 ? 'failed' : 'passed',
    exchange: {
      id: `e-${id}`,
      sessionId: 's',
      startedAt: AT,
      request: { method: 'GET', url, headers: [], body: { size: 0 } },
      response: {
        status,
        reason: '',
        httpVersion: '1.1',
        url,
        headers,
        encoding: 'utf-8',
        body: { size: body.length, truncated: false, text: body },
        elapsedMs: ms,
      },
      history: [],
      cookies: { sent: [], withheld: [], stored, rejected: [], removed: [] },
      timings: {
        dnsMs: null,
        connectMs: null,
        tlsMs: null,
        sendMs: null,
        waitMs: null,
        receiveMs: null,
        totalMs: ms,
      },
      tls: null,
      error: null,
    },
    extracted: [],
    assertions: ['200', '302'].map((value) => ({
      source: 'status',
      operator: 'equals',
      value,
      passed: !failed.includes(value),
      actual: status,
    })),
    jarBefore: [],
    jarAfter: [],
  };
}

export const plainCookie: Cookie = {
  name: 'sid',
  value: 'v',
  domain: 'a.test',
  path: '/',
  expires: null,
  maxAge: null,
  secure: false,
  httpOnly: true,
  sameSite: 'lax',
  hostOnly: true,
  partitioned: false,
  createdAt: AT,
  lastAccessedAt: AT,
};

/** What changed between two runs that came to this. */
export function diff(before: StepResult[], after: StepResult[], settings?: MaskSettings): RunDiff {
  const shown = masksOf(settings);
  const masks = new Masks(shown);
  const steps = pairSteps(before, after).map((pair) =>
    diffPair(
      pair,
      pair.before && pair.after && { before: whole(pair.before.result), after: whole(pair.after.result) },
      masks,
    ),
  );
  return summariseDiff(runOf('a', before), runOf('b', after), steps, shown);
}

function whole(result: StepResult) {
  return { result, body: Buffer.from(result.exchange?.response?.body.text ?? '') };
}

export function runOf(id: string, steps: StepResult[]): Run {
  return {
    id,
    sequenceId: 'q',
    sessionId: 's',
    sessionName: 'Session',
    status: 'passed',
    steps,
    stepCount: steps.length,
    startedAt: AT,
    elapsedMs: 1,
    isReference: false,
  };
}

/** `changed $.a 1 → 2`, of every row that is not simply the same. */
export function told({ steps }: RunDiff): string[] {
  return steps.flatMap(({ parts }) =>
    parts.flatMap(({ part, rows }) =>
      rows.filter(({ word, mask }) => word !== 'same' || mask !== null).map((row) => `${part} ${words(row)}`),
    ),
  );
}

function words({ where, word, before, after, mask }: DiffRow): string {
  const values = mask === null ? ` ${before ?? '–'} → ${after ?? '–'}` : ` masked by ${mask}`;
  return `${word} ${where}${values}`;
}
