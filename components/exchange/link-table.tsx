type Link = Record<string, string>;

/** What a response's Link header names, as `response.links` of requests has it: for each its relation, address and the rest. */
export function LinkTable({ links, base }: { links: readonly Link[]; base: string }) {
  return (
    <section aria-label="Links" className="border-t">
      <h3 className="px-3 pt-3 pb-1 font-semibold">Links</h3>
      <table className="w-full table-fixed border-collapse text-left">
        <caption className="sr-only">Links of the Link header</caption>
        <colgroup>
          <col className="w-2/5 md:w-56" />
          <col />
        </colgroup>
        <tbody className="font-mono text-sm">
          {links.map(({ url = '', rel, ...rest }, index) => (
            <tr key={index} className="hover:bg-hover/60 border-b last:border-b-0">
              <th scope="row" className="text-muted px-3 py-1 align-top leading-5 font-normal wrap-anywhere">
                {rel ?? 'no rel'}
              </th>
              <td className="px-3 py-1 align-top leading-5 wrap-anywhere">
                {absolute(url, base)}
                <Rest fields={rest} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Rest({ fields }: { fields: Link }) {
  const words = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  return words.length === 0 ? null : <span className="text-muted block">{words.join(' · ')}</span>;
}

/** Where it leads from this response (RFC 8288 §3.1); as it stands when it cannot be read. */
function absolute(url: string, base: string): string {
  try {
    return new URL(url, base).href;
  } catch {
    return url;
  }
}
