'use client';
import { Checkbox } from '@/components/ui/checkbox';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { ListChange } from '@/components/ui/removal';
import type { Extract } from '@/lib/model/sequence';
import { RowList } from './row-list';
import type { FaultAt } from './sequence-draft';

const FROM: readonly { value: Extract['from']; label: string; example: string }[] = [
  { value: 'json', label: 'JSON path', example: '$.token' },
  { value: 'css', label: 'CSS selector', example: 'input[name=_csrf]' },
  { value: 'xpath', label: 'XPath', example: '//input[@name="_csrf"]/@value' },
  { value: 'header', label: 'header', example: 'Location' },
  { value: 'cookie', label: 'cookie', example: 'sid' },
  { value: 'regex', label: 'pattern', example: 'token=(\\w+)' },
  { value: 'status', label: 'status', example: '' },
];

/** What a step takes out of its response for later ones. */
export function ExtractRows({
  rows,
  faultAt,
  onChange,
}: {
  rows: readonly Extract[];
  faultAt: FaultAt;
  onChange: ListChange<Extract>;
}) {
  return (
    <RowList
      title="Takes"
      noun="value"
      hint="Takes a value from the response, for later steps as {{name}}."
      rows={rows}
      fresh={(): Extract => ({ variable: '', from: 'json', expression: '' })}
      onChange={onChange}
    >
      {(row, set, number) => (
        <>
          <TextField
            mono
            hideLabel
            label={`Name of value ${number}`}
            placeholder="name"
            className="w-28"
            value={row.variable}
            error={faultAt(`extract.${number - 1}.variable`)}
            onChange={(event) => set({ variable: event.target.value })}
          />
          <Select
            hideLabel
            label={`Where value ${number} comes from`}
            className="w-32"
            options={FROM}
            value={row.from}
            onChange={(event) => set({ from: event.target.value as Extract['from'] })}
          />
          {row.from === 'status' ? null : (
            <TextField
              mono
              hideLabel
              label={`Expression of value ${number}`}
              placeholder={FROM.find(({ value }) => value === row.from)?.example}
              className="min-w-36 flex-1"
              value={row.expression}
              error={faultAt(`extract.${number - 1}.expression`)}
              onChange={(event) => set({ expression: event.target.value })}
            />
          )}
          {row.from === 'css' ? (
            <TextField
              mono
              hideLabel
              label={`Attribute of value ${number}`}
              placeholder="text, or attribute"
              className="w-36"
              value={row.attribute ?? ''}
              onChange={(event) => set({ attribute: event.target.value })}
            />
          ) : null}
          <Checkbox
            label="secret"
            className="pt-1"
            checked={row.secret ?? false}
            onChange={(event) => set({ secret: event.target.checked })}
          />
        </>
      )}
    </RowList>
  );
}
