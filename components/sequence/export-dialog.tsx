'use client';
import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { FieldError } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextArea } from '@/components/ui/text-field';
import { WarningList } from '@/components/ui/warning-list';
import { exportSequence } from '@/lib/actions/interchange';
import type { ExportedFile, ExportFormat } from '@/lib/model/interchange';
import type { Sequence } from '@/lib/model/sequence';

const FORMATS: readonly { value: ExportFormat; label: string }[] = [
  { value: 'python', label: 'Python requests' },
  { value: 'curl', label: 'curl, as a bash script' },
  { value: 'fetch', label: 'JavaScript fetch' },
  { value: 'undici', label: 'JavaScript undici' },
  { value: 'hurl', label: 'Hurl' },
  { value: 'http', label: '.http file' },
  { value: 'har', label: 'HAR of the last run' },
  { value: 'postman', label: 'Postman collection' },
  { value: 'arazzo', label: 'Arazzo workflow' },
  { value: 'json', label: 'Playjar JSON, for playjar run' },
];

/** A sequence in another tool's format, to copy or to download. Secrets are not in it. */
export function ExportDialog({ sequence, onClose }: { sequence: Sequence; onClose: () => void }) {
  const [format, setFormat] = useState<ExportFormat>('python');
  const { file, error } = useExport(sequence.id, format);
  return (
    <Dialog
      title={`Export “${sequence.name}”`}
      isOpen
      onClose={onClose}
      footer={
        <>
          {file ? <CopyButton text={file.text} label="Copy the export" /> : null}
          <Button
            icon={<Download aria-hidden="true" className="size-4" />}
            aria-disabled={!file}
            onClick={() => file && download(file)}
          >
            Download
          </Button>
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 p-4">
        <Select
          label="As"
          className="max-w-64"
          options={FORMATS}
          value={format}
          onChange={(event) => setFormat(event.target.value as ExportFormat)}
        />
        {error ? <FieldError>{error}</FieldError> : null}
        <TextArea
          mono
          readOnly
          label={file?.fileName ?? 'The export'}
          rows={16}
          wrap="off"
          value={file?.text ?? ''}
        />
        <p className="text-muted text-sm">
          Values that look like secrets are not in it: it asks for them, or reads them from the environment.
        </p>
        <WarningList label="What is missing" warnings={file?.warnings ?? []} />
      </div>
    </Dialog>
  );
}

/** Asks again for each format; the last answer that was asked for counts. */
function useExport(id: string, format: ExportFormat): { file: ExportedFile | null; error: string | null } {
  const [answer, setAnswer] = useState<{
    format: ExportFormat;
    file: ExportedFile | null;
    error: string | null;
  }>();
  useEffect(() => {
    let left = false;
    settle(exportSequence(id, format)).then(
      (file) => left || setAnswer({ format, file, error: null }),
      (error: unknown) => left || setAnswer({ format, file: null, error: sentenceOf(error) }),
    );
    return () => {
      left = true;
    };
  }, [id, format]);
  return answer?.format === format ? answer : { file: null, error: null };
}

function download({ fileName, mediaType, text }: ExportedFile): void {
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
