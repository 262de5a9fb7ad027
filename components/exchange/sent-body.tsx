import type { WireBody } from '@/lib/model/exchange';
import { formatBytes } from '@/components/ui/quantity';

const SHOWN = 4000;

/** The body of a request as it left, its beginning at least. */
export function SentBody({ body }: { body: WireBody }) {
  if (body.size === 0) return null;
  const text = body.text?.slice(0, SHOWN);
  return (
    <div className="border-t px-3 py-2">
      <p className="text-faint text-sm">
        Body, {formatBytes(body.size)}
        {text !== undefined && (body.text?.length ?? 0) > SHOWN ? ', its beginning' : ''}
        {body.truncated ? '. Truncated: only its beginning was kept in the history.' : ''}
      </p>
      {text ? <pre className="mt-1 font-mono text-sm wrap-anywhere whitespace-pre-wrap">{text}</pre> : null}
    </div>
  );
}
