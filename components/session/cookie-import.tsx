'use client';
import { useRef, useState } from 'react';
import { sentenceOf } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { TextArea, TextField } from '@/components/ui/text-field';
import { WarningList } from '@/components/ui/warning-list';

export interface CookieImportProps {
  /** @throws Refusal with a sentence; answers what was passed over */
  onImport: (text: string, domain: string) => Promise<string[]>;
  onClose: () => void;
}

const isHeader = (text: string) => !/^\s*[[{#]/.test(text) && !text.includes('\t');

/** Takes cookies in from a text or a file. */
export function CookieImport({ onImport, onClose }: CookieImportProps) {
  const [text, setText] = useState('');
  const [domain, setDomain] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [warnings, setWarnings] = useState<readonly string[]>([]);
  const file = useRef<HTMLInputElement>(null);

  async function take() {
    setError(null);
    try {
      const passedOver = await onImport(text, domain);
      if (passedOver.length === 0) onClose();
      setWarnings(passedOver);
    } catch (reason) {
      setError(sentenceOf(reason));
    }
  }
  return (
    <form
      aria-label="Import cookies"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void take();
      }}
      className="bg-ground flex flex-col gap-3 border-b p-3"
    >
      <h3 className="font-semibold">Import cookies</h3>
      <TextArea
        label="JSON, cookies.txt or a Cookie: header"
        mono
        rows={6}
        autoFocus
        placeholder={'Cookie: sid=4be…; theme=dark'}
        value={text}
        error={error}
        onChange={(event) => setText(event.target.value)}
      />
      {isHeader(text) ? (
        <TextField
          label="Domain of a header’s cookies"
          mono
          className="max-w-96"
          placeholder="shop.test"
          hint="A Cookie: header does not say whose its cookies are. Empty: they go to every host."
          value={domain}
          onChange={(event) => setDomain(event.target.value)}
        />
      ) : null}
      {warnings.length > 0 ? (
        <div role="status">
          <p className="font-semibold">Imported, but for these:</p>
          <WarningList warnings={warnings} />
        </div>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" aria-disabled={text.trim() === ''}>
          Import
        </Button>
        <Button onClick={() => file.current?.click()}>Choose a file…</Button>
        <input
          ref={file}
          type="file"
          hidden
          accept=".json,.txt,application/json,text/plain"
          onChange={(event) => void event.target.files?.[0]?.text().then(setText)}
        />
        <Button variant="quiet" onClick={onClose}>
          {warnings.length > 0 ? 'Done' : 'Cancel'}
        </Button>
      </div>
      {text.length > 2_000_000 ? <FieldError>Take less than 2 MB at once.</FieldError> : null}
    </form>
  );
}
