import { checkWords, sourceWords } from '@/components/run/check-words';
import { PlannedRequest } from '@/components/run/planned-request';
import type { SharedView } from '@/lib/model/share';

/** Every step as it will be sent, with what it takes from its response and what it checks. */
export function PlannedSteps({ steps }: { steps: SharedView['steps'] }) {
  return (
    <ol className="flex flex-col">
      {steps.map((step, index) => (
        <li
          key={step.id}
          className="grid gap-x-4 gap-y-1 border-b py-3 last:border-b-0 md:grid-cols-[minmax(10rem,14rem)_minmax(0,1fr)]"
        >
          <h3 className="font-semibold wrap-anywhere">
            <span className="text-faint mr-2 font-normal">{index + 1}</span>
            {step.name}
          </h3>
          <div className="flex min-w-0 flex-col gap-2">
            <PlannedRequest request={step.request} />
            <ul className="text-muted text-sm">
              {step.extract.map((extract) => (
                <li key={extract.variable} className="wrap-anywhere">
                  takes <code>{extract.variable}</code> from <code>{sourceWords(extract)}</code>
                </li>
              ))}
              {step.assert.map((check, at) => (
                <li key={at} className="wrap-anywhere">
                  checks that <code>{checkWords(check)}</code>
                </li>
              ))}
            </ul>
          </div>
        </li>
      ))}
    </ol>
  );
}
