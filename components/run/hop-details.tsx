'use client';
import { Comments } from '@/components/comment/comments-door';
import { HeaderTable } from '@/components/exchange/header-table';
import type { ShownHop } from '@/components/exchange/hops';
import { LedgerTable } from '@/components/exchange/ledger-table';
import { TabPanel, Tabs } from '@/components/ui/tabs';
import { bodyShape } from '@/components/exchange/body-kind';
import type { RequestSpec } from '@/lib/model/request-spec';
import { BodyText } from './body-text';
import { PlannedRequest } from './planned-request';

export type HopTab = 'response' | 'sent' | 'cookies' | 'asked';

export interface HopDetailsProps {
  exchangeId: string;
  hop: ShownHop;
  request: RequestSpec;
  tab: HopTab;
  onTab: (tab: HopTab) => void;
  /** where the whole response body can be had, for the last hop of a member's own run */
  href?: string | undefined;
}

/** One hop: its response, the request as it went over the wire, its cookies, and what had been asked for. */
export function HopDetails({ exchangeId, hop, request, tab, onTab, href }: HopDetailsProps) {
  const { sent, stored, removed, rejected } = hop.cookies;
  const items = [
    { id: 'response', label: 'Response' },
    { id: 'sent', label: 'As sent' },
    {
      id: 'cookies',
      label: 'Cookies',
      badge: sent.length + stored.length + removed.length + rejected.length || '',
    },
    { id: 'asked', label: 'As asked' },
  ] as const;
  return (
    <div className="bg-raised min-w-0 rounded border">
      <div className="flex items-center border-b pr-2">
        <Tabs
          label="What to look at"
          prefix="step-part"
          items={items}
          selected={tab}
          onSelect={onTab}
          className="flex-1 px-1"
        />
        <Comments pin={{ on: 'hop', exchangeId, hop: hop.number }} of={`hop ${hop.number}`} />
      </div>
      <TabPanel prefix="step-part" id={tab}>
        <Content exchangeId={exchangeId} hop={hop} request={request} tab={tab} href={href} />
      </TabPanel>
    </div>
  );
}

function Content({ exchangeId, hop, request, tab, href }: Omit<HopDetailsProps, 'onTab'>) {
  if (tab === 'cookies') return <LedgerTable ledger={hop.cookies} hop={hop.number} exchangeId={exchangeId} />;
  if (tab === 'asked')
    return (
      <div className="p-3">
        <PlannedRequest request={request} />
      </div>
    );
  if (tab === 'sent') {
    return (
      <>
        <p className="border-b px-3 py-1.5 font-mono text-sm wrap-anywhere">
          <b>{hop.request.method}</b> {hop.request.url}
        </p>
        <HeaderTable caption="Request headers as sent" headers={hop.request.headers} />
        {hop.request.body.size > 0 ? (
          <div className="border-t">
            <BodyText body={hop.request.body} json={false} label="Request body as sent" />
          </div>
        ) : null}
      </>
    );
  }
  if (!hop.response) return <p className="text-muted px-3 py-2 text-sm">No response came.</p>;
  return (
    <>
      <BodyText
        body={hop.response.body}
        json={bodyShape(hop.response) === 'json'}
        label="Response body"
        href={href}
      />
      <details className="border-t">
        <summary className="text-muted hover:text-ink px-3 py-1.5 text-sm">
          Headers <span className="text-faint">{hop.response.headers.length}</span>
        </summary>
        <HeaderTable caption="Response headers" headers={hop.response.headers} />
      </details>
    </>
  );
}
