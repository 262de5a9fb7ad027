'use client';
import { useWorkspace } from '@/components/shell/workspace-store';
import { Select } from '@/components/ui/select';
import type { Http2Choice } from './connection-draft';

export interface Http2FieldProps {
  value: Http2Choice;
  onChange: (http2: Http2Choice) => void;
  /** what "as the session says" means here; left out where there is nothing to inherit from */
  inherited?: string;
  error?: string | undefined;
}

const CHOICES: readonly { value: Http2Choice; label: string }[] = [
  { value: 'off', label: 'Do not offer' },
  { value: 'on', label: 'Offer where TLS is spoken' },
];
const WHY_OFF =
  'Off on this server: the HTTP/2 client of its Node has known holes. It is on with Node 22.23.4, 24.22.1 or newer.';

/** Whether HTTP/2 is offered to servers. Where this server's Node is too old for it, what was chosen before can only be taken back. */
export function Http2Field({ value, onChange, inherited, error }: Http2FieldProps) {
  const works = useWorkspace((state) => state.http2Works);
  const inherit = { value: 'inherit', label: `As the session says: ${inherited ?? ''}` };
  return (
    <Select
      label="HTTP/2"
      options={inherited === undefined ? CHOICES : [inherit, ...CHOICES]}
      value={value}
      disabled={!works && value !== 'on'}
      hint={works ? undefined : WHY_OFF}
      error={error}
      onChange={(event) =>
        onChange(CHOICES.find((choice) => choice.value === event.target.value)?.value ?? 'inherit')
      }
    />
  );
}
