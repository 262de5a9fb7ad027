'use client';
import { OPERATOR_OPTIONS, takesValue } from '@/components/run/check-words';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { ListChange } from '@/components/ui/removal';
import type { Assertion } from '@/lib/model/sequence';
import { RowList } from './row-list';
import type { CheckDraft, FaultAt } from './sequence-draft';

const SOURCE: readonly { value: Assertion['source']; label: string; example?: string }[] = [
  { value: 'status', label: 'status' },
  { value: 'json', label: 'JSON path', example: '$.user' },
  { value: 'header', label: 'header', example: 'Content-Type' },
  { value: 'cookie', label: 'cookie', example: 'sid' },
  { value: 'body', label: 'body text' },
  { value: 'time', label: 'time in ms' },
];

const ATTRIBUTE: readonly { value: NonNullable<Assertion['attribute']>; label: string }[] = [
  { value: 'value', label: 'value' },
  { value: 'httpOnly', label: 'HttpOnly' },
  { value: 'secure', label: 'Secure' },
  { value: 'sameSite', label: 'SameSite' },
  { value: 'domain', label: 'Domain' },
  { value: 'path', label: 'Path' },
  { value: 'expires', label: 'Expires' },
  { value: 'maxAge', label: 'Max-Age' },
  { value: 'hostOnly', label: 'host only' },
  { value: 'partitioned', label: 'Partitioned' },
];

/** What a step expects of its response. */
export function CheckRows({
  rows,
  faultAt,
  onChange,
}: {
  rows: readonly CheckDraft[];
  faultAt: FaultAt;
  onChange: ListChange<CheckDraft>;
}) {
  return (
    <RowList
      title="Checks"
      noun="check"
      hint="Without a check, any response counts as passed."
      rows={rows}
      fresh={(): CheckDraft => ({ source: 'status', expression: '', operator: 'equals', value: '200' })}
      onChange={onChange}
    >
      {(row, set, number) => {
        const example = SOURCE.find(({ value }) => value === row.source)?.example;
        return (
          <>
            <Select
              hideLabel
              label={`What check ${number} looks at`}
              className="w-28"
              options={SOURCE}
              value={row.source}
              onChange={(event) => set({ source: event.target.value as Assertion['source'] })}
            />
            {example ? (
              <TextField
                mono
                hideLabel
                label={`Expression of check ${number}`}
                placeholder={example}
                className="min-w-28 flex-1"
                value={row.expression}
                error={faultAt(`assert.${number - 1}.expression`)}
                onChange={(event) => set({ expression: event.target.value })}
              />
            ) : null}
            {row.source === 'cookie' ? (
              <Select
                hideLabel
                label={`Part of the cookie of check ${number}`}
                className="w-28"
                options={ATTRIBUTE}
                value={row.attribute ?? 'value'}
                onChange={(event) => set({ attribute: event.target.value as Assertion['attribute'] })}
              />
            ) : null}
            <Select
              hideLabel
              label={`Operator of check ${number}`}
              className="w-36"
              options={OPERATOR_OPTIONS}
              value={row.operator}
              onChange={(event) => set({ operator: event.target.value as Assertion['operator'] })}
            />
            {takesValue(row.operator) ? (
              <TextField
                mono
                hideLabel
                label={`Wanted value of check ${number}`}
                placeholder="value"
                className="min-w-24 flex-1"
                value={row.value}
                error={faultAt(`assert.${number - 1}.value`)}
                onChange={(event) => set({ value: event.target.value })}
              />
            ) : null}
          </>
        );
      }}
    </RowList>
  );
}
