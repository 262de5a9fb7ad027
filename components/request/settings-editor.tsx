'use client';
import type { Session } from '@/lib/model/session';
import { Checkbox } from '@/components/ui/checkbox';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { CertificateFields } from './certificate-fields';
import { inheritedProxies } from './connection-draft';
import type { ListChange } from '@/components/ui/removal';
import type { Draft, Row } from './draft';
import { Http2Field } from './http2-field';
import { InheritedRows } from './inherited-rows';
import { ProxyFields } from './proxy-fields';
import { useFaults } from './send-store';
import { useEdit } from './use-edit';

type Choice = Draft['redirects'];
const choiceOf = (value: string): Choice => (value === 'on' || value === 'off' ? value : 'inherit');

/** How the request is sent, where that differs from the session. */
export function SettingsEditor({ draft, session }: { draft: Draft; session: Session | null }) {
  const edit = useEdit(draft.id);
  const onProxies: ListChange<Row> = (change) => edit(({ proxies }) => ({ proxies: change(proxies) }));
  const faults = useFaults(draft.id);
  return (
    <>
      <div className="grid max-w-160 grid-cols-1 gap-3 p-3 sm:grid-cols-2">
        <TextField
          label="Timeout, seconds"
          inputMode="decimal"
          placeholder={timeoutWords(session)}
          value={draft.timeout}
          error={faults.timeout}
          onChange={(event) => edit({ timeout: event.target.value })}
        />
        <Select
          label="Redirects"
          options={[
            { value: 'inherit', label: 'Follow, as requests does' },
            { value: 'on', label: 'Follow' },
            { value: 'off', label: 'Do not follow' },
          ]}
          value={draft.redirects}
          onChange={(event) => edit({ redirects: choiceOf(event.target.value) })}
        />
        <TextField
          label="Most redirects"
          inputMode="numeric"
          placeholder={`session: ${String(session?.maxRedirects ?? 30)}`}
          value={draft.maxRedirects}
          error={faults.maxRedirects}
          onChange={(event) => edit({ maxRedirects: event.target.value })}
        />
        <Http2Field
          value={draft.http2}
          inherited={session?.http2 ? 'offered' : 'not offered'}
          error={faults.http2}
          onChange={(http2) => edit({ http2 })}
        />
        <Checkbox
          label="Send the session's cookies"
          checked={draft.sendCookies}
          onChange={(event) => edit({ sendCookies: event.target.checked })}
        />
        <Checkbox
          label="Store the cookies that come"
          checked={draft.storeCookies}
          onChange={(event) => edit({ storeCookies: event.target.checked })}
        />
      </div>
      <section aria-label="Proxies" className="border-t">
        <h3 className="px-3 pt-3 pb-1 font-semibold">Proxies</h3>
        <ProxyFields
          draft={draft}
          onChange={edit}
          onProxies={onProxies}
          noProxyHint={
            session?.proxies.no_proxy ? `session: ${session.proxies.no_proxy}` : 'example.com, 10.0.0.0/8'
          }
          error={faults.proxies}
          before={
            <InheritedRows
              rows={draft.proxies}
              inherited={inheritedProxies(session)}
              onChange={onProxies}
              ignoreCase={false}
            />
          }
        />
      </section>
      <section aria-label="Certificates" className="border-t">
        <h3 className="px-3 pt-3 font-semibold">Certificates</h3>
        <CertificateFields draft={draft} onChange={edit} inherited={verifyWords(session)} errors={faults} />
      </section>
    </>
  );
}

function verifyWords(session: Session | null): string {
  if (session?.verify === false) return 'not checked';
  return typeof session?.verify === 'object' ? 'checked by its own authorities' : 'checked';
}

function timeoutWords(session: Session | null): string {
  const timeout = session?.timeout ?? null;
  if (timeout === null) return "the server's own";
  if (typeof timeout === 'number') return `session: ${String(timeout)}`;
  return `session: connect ${String(timeout.connect ?? '–')}, read ${String(timeout.read ?? '–')}`;
}
