'use client';
import { Select } from '@/components/ui/select';
import { TextArea } from '@/components/ui/text-field';
import type { ConnectionDraft, VerifyChoice } from './connection-draft';

export interface CertificateFieldsProps {
  draft: ConnectionDraft;
  onChange: (patch: Partial<ConnectionDraft>) => void;
  /** what "as the session says" means here; left out where there is nothing to inherit from */
  inherited?: string;
  errors: { verify?: string | undefined; cert?: string | undefined };
}

const CHOICES: readonly { value: VerifyChoice; label: string }[] = [
  { value: 'on', label: 'Check them' },
  { value: 'own', label: 'Check them by authorities of my own' },
  { value: 'off', label: 'Do not check them' },
];
const PEM = '-----BEGIN CERTIFICATE-----';

/** Whose certificates are trusted, and which one is shown to the server. Texts in PEM, never paths. */
export function CertificateFields({ draft, onChange, inherited, errors }: CertificateFieldsProps) {
  const inherit = { value: 'inherit', label: `As the session says: ${inherited ?? ''}` };
  const owns = draft.verify === 'own';
  return (
    <div className="grid max-w-160 grid-cols-1 gap-3 p-3 sm:grid-cols-2">
      <Select
        label="Certificates of servers"
        options={inherited === undefined ? CHOICES : [inherit, ...CHOICES]}
        value={draft.verify}
        error={owns ? undefined : errors.verify}
        className="sm:col-span-2"
        onChange={(event) =>
          onChange({ verify: CHOICES.find(({ value }) => value === event.target.value)?.value ?? 'inherit' })
        }
      />
      {owns ? (
        <TextArea
          mono
          label="Authorities, PEM"
          placeholder={PEM}
          rows={3}
          value={draft.ca}
          error={errors.verify}
          className="sm:col-span-2"
          onChange={(event) => onChange({ ca: event.target.value })}
        />
      ) : null}
      <TextArea
        mono
        label="Client certificate, PEM"
        placeholder={PEM}
        rows={3}
        value={draft.clientCert}
        error={errors.cert}
        onChange={(event) => onChange({ clientCert: event.target.value })}
      />
      <TextArea
        mono
        label="Its key, PEM"
        placeholder="-----BEGIN PRIVATE KEY-----"
        rows={3}
        value={draft.clientKey}
        onChange={(event) => onChange({ clientKey: event.target.value })}
      />
    </div>
  );
}
