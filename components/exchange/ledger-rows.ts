import type { Ledger, SentCookie, StoredCookie } from '@/lib/model/exchange';
import { attributesOf, CHANGE_WORDS } from './cookie-words';

export type Fate = 'sent' | 'withheld' | 'stored' | 'replaced' | 'rejected' | 'removed';

/** One line of the ledger in words. */
export interface LedgerRow {
  fate: Fate;
  cookie: string;
  detail: string;
  rule: string;
  /** which cookie it is; of one that was refused the name alone is known */
  key: CookieIdentity;
}

export interface CookieIdentity {
  name: string;
  domain: string;
  path: string;
}

const keyOf = ({ name, domain, path }: CookieIdentity): CookieIdentity => ({ name, domain, path });

/** Where a cookie goes, in words. */
function placeOf({ domain, path }: { domain: string; path: string }): string {
  return domain === '' ? `every host, path ${path}` : `${domain}, path ${path}`;
}

/** An ISO time to the minute, as UTC. */
function inWords(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}

function sentRow(cookie: SentCookie): LedgerRow {
  const ofRequest = 'of this request alone; the session does not keep it';
  return {
    fate: 'sent',
    cookie: `${cookie.name}=${cookie.value}`,
    detail: cookie.from === 'request' ? ofRequest : placeOf(cookie),
    rule: cookie.from === 'request' ? 'R107' : '',
    key: keyOf(cookie),
  };
}

function storedRow(cookie: StoredCookie): LedgerRow {
  const { replaced, expires } = cookie;
  const details = [
    replaced ? changeWords(replaced) : '',
    placeOf(cookie),
    attributesOf(cookie).join(' '),
    expires ? `expires ${inWords(expires)}` : 'until the session ends',
  ];
  return {
    fate: replaced ? 'replaced' : 'stored',
    cookie: `${cookie.name}=${cookie.value}`,
    detail: details.filter(Boolean).join(' · '),
    rule: '',
    key: keyOf(cookie),
  };
}

/** `value was 4be…; expiry and Secure changed too` */
function changeWords({ value, changed }: NonNullable<StoredCookie['replaced']>): string {
  if (changed.length === 0) return 'set again as it was';
  const others = changed.filter((one) => one !== 'value').map((one) => CHANGE_WORDS[one]);
  const old = changed.includes('value') ? [`value was ${value || 'empty'}`] : [];
  return [...old, ...(others.length > 0 ? [`${others.join(' and ')} changed`] : [])].join(', ');
}

/** What stands before the `=` of a line that was refused (RFC 6265 §5.2). */
const nameIn = (setCookie: string): string => setCookie.split(/[=;]/, 1)[0]?.trim() ?? '';

/** The ledger of one hop as lines, in the order in which things happen. */
export function ledgerRows(ledger: Ledger): LedgerRow[] {
  return [
    ...ledger.sent.map(sentRow),
    ...ledger.withheld.map((cookie): LedgerRow => ({
      fate: 'withheld',
      cookie: cookie.name,
      detail: cookie.reason,
      rule: cookie.rule,
      key: keyOf(cookie),
    })),
    ...ledger.stored.map(storedRow),
    ...ledger.rejected.map((cookie): LedgerRow => ({
      fate: 'rejected',
      cookie: cookie.setCookie,
      detail: cookie.reason,
      rule: cookie.rule,
      key: { name: nameIn(cookie.setCookie), domain: '', path: '' },
    })),
    ...ledger.removed.map((cookie): LedgerRow => ({
      fate: 'removed',
      cookie: cookie.name,
      detail: `${cookie.reason} · ${placeOf(cookie)}`,
      rule: cookie.rule,
      key: keyOf(cookie),
    })),
  ];
}
