import 'server-only';
import { z } from 'zod';
import { LimitsInput, type SendLimits } from '@/lib/model/limits';

/** What one workspace, member, address and process may use of this server; over all instances but for the process's. */
export interface FairUse {
  /** of a workspace, and of a member in all of theirs */
  sendsPerMinute: number;
  addressSendsPerMinute: number;
  /** of a workspace, under way at once */
  sendsAtOnce: number;
  processSendsAtOnce: number;
  /** attempts for one account, and ten times as many from one address */
  signInsPerMinute: number;
  /** of a workspace; older ones that no run needs are thrown away */
  historySends: number;
  /** with less room than this on the disk of an SQLite database nothing new is sent */
  freeDiskBytes: number;
}

const MiB = 1024 * 1024;

/** Bound to loopback the only user is whoever owns the machine. */
const ALONE: FairUse = {
  sendsPerMinute: Infinity,
  addressSendsPerMinute: Infinity,
  sendsAtOnce: Infinity,
  processSendsAtOnce: 512,
  signInsPerMinute: 10,
  historySends: 100_000,
  freeDiskBytes: 32 * MiB,
};

const SHARED: FairUse = {
  ...ALONE,
  sendsPerMinute: 600,
  addressSendsPerMinute: 1_200,
  sendsAtOnce: 20,
  processSendsAtOnce: 256,
  historySends: 10_000,
  freeDiskBytes: 256 * MiB,
};

const most = z
  .int()
  .min(1)
  .max(2 ** 31 - 1)
  .optional();

const FairUseInput = z.strictObject({
  sendsPerMinute: most,
  addressSendsPerMinute: most,
  sendsAtOnce: most,
  processSendsAtOnce: most,
  signInsPerMinute: most,
  historySends: most,
  freeDiskBytes: z.int().min(0).optional(),
});

/** PLAYJAR_LIMITS, read as JSON: what is about fair use, and the limits of one send. Each fault keeps its name. */
export function splitLimits(
  given: unknown,
  context: z.RefinementCtx,
): { send: SendLimits; fair: z.output<typeof FairUseInput> } {
  // Whatever is no object is for the limits of a send to refuse.
  const isObject = typeof given === 'object' && given !== null && !Array.isArray(given);
  const pairs = isObject ? Object.entries(given) : [];
  const isFair = ([name]: [string, unknown]): boolean => Object.hasOwn(ALONE, name);
  const rest = Object.fromEntries(pairs.filter((pair) => !isFair(pair)));
  const fair = FairUseInput.safeParse(Object.fromEntries(pairs.filter(isFair)));
  const send = LimitsInput.safeParse(isObject ? rest : given);
  if (fair.success && send.success) return { send: send.data, fair: fair.data };
  const issues = [fair, send].flatMap(({ error }) => error?.issues ?? []);
  for (const { path, message } of issues) context.addIssue({ code: 'custom', path, message });
  return z.NEVER;
}

/** What holds where this server is bound, with what was overridden. */
export function fairUse(given: { [K in keyof FairUse]?: number | undefined }, isLoopback: boolean): FairUse {
  const base = isLoopback ? ALONE : SHARED;
  const named = Object.entries(given).filter(([key, value]) => key in base && value !== undefined);
  return { ...base, ...(Object.fromEntries(named) as Partial<FairUse>) };
}
