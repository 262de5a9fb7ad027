import type { Conflict } from '@/lib/model/edit';

/** What a server action answers. `errors[].path` is dotted, as in the API. */
export type Outcome<T> =
  | { ok: true; value: T }
  | {
      ok: false;
      error: {
        code: string;
        message: string;
        errors?: { path: string; message: string }[];
        conflict?: Conflict;
      };
    };

/** Why an action did not happen, in words, with the fields at fault. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly errors: readonly { path: string; message: string }[] = [],
    /** what someone else saved meanwhile */
    readonly conflict: Conflict | null = null,
  ) {
    super(message);
  }
}

/** No answer came: the server is away, or the page was left. Whether it happened is not known. */
export class Unanswered extends Refusal {}

const OFFLINE = 'Playjar did not answer. Check that it is running and that you are online, then try again.';

/**
 * The value of an action's answer.
 * @throws Refusal with a sentence for the page; Unanswered when the server cannot be reached
 */
export async function settle<T>(answer: Promise<Outcome<T>>): Promise<T> {
  let outcome: Outcome<T>;
  try {
    outcome = await answer;
  } catch {
    throw new Unanswered(OFFLINE);
  }
  if (outcome.ok) return outcome.value;
  throw new Refusal(outcome.error.message, outcome.error.errors, outcome.error.conflict);
}

/** The sentence of whatever was thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof Refusal ? error.message : 'Something went wrong on this page. Try again.';
}
