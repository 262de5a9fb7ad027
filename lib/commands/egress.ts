import { readFileSync } from 'node:fs';
import { egressVerdict, type EgressFile } from '@/lib/engine/egress-cases';

/** `npm run egress -- FILE`: runs a file of egress cases through the guard, prints what went otherwise, and counts. */
function main(): void {
  const path = process.argv[2];
  if (path === undefined) {
    console.error('Name a file of egress cases: npm run egress -- tests/engine/egress-cases.json');
    process.exitCode = 2;
    return;
  }
  const file = JSON.parse(readFileSync(path, 'utf8')) as EgressFile;
  let failed = 0;
  for (const one of file.cases) {
    const { outcome, stage, reason } = egressVerdict(one, file.policy);
    if (outcome === one.mustBe && stage === one.stage) continue;
    failed += 1;
    console.log(
      `${one.id} ${JSON.stringify(one.url)}: must be ${one.mustBe} at ${one.stage}, was ${outcome} at ${stage}${reason === '' ? '' : ` (${reason})`}`,
    );
  }
  console.log(`${file.cases.length - failed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

main();
