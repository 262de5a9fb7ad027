import clsx from 'clsx';
import type { StepResult } from '@/lib/model/run';
import { checkWords, shown, sourceWords } from './check-words';
import { Masked } from './masked';
import type { PlannedStep } from './run-view';

/** What a step checked, with the actual value where a check did not hold. */
export function StepChecks({ assertions }: { assertions: StepResult['assertions'] }) {
  if (assertions.length === 0) return null;
  return (
    <ul aria-label="Checks" className="flex flex-col gap-0.5">
      {assertions.map((check, index) => (
        <li key={index} className="flex gap-2">
          <span
            role="img"
            aria-label={check.passed ? 'holds' : 'does not hold'}
            className={clsx('w-4 shrink-0 font-semibold', check.passed ? 'text-good' : 'text-bad')}
          >
            {check.passed ? '✓' : '✗'}
          </span>
          <span className="min-w-0 wrap-anywhere">
            <code className="text-sm">{checkWords(check)}</code>
            {check.passed ? null : (
              <span className="text-bad block">
                actual: <code className="text-sm">{shown(check.actual)}</code>
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What a step took out of its response for the steps after it; secret values stay hidden until asked for. */
export function StepExtracts({
  extracted,
  planned,
}: {
  extracted: StepResult['extracted'];
  planned: PlannedStep['extract'];
}) {
  if (extracted.length === 0) return null;
  return (
    <ul aria-label="Taken" className="flex flex-col gap-0.5">
      {extracted.map(({ variable, value, secret, problem }, index) => {
        const source = planned?.find((extract) => extract.variable === variable);
        return (
          <li key={index} className="flex flex-wrap items-baseline gap-x-2 text-sm">
            <span className="text-muted">took</span>
            <code className="font-semibold">{variable}</code>
            <span aria-hidden="true" className="text-faint">
              =
            </span>
            {value === null ? (
              <span className="text-bad font-semibold wrap-anywhere">{problem ?? 'nothing found'}</span>
            ) : secret ? (
              <Masked value={value} what={variable} />
            ) : (
              <code className="min-w-0 wrap-anywhere">
                {value.length > 200 ? `${value.slice(0, 200)}…` : value}
              </code>
            )}
            {source ? <span className="text-faint wrap-anywhere">from {sourceWords(source)}</span> : null}
          </li>
        );
      })}
    </ul>
  );
}
