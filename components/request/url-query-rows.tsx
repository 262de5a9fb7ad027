'use client';
import { Pencil } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import { useDrafts, useDraftStore } from './draft-store';
import { decoded, splitQuery } from './split-query';
import { takeQuery } from './use-paste';
import { wholeUrl } from './whole-url';

/** The params that stand in the URL itself, dimmed; where rows can say the same they can be taken out of it. */
export function UrlQueryRows({ draftId }: { draftId: string }) {
  const drafts = useDraftStore();
  const url = useDrafts((state) => state.drafts.find(({ id }) => id === draftId)?.url ?? '');
  const pairs = (/\?([^#]*)/.exec(url)?.[1] ?? '').split('&').filter(Boolean);
  const canBeRows = splitQuery(wholeUrl(url)) !== null;
  return pairs.map((pair, index) => {
    const [name = '', ...value] = pair.split('=');
    return (
      <tr key={index} className="text-faint hover:bg-hover/40 h-7 border-b max-md:h-10">
        <td />
        <th scope="row" className="field-mono truncate border-l px-2 text-left font-normal">
          {decoded(name)}
        </th>
        <td className="border-l px-2">
          <span className="flex items-center gap-2">
            <span className="field-mono min-w-0 flex-1 truncate" title={decoded(value.join('='))}>
              {decoded(value.join('='))}
            </span>
            <span className="shrink-0 text-sm">
              <span className="max-md:hidden">in the </span>URL
            </span>
            {canBeRows && index === 0 ? (
              <IconButton
                label="Edit the URL’s params as rows"
                onClick={() => takeQuery(drafts, draftId, wholeUrl(url))}
              >
                <Pencil aria-hidden="true" className="size-3.5" />
              </IconButton>
            ) : (
              <span className="w-6 shrink-0" />
            )}
          </span>
        </td>
        <td />
      </tr>
    );
  });
}
