import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { egressVerdict } from '@/lib/engine/egress-cases';
import { EgressCase, EgressFile, type EgressFilePolicy } from '@/lib/model/egress-case';

/** What is wrong, where, in one line. */
function faults({ issues }: z.ZodError): string {
  return issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ');
}

/** @throws Error that says why the file cannot be run */
function readCases(path: string): EgressFile {
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  const read = EgressFile.safeParse(JSON.parse(text));
  if (!read.success) throw new Error(faults(read.error));
  return read.data;
}

/** What the guard made of a case that it should not have; null when it did what it must. */
function complaint(given: unknown, position: number, policy: EgressFilePolicy): string | null {
  const read = EgressCase.safeParse(given);
  const name = EgressCase.pick({ id: true }).safeParse(given).data?.id ?? `case ${position}`;
  if (!read.success) return `${name} cannot be read: ${faults(read.error)}`;
  const { url, mustBe, stage: wanted } = read.data;
  const { outcome, stage, reason } = egressVerdict(read.data, policy);
  if (outcome === mustBe && (wanted === undefined || stage === wanted)) return null;
  const must = wanted === undefined ? mustBe : `${mustBe} at ${wanted}`;
  return `${name} ${JSON.stringify(url)}: must be ${must}, was ${outcome} at ${stage}${reason === '' ? '' : ` (${reason})`}`;
}

/**
 * `npm run egress -- FILE`: runs a file of egress cases through the guard, prints what went otherwise, and counts. A
 * case that cannot be read has failed. Exit code 1 when any has, 2 when there is no file to run.
 */
function main(): void {
  const path = process.argv[2];
  if (path === undefined) {
    console.error('Name a file of egress cases: npm run egress -- tests/engine/egress-cases.json');
    process.exitCode = 2;
    return;
  }
  let file;
  try {
    file = readCases(path);
  } catch (error) {
    console.error(
      `${path} is no file of egress cases: ${error instanceof Error ? error.message : 'unreadable'}`,
    );
    process.exitCode = 2;
    return;
  }
  const { policy, cases } = file;
  const complaints = cases
    .map((one, index) => complaint(one, index + 1, policy))
    .filter((text) => text !== null);
  const counts = `${cases.length - complaints.length} passed, ${complaints.length} failed`;
  console.log([...complaints, counts].join('\n'));
  if (complaints.length > 0) process.exitCode = 1;
}

main();
