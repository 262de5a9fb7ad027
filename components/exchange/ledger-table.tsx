import clsx from 'clsx';
import { Comments, useCommenting } from '@/components/comment/comments-door';
import type { Ledger } from '@/lib/model/exchange';
import { ledgerRows, type Fate } from './ledger-rows';

const COLOUR: Record<Fate, string> = {
  sent: 'text-moved',
  withheld: 'text-muted',
  stored: 'text-good',
  replaced: 'text-good',
  rejected: 'text-bad',
  removed: 'text-warn',
};
const SIGN: Record<Fate, string> = {
  sent: '↑',
  withheld: '·',
  stored: '+',
  replaced: '→',
  rejected: '×',
  removed: '−',
};

export interface LedgerTableProps {
  ledger: Ledger;
  /** counts from 1 */
  hop: number;
  /** null where it is not stored as one of this workspace */
  exchangeId: string | null;
}

/** What became of every cookie that was in question on one hop, and the rule that decided. */
export function LedgerTable({ ledger, hop, exchangeId }: LedgerTableProps) {
  const commenting = useCommenting() && exchangeId !== null;
  const rows = ledgerRows(ledger);
  if (rows.length === 0) return <p className="text-faint px-3 py-1.5 text-sm">No cookie was in question.</p>;
  return (
    <table className="block w-full text-left text-sm md:table md:table-fixed">
      <caption className="sr-only">Cookies of hop {hop}</caption>
      <colgroup>
        <col className="w-24" />
        <col className="w-[38%]" />
        <col />
        {commenting ? <col className="w-12" /> : null}
      </colgroup>
      <thead className="sr-only">
        <tr>
          <th scope="col">What happened</th>
          <th scope="col">Cookie</th>
          <th scope="col">Why and where, and the rule</th>
          {commenting ? <th scope="col">Comments</th> : null}
        </tr>
      </thead>
      <tbody className="block md:table-row-group">
        {rows.map((row, index) => (
          <tr
            key={index}
            className="hover:bg-hover/60 relative block border-b px-3 py-1 leading-5 last:border-b-0 md:table-row md:p-0"
          >
            <td
              className={clsx(
                'inline-block w-24 align-top whitespace-nowrap md:table-cell md:py-1 md:pl-3',
                COLOUR[row.fate],
              )}
            >
              <span aria-hidden="true" className="inline-block w-4 font-mono">
                {SIGN[row.fate]}
              </span>
              {row.fate}
            </td>
            <td className="block font-mono break-all md:table-cell md:py-1 md:pr-3 md:align-top">
              <span className="line-clamp-2" title={row.cookie}>
                {row.cookie}
              </span>
            </td>
            <td className="text-muted block wrap-anywhere md:table-cell md:py-1 md:pr-3 md:align-top">
              {row.detail}
              {row.rule === '' ? null : <span className="text-faint block">{row.rule}</span>}
            </td>
            {commenting ? (
              <td className="absolute top-0.5 right-3 align-top md:static md:table-cell md:pt-0.5 md:pr-3 md:text-right">
                <Comments
                  pin={{ on: 'cookie', exchangeId, hop, ...row.key }}
                  of={`cookie ${row.key.name} of hop ${hop}`}
                />
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
