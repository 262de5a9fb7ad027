'use client';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { TextArea, TextField } from '@/components/ui/text-field';
import type { CreatedShare } from '@/lib/model/share';

/** The address of a link that was just made. Only its hash is stored, so this is the one time it can be shown. */
export function CreatedLink({ share, onAnother }: { share: CreatedShare; onAnother: () => void }) {
  const { url, mode } = share;
  return (
    <section aria-label="The new link" className="bg-good-wash flex flex-col gap-3 rounded border p-3">
      <p role="status" className="text-good font-semibold">
        The link is made. Copy it now: it is shown only this once.
      </p>
      <div className="flex items-end gap-2">
        <TextField
          mono
          readOnly
          autoFocus
          label="Link"
          hideLabel
          value={url}
          className="flex-1"
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton text={url} label="Copy link" className="bg-raised size-8 border" />
      </div>
      {mode === 'live' ? null : <EmbedSnippet share={share} />}
      <div className="flex gap-2">
        <a href={url} target="_blank" rel="noreferrer" className="text-accent underline underline-offset-2">
          Open it
        </a>
        <Button size="sm" variant="quiet" className="ml-auto" onClick={onAnother}>
          Make another
        </Button>
      </div>
    </section>
  );
}

/** Five lines for a page of documentation: the player, as tall as what it shows. */
function EmbedSnippet({ share: { url, name } }: { share: CreatedShare }) {
  const snippet = snippetOf(url, name);
  return (
    <details>
      <summary>Put the player into a page</summary>
      <div className="flex flex-col gap-2 pt-2">
        <p className="text-muted">
          It follows the reader’s light or dark system; <code>?theme=light</code> or <code>?theme=dark</code>{' '}
          after <code>/embed</code> settles it.
        </p>
        <div className="flex items-start gap-2">
          <TextArea
            mono
            readOnly
            label="HTML for the page"
            hideLabel
            rows={7}
            value={snippet}
            className="flex-1"
            onFocus={(event) => event.currentTarget.select()}
          />
          <CopyButton text={snippet} label="Copy the HTML" className="bg-raised size-8 border" />
        </div>
      </div>
    </details>
  );
}

function snippetOf(url: string, name: string): string {
  const title = name.replace(/[&"<>]/g, (char) => `&#${char.charCodeAt(0)};`);
  return [
    `<iframe src="${url}/embed" title="${title}" style="width: 100%; height: 30rem; border: 0"></iframe>`,
    '<script>',
    `  addEventListener('message', ({ source, data }) => { for (const frame of document.querySelectorAll('iframe'))`,
    `    if (frame.contentWindow === source && data?.type === 'playjar:height') frame.style.height = data.height + 'px'; })`,
    '</script>',
  ].join('\n');
}
