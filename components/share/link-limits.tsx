'use client';
import { SecretField } from '@/components/ui/secret-field';
import { Segmented } from '@/components/ui/segmented';
import { TextField } from '@/components/ui/text-field';
import { isCount, type Expiry, type ShareChoices } from './share-choices';

const EXPIRY: readonly { value: Expiry; label: string }[] = [
  { value: '1', label: '1 day' },
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: 'never', label: 'never' },
];

/** How long the link lives, how often it can be used, and by whom. */
export function LinkLimits({
  choices,
  onChange,
}: {
  choices: ShareChoices;
  onChange: (change: Partial<ShareChoices>) => void;
}) {
  const { mode, expiry, most, password } = choices;
  return (
    <section aria-labelledby="share-limits" className="flex flex-col gap-2">
      <h3 id="share-limits" className="font-semibold">
        Limits
      </h3>
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="flex flex-col gap-1">
          <span className="text-muted text-sm">Ends after</span>
          <Segmented
            label="Ends after"
            options={EXPIRY}
            value={expiry}
            onChange={(value) => onChange({ expiry: value })}
            className="min-h-8 items-center"
          />
        </div>
        {mode === 'recording' ? null : (
          <TextField
            label="At most so many replays"
            inputMode="numeric"
            placeholder="no limit"
            className="w-40"
            value={most}
            error={isCount(most) ? undefined : 'A whole number from 1 on, or nothing.'}
            onChange={(event) => onChange({ most: event.target.value })}
          />
        )}
        <SecretField
          label="Password"
          hint="empty: none is asked"
          className="w-48"
          value={password}
          onChange={(value) => onChange({ password: value })}
        />
      </div>
    </section>
  );
}
