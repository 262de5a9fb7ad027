import type { Cookie } from '@/lib/model/cookie';
import type { Exchange, ExchangeSummary } from '@/lib/model/exchange';
import type { RequestSpec } from '@/lib/model/request-spec';
import type { DiffRow, RunDiff } from '@/lib/model/run-diff';
import type { Run } from '@/lib/model/run';
import type { SavedRequest } from '@/lib/model/saved-request';
import type { SequenceVariable, Step } from '@/lib/model/sequence';
import type { SessionSettings } from '@/lib/model/session';
import { KnownSecrets } from './known-secrets';
import { at, below, Publication } from './publication';
import { withoutKnown } from './publish-known';
import { publishValue } from './publish-request';
import { publishExchange, publishRun } from './publish-run';
import { publishStep } from './publish-step';
import { publishUrl } from './publish-text';
import { keyShaped, kindByName } from './secrets';

/**
 * What someone sees who may look and not use: every value that a shared link would withhold is dots, wherever it stands
 * and however it is spelled. `secrets` are those that are known from elsewhere.
 */
export class Masker {
  readonly #publication = new Publication(new Set(), []);

  constructor(private readonly secrets: readonly string[] = []) {
    this.#publication.way = 'mask';
  }

  session(settings: SessionSettings): SessionSettings {
    return this.#clean(publishValue(settings, at('session'), this.#publication) as SessionSettings);
  }

  cookies(cookies: readonly Cookie[]): Cookie[] {
    return this.#clean(
      cookies.map((cookie) =>
        cookie.value === '' ? cookie : { ...cookie, value: this.#dots('cookie', cookie.name, cookie.value) },
      ),
    );
  }

  request(spec: RequestSpec): RequestSpec {
    return this.#clean(this.#request(spec, 1));
  }

  saved(saved: SavedRequest): SavedRequest {
    const { name, spec, extract, assert } = saved;
    const step = { id: '', name, request: spec, extract, assert, onFailure: 'stop' as const };
    const shown = this.steps([step])[0] ?? step;
    return { ...saved, name: shown.name, spec: shown.request, assert: shown.assert, extract: shown.extract };
  }

  steps(steps: readonly Step[]): Step[] {
    const shown = steps.map((step, index) => publishStep(step, index + 1, this.#publication));
    return this.#clean(shown).map((step, index) => ({ ...step, id: steps[index]?.id ?? step.id }));
  }

  variables(variables: readonly SequenceVariable[]): SequenceVariable[] {
    const shown = variables.map((variable) => {
      const { name, default: value = '', secret } = variable;
      const isSecret = secret || kindByName(name) !== null || keyShaped(value) !== null;
      if (value === '' || !isSecret) return variable;
      return { ...variable, default: this.#dots('secretVariable', name, value) };
    });
    return this.#clean(shown);
  }

  /** Names and descriptions, in which secrets stand by mistake. */
  words({ name, description }: { name: string; description: string }) {
    return this.#clean({ name, description });
  }

  summary(summary: ExchangeSummary): ExchangeSummary {
    const place = below(at('url'), 'url');
    return { ...summary, url: this.#clean(publishUrl(summary.url, place, this.#publication)) };
  }

  exchange(exchange: Exchange): Exchange {
    const shown = publishExchange(exchange, 1, below(at('run'), '1'), this.#publication);
    return { ...this.#clean(shown), ...identityOf(exchange) };
  }

  run(run: Run): Run {
    const { steps } = publishRun(run, this.#publication);
    const asked = steps.map((step, index) => ({ ...step, request: this.#request(step.request, index + 1) }));
    const shown = this.#clean(asked).map((step, index) => {
      const { stepId = '', exchange } = run.steps[index] ?? {};
      return {
        ...step,
        stepId,
        exchange: step.exchange && exchange ? { ...step.exchange, ...identityOf(exchange) } : null,
      };
    });
    return { ...run, steps: shown };
  }

  /** A diff of two runs that were masked by this before, so that what they hold is known. */
  diff(diff: RunDiff): RunDiff {
    const steps = diff.steps.map((step) => ({
      ...step,
      parts: step.parts.map((part) => ({ ...part, rows: part.rows.map((row) => this.#row(row)) })),
    }));
    return { ...diff, steps: this.#clean(steps), sentence: this.#clean(diff.sentence) };
  }

  #row(row: DiffRow): DiffRow {
    const name = row.place?.name ?? row.where.split(/[^\w-]+/).findLast((word) => word !== '') ?? '';
    const kind = row.place?.on === 'cookie' ? 'cookie' : kindByName(name);
    if (kind === null) return row;
    const dots = (value: string | null) => (value ? this.#dots(kind, name, value) : value);
    return { ...row, before: dots(row.before), after: dots(row.after) };
  }

  #request(spec: RequestSpec, number: number): RequestSpec {
    return publishValue(spec, at('steps', String(number), 'request'), this.#publication) as RequestSpec;
  }

  #dots(kind: 'cookie' | NonNullable<ReturnType<typeof kindByName>>, name: string, value: string): string {
    return this.#publication.withhold(below(at('shown'), name), kind, value);
  }

  #clean<T>(value: T): T {
    const publication = this.#publication;
    const known = new KnownSecrets([...this.secrets, ...publication.withheld()], publication.names);
    return withoutKnown(value, at(), { known, publication, byForm: true }) as T;
  }
}

function identityOf({ id, sessionId, startedAt, sentBy }: Exchange) {
  return { id, sessionId, startedAt, ...(sentBy !== undefined && { sentBy }) };
}
