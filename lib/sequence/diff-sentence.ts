import type { DiffPartName, DiffRow, StepDiff } from '@/lib/model/run-diff';

type Run = { stepCount: number; steps: number };

/** Where the cause of a difference is looked for first. */
const TELLING_ORDER: readonly DiffPartName[] = [
  'asked',
  'status',
  'hops',
  'cookies',
  'checks',
  'body',
  'headers',
];

/** Whether the later run went as the earlier, and if not what is first not as it was: the cause, more often than not. */
export function diffSentence(steps: readonly StepDiff[], differences: number, after: Run): string {
  const first = steps.find(({ word }) => word !== 'same');
  if (!first) {
    const masked = steps
      .flatMap(({ parts }) => parts.flatMap(({ rows }) => rows))
      .filter(({ mask }) => mask !== null).length;
    const aside = masked === 0 ? '' : ` ${masked} volatile ${masked === 1 ? 'value' : 'values'} left aside.`;
    return steps.length === 0
      ? 'No: neither run has a step.'
      : `No: ${steps.length === 1 ? 'the one step answers' : `all ${steps.length} steps answer`} as before.${aside}`;
  }
  const more = differences - 1;
  const tail = more > 0 ? ` ${more} more ${more === 1 ? 'difference' : 'differences'}.` : '';
  return `Yes: ${clauseOf(first, after)}.${tail}`;
}

function clauseOf(step: StepDiff, after: Run): string {
  const { before, after: later } = step;
  const named = `step ${(later ?? before)?.number ?? ''} “${step.name}”`;
  if (before === null) return `${named} is new`;
  if (later === null) return after.steps < after.stepCount ? `${named} did not run` : `${named} is gone`;
  return `${named} ${tellingClause(step)}`;
}

function tellingClause({ parts }: StepDiff): string {
  for (const name of TELLING_ORDER) {
    const part = parts.find((one) => one.part === name);
    const row = part?.rows.find(({ word }) => word !== 'same');
    if (row) return CLAUSES[name](row);
  }
  return 'is not as it was';
}

const quoted = (text: string | null): string => {
  const line = (text ?? 'nothing').split('\n', 1)[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
};
const instead = ({ before, after }: DiffRow): string => `${quoted(after)} instead of ${quoted(before)}`;

const CLAUSES: Record<DiffPartName, (row: DiffRow) => string> = {
  asked: (row) => `asks for something else at ${row.where}: ${instead(row)}`,
  status: (row) => `answers ${instead(row)}`,
  hops: (row) => {
    if (row.word === 'gone') return `no longer redirects (${quoted(row.before)})`;
    return row.word === 'new' ? `redirects, ${quoted(row.after)}` : `redirects ${instead(row)}`;
  },
  cookies: cookieClause,
  checks: (row) => `no longer meets “${row.where}” as before: it ${row.after ?? ''}`,
  headers: (row) => {
    if (row.word === 'gone') return `no longer has the header ${row.where}`;
    return row.word === 'new' ? `has a new header ${row.where}` : `has ${row.where}: ${instead(row)}`;
  },
  body: (row) => {
    if (row.word === 'gone') return `has a body without ${row.where}`;
    return row.word === 'new'
      ? `has something new in its body at ${row.where}`
      : `has a body with ${instead(row)} at ${row.where}`;
  },
  time: (row) => `took ${instead(row)}`,
};

function cookieClause(row: DiffRow): string {
  const [name = '', detail] = row.where.split(': ');
  if (detail === undefined && name === 'name') return `sets cookie ${instead(row)}`;
  if (detail === undefined)
    return row.word === 'gone' ? `no longer sets cookie ${name}` : `sets a new cookie ${name}`;
  if (detail !== 'removed' && detail !== 'refused')
    return `sets cookie ${name} with ${detail} ${instead(row)}`;
  const deed = detail === 'removed' ? `removes cookie ${name}` : `has its cookie ${name} refused`;
  return row.word === 'new' ? deed : `no longer ${deed}`;
}
