'use client';
import { useState } from 'react';
import { Refusal, sentenceOf } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { FieldError } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextArea, TextField } from '@/components/ui/text-field';
import type { CookieDraft } from './cookie-draft';

export interface CookieFormProps {
  initial: CookieDraft;
  title: string;
  /** @throws Refusal naming the fields at fault */
  onSave: (draft: CookieDraft) => Promise<void>;
  onCancel: () => void;
}

const SAME_SITE = [
  { value: '', label: 'not set' },
  { value: 'lax', label: 'Lax' },
  { value: 'strict', label: 'Strict' },
  { value: 'none', label: 'None' },
];

/** All attributes of one cookie. */
export function CookieForm({ initial, title, onSave, onCancel }: CookieFormProps) {
  const [draft, setDraft] = useState(initial);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const set = (patch: Partial<CookieDraft>) => setDraft({ ...draft, ...patch });

  async function save() {
    try {
      await onSave(draft);
    } catch (error) {
      const fields = error instanceof Refusal ? error.errors : [];
      const known = fields.filter(({ path }) => path in draft);
      setErrors(
        known.length > 0
          ? Object.fromEntries(known.map(({ path, message }) => [path, message]))
          : { form: sentenceOf(error) },
      );
    }
  }
  return (
    <form
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      className="bg-ground grid grid-cols-1 gap-3 border-b p-3 sm:grid-cols-2"
    >
      <h3 className="font-semibold sm:col-span-2">{title}</h3>
      <TextField
        label="Name"
        mono
        autoFocus
        value={draft.name}
        error={errors.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <TextField
        label="Domain"
        mono
        hint="Empty: goes to every host"
        value={draft.domain}
        error={errors.domain}
        onChange={(event) => set({ domain: event.target.value })}
      />
      <TextArea
        label="Value"
        mono
        rows={2}
        className="sm:col-span-2"
        value={draft.value}
        error={errors.value}
        onChange={(event) => set({ value: event.target.value })}
      />
      <TextField
        label="Path"
        mono
        value={draft.path}
        error={errors.path}
        onChange={(event) => set({ path: event.target.value })}
      />
      <TextField
        label="Expires"
        type="datetime-local"
        step={1}
        hint="Empty: until the session ends"
        value={draft.expires}
        error={errors.expires}
        onChange={(event) => set({ expires: event.target.value })}
      />
      <Select
        label="SameSite"
        options={SAME_SITE}
        value={draft.sameSite}
        error={errors.sameSite}
        onChange={(event) => set({ sameSite: event.target.value as CookieDraft['sameSite'] })}
      />
      <Flags draft={draft} set={set} />
      {errors.form ? <FieldError className="sm:col-span-2">{errors.form}</FieldError> : null}
      <div className="flex gap-2 sm:col-span-2">
        <Button type="submit" variant="primary">
          Save cookie
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}

const FLAGS = [
  ['secure', 'Secure: https only'],
  ['httpOnly', 'HttpOnly'],
  ['hostOnly', 'Host-only: not to subdomains'],
  ['partitioned', 'Partitioned'],
] as const;

function Flags({ draft, set }: { draft: CookieDraft; set: (patch: Partial<CookieDraft>) => void }) {
  return (
    <fieldset className="flex flex-col">
      <legend className="sr-only">Flags</legend>
      {FLAGS.map(([flag, label]) => (
        <Checkbox
          key={flag}
          label={label}
          checked={draft[flag]}
          onChange={(event) => set({ [flag]: event.target.checked })}
        />
      ))}
    </fieldset>
  );
}
