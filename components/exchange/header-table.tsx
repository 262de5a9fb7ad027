import type { Pairs } from '@/lib/model/pairs';

/** Headers as they went over the wire: order, case and repeats kept. */
export function HeaderTable({ caption, headers }: { caption: string; headers: Pairs }) {
  if (headers.length === 0) return <p className="text-faint px-3 py-1.5 text-sm">No headers</p>;
  return (
    <table className="w-full table-fixed border-collapse text-left">
      <caption className="sr-only">{caption}</caption>
      <colgroup>
        <col className="w-2/5 md:w-56" />
        <col />
      </colgroup>
      <tbody className="font-mono text-sm">
        {headers.map(([name, value], index) => (
          <tr key={index} className="hover:bg-hover/60 border-b last:border-b-0">
            <th scope="row" className="text-muted px-3 py-1 align-top leading-5 font-normal wrap-anywhere">
              {name}
            </th>
            <td className="px-3 py-1 align-top leading-5 wrap-anywhere whitespace-pre-wrap">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
