import 'server-only';
import { headers } from 'next/headers';
import { z } from 'zod';
import { currentMember, currentSignedIn } from '@/lib/auth';
import { AppError, type AppErrorCode, type FieldError } from '@/lib/errors';
import { logger } from '@/lib/log';
import type { Conflict } from '@/lib/model/edit';
import type { SignedIn } from '@/lib/services/accounts';
import type { Member } from '@/lib/services/member';
import { refuseForeignOrigin } from '@/lib/services/public-origin';

/** What every server action answers: its value, or a mistake that can be shown beside its cause. */
export type ActionResult<T> = { ok: true; value: T } | { ok: false; error: ActionRefusal };

interface ActionRefusal {
  code: AppErrorCode;
  message: string;
  errors?: FieldError[];
  /** what someone else saved meanwhile */
  conflict?: Conflict;
}

/**
 * Makes a server action of a verb for the guest who calls it. An action is a public POST endpoint: its arguments are
 * parsed, whatever their types say, and who asks is found out here and nowhere else.
 */
export function action<A extends z.ZodTuple, T>(
  args: A,
  verb: (member: Member, ...args: z.output<A>) => Promise<T>,
): (...args: z.input<A>) => Promise<ActionResult<T>> {
  return (...given) => settle(async () => verb(await currentMember(), ...args.parse(given)));
}

/** Makes a server action of a verb about one's own account, in whatever workspace one is. */
export function accountAction<A extends z.ZodTuple, T>(
  args: A,
  verb: (signedIn: SignedIn, ...args: z.output<A>) => Promise<T>,
): (...args: z.input<A>) => Promise<ActionResult<T>> {
  return (...given) => settle(async () => verb(await currentSignedIn(), ...args.parse(given)));
}

/** Makes a server action that anyone may call: a visitor of a shared link has no workspace. */
export function openAction<A extends z.ZodTuple, T>(
  args: A,
  verb: (...args: z.output<A>) => Promise<T>,
): (...args: z.input<A>) => Promise<ActionResult<T>> {
  return (...given) => settle(async () => verb(...args.parse(given)));
}

/** Next lets an action without an Origin, or with `null`, through with a warning; we do not. */
async function settle<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    refuseForeignOrigin(await headers());
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof AppError) return refusal(error.code, error.message, error.details);
    if (error instanceof z.ZodError) {
      const errors = error.issues.map((issue) => ({
        path: issue.path.slice(1).join('.'),
        message: issue.message,
      }));
      return refusal('invalid_request', errors[0]?.message ?? 'Something in the form is not right.', {
        errors,
      });
    }
    logger().error({ err: error }, 'a server action broke');
    return refusal('internal', 'Something broke on our side. It was logged; what you typed is still here.');
  }
}

function refusal(
  code: AppErrorCode,
  message: string,
  { errors, conflict }: Pick<ActionRefusal, 'errors' | 'conflict'> = {},
): ActionResult<never> {
  return { ok: false, error: { code, message, ...(errors && { errors }), ...(conflict && { conflict }) } };
}
