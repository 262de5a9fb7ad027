import type { Cookie } from '@/lib/model/cookie';
import type { Ledger } from '@/lib/model/exchange';

export type Fate = 'sent' | 'withheld' | 'stored' | 'rejected' | 'removed';

/** One line of the ledger in words. */
export interface LedgerRow {
  fate: Fate;
  cookie: string;
  detail: string;
  rule: string;
}

/** Where a cookie goes, in words. */
function placeOf({ domain, path }: { domain: string; path: string }): string {
  return domain === '' ? `every host, path ${path}` : `${domain}, path ${path}`;
}

/** The attributes of a stored cookie as its Set-Cookie line would say them. */
function attributesOf(cookie: Cookie): string {
  return [
    cookie.httpOnly ? 'HttpOnly' : '',
    cookie.secure ? 'Secure' : '',
    cookie.sameSite ? `SameSite=${cookie.sameSite.charAt(0).toUpperCase()}${cookie.sameSite.slice(1)}` : '',
    cookie.partitioned ? 'Partitioned' : '',
    cookie.hostOnly ? 'host-only' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** An ISO time to the minute, as UTC. */
function inWords(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}

/** The ledger of one hop as lines, in the order in which things happen. */
export function ledgerRows(ledger: Ledger): LedgerRow[] {
  return [
    ...ledger.sent.map((cookie): LedgerRow => ({
      fate: 'sent',
      cookie: `${cookie.name}=${cookie.value}`,
      detail: placeOf(cookie),
      rule: '',
    })),
    ...ledger.withheld.map((cookie): LedgerRow => ({
      fate: 'withheld',
      cookie: cookie.name,
      detail: cookie.reason,
      rule: cookie.rule,
    })),
    ...ledger.stored.map((cookie): LedgerRow => ({
      fate: 'stored',
      cookie: `${cookie.name}=${cookie.value}`,
      detail: [
        placeOf(cookie),
        attributesOf(cookie),
        cookie.expires ? `expires ${inWords(cookie.expires)}` : 'until the session ends',
      ]
        .filter(Boolean)
        .join(' · '),
      rule: '',
    })),
    ...ledger.rejected.map((cookie): LedgerRow => ({
      fate: 'rejected',
      cookie: cookie.setCookie,
      detail: cookie.reason,
      rule: cookie.rule,
    })),
    ...ledger.removed.map((cookie): LedgerRow => ({
      fate: 'removed',
      cookie: cookie.name,
      detail: placeOf(cookie),
      rule: '',
    })),
  ];
}
