'use client';
import { Check, Copy as CopyIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { useWorkspace } from '@/components/shell/workspace-store';
import { Checkbox } from '@/components/ui/checkbox';
import { Button } from '@/components/ui/button';
import { DialogSurface } from '@/components/ui/dialog-surface';
import { FieldError } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextArea } from '@/components/ui/text-field';
import { WarningList } from '@/components/ui/warning-list';
import { writeRequest } from '@/lib/actions/interchange';
import type { CodeInput } from '@/lib/model/interchange';
import { useActiveDraft } from './draft-store';
import { specOf } from './draft-to-spec';
import { wholeUrl } from './whole-url';

const FORMATS: readonly { value: CodeInput['format']; label: string }[] = [
  { value: 'curl', label: 'curl' },
  { value: 'python', label: 'Python requests' },
  { value: 'fetch', label: 'JavaScript fetch' },
  { value: 'undici', label: 'JavaScript undici' },
  { value: 'http', label: '.http file' },
  { value: 'hurl', label: 'Hurl' },
];
const KEPT = 'playjar.code';

/** The request in view as a program that sends it. The format chosen last is there again the next time. */
export function CodeDialog() {
  const close = useWorkspace((state) => state.setOverlay);
  const [format, setFormat] = useState(lastFormat);
  const [secrets, setSecrets] = useState(false);
  const { code, error } = useCode(format, secrets);
  return (
    <DialogSurface
      title="Code of this request"
      isOpen
      onClose={() => close(null)}
      footer={
        <>
          <Button onClick={() => close(null)}>Done</Button>
          <Copy text={code?.text ?? ''} />
        </>
      }
    >
      <div className="flex flex-col gap-3 p-4">
        <Select
          label="As"
          className="max-w-64"
          options={FORMATS}
          value={format}
          onChange={({ target }) => {
            const chosen = FORMATS.find(({ value }) => value === target.value)?.value ?? 'curl';
            setFormat(chosen);
            localStorage.setItem(KEPT, chosen);
          }}
        />
        {error ? <FieldError>{error}</FieldError> : null}
        <TextArea mono readOnly label="Code" rows={10} wrap="off" value={code?.text ?? ''} />
        <Checkbox
          label="With the secrets in it"
          hint="Without, what looks like a secret is read from the environment or asked for."
          checked={secrets}
          onChange={({ target }) => setSecrets(target.checked)}
        />
        <p className="text-muted text-sm">
          It sends the session’s headers, params and auth too, but no cookies of its jar.
        </p>
        <WarningList label="What is missing" warnings={code?.warnings ?? []} />
      </div>
    </DialogSurface>
  );
}

/** What most come for: the code in the clipboard. */
function Copy({ text }: { text: string }) {
  const [copied, setCopied] = useState<string | null>(null);
  const done = copied !== null && copied === text;
  const Icon = done ? Check : CopyIcon;
  return (
    <Button
      variant="primary"
      aria-disabled={text === ''}
      icon={<Icon aria-hidden="true" className="size-4" />}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(text))}
      className="min-w-24"
    >
      {done ? 'Copied' : 'Copy'}
    </Button>
  );
}

function lastFormat(): CodeInput['format'] {
  const kept = localStorage.getItem(KEPT);
  return FORMATS.find(({ value }) => value === kept)?.value ?? 'curl';
}

interface Answer {
  code?: { text: string; warnings: string[] };
  error?: string;
}

/** Asks again for each choice; what was there before stays until the answer comes. */
function useCode(format: CodeInput['format'], secrets: boolean): Answer {
  const draft = useActiveDraft();
  const sessionId = useWorkspace((state) => state.sessionId);
  const [answer, setAnswer] = useState<Answer>({});
  useEffect(() => {
    let left = false;
    const written = specOf({ ...draft, url: wholeUrl(draft.url) }).then((request) =>
      settle(writeRequest({ request, sessionId, format, secrets })),
    );
    written.then(
      (code) => left || setAnswer({ code }),
      (error: unknown) => left || setAnswer({ error: sentenceOf(error) }),
    );
    return () => {
      left = true;
    };
  }, [draft, sessionId, format, secrets]);
  return answer;
}
