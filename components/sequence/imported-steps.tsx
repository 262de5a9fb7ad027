'use client';
import { MethodText } from '@/components/ui/method-text';
import { formatCount } from '@/components/ui/quantity';
import { WarningList } from '@/components/ui/warning-list';
import type { SequenceInput, StepInput } from '@/lib/model/sequence';

/** What an import would store: its steps, its variables, and what of the file it leaves out. */
export function ImportedSteps({
  sequence,
  warnings,
}: {
  sequence: SequenceInput;
  warnings: readonly string[];
}) {
  const { steps = [], variables = [] } = sequence;
  return (
    <>
      <ol
        aria-label="Steps of the import"
        tabIndex={0}
        className="bg-raised scroll-thin max-h-64 overflow-y-auto rounded border"
      >
        {steps.map((step, index) => (
          <StepLine key={index} number={index + 1} step={step} />
        ))}
      </ol>
      {variables.length > 0 ? (
        <p className="text-muted text-sm">
          {variables.length === 1 ? 'Variable: ' : 'Variables: '}
          <code className="wrap-anywhere">{variables.map(({ name }) => name).join(', ')}</code>
        </p>
      ) : null}
      {warnings.length > 0 ? (
        <section aria-label="What is left out">
          <p className="text-sm font-semibold">Not taken over</p>
          <WarningList warnings={warnings} />
        </section>
      ) : null}
    </>
  );
}

function StepLine({ number, step }: { number: number; step: StepInput }) {
  const { name, request, extract = [], assert = [] } = step;
  const { method = 'GET' } = request;
  // A step without a name of its own is called by its method and path.
  const title = name.startsWith(`${method} `) ? name.slice(method.length + 1) : name;
  const more = [
    extract.length > 0 && `takes ${extract.map(({ variable }) => variable).join(', ')}`,
    assert.length > 0 && formatCount(assert.length, 'check'),
  ].filter((word) => word !== false);
  return (
    <li className="flex flex-col gap-0.5 border-b px-3 py-1.5 last:border-b-0">
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="text-faint w-5 shrink-0 text-right text-sm">{number}</span>
        <MethodText method={method} />
        <span className="min-w-0 truncate font-semibold">{title}</span>
      </span>
      <span className="text-muted pl-7 text-sm">
        <code className="wrap-anywhere">{request.url}</code>
        {more.length > 0 ? ` · ${more.join(' · ')}` : null}
      </span>
    </li>
  );
}
