import { describe, expect, it } from 'vitest';
import { newsOf } from '@/components/shell/news';
import { parseLayout } from '@/components/shell/view-cookies';
import type { WorkspaceData } from '@/components/shell/workspace-store';
import { SavedRequestInput } from '@/lib/model/saved-request';
import { SessionSettings, type Session } from '@/lib/model/session';

const AT = '2026-01-01T00:00:00.000Z';

const session = (id: string, name: string, version: number, createdAt = AT): Session => ({
  ...SessionSettings.parse({}),
  ...{ id, name, version, createdAt, updatedAt: AT, isShared: false, isOwn: true, cookieCount: 0 },
});
const request = (id: string, name: string, version: number) => ({
  ...SavedRequestInput.parse({ name, spec: { url: 'http://shop.test/' }, extract: [], assert: [] }),
  ...{ id, version, createdAt: AT, updatedAt: AT },
});
const page = (part: Partial<WorkspaceData>): WorkspaceData => ({
  ...{ workspaceId: 'w', madeAt: AT, isTeam: false, http2Works: true, sessions: [], savedRequests: [] },
  ...{ sequences: [], history: [], sessionId: null, environments: [], environmentId: null },
  arrangement: { sessions: [], sequences: [], requests: [], folders: [] },
  layout: parseLayout(undefined),
  ...part,
});
const names = (list?: readonly { name: string }[]) => list?.map(({ name }) => name);

describe('what a page takes over of one that the server rendered', () => {
  it('is not what was read before a save that it has the answer to', () => {
    const now = page({
      sessions: [session('a', 'alice', 2)],
      savedRequests: [request('r', 'orders', 3)],
      sessionId: 'a',
    });
    const read = page({
      sessions: [session('a', 'session', 1), session('b', 'bob', 1)],
      savedRequests: [request('r', 'cart', 2)],
      sessionId: 'a',
    });
    const news = newsOf(read, now);
    expect(names(news.sessions)).toEqual(['alice', 'bob']);
    expect(names(news.savedRequests)).toEqual(['orders']);
    const later = newsOf({ ...read, sessions: [session('a', 'ann', 3)] }, now);
    expect(names(later.sessions)).toEqual(['ann']);
  });

  it('leaves the session in use, when it was read before that one was made', () => {
    const now = page({ sessions: [session('n', 'new', 1, '2026-01-02T00:00:00.000Z')], sessionId: 'n' });
    const news = newsOf(page({ sessions: [session('a', 'alice', 1)], sessionId: 'a' }), now);
    expect(names(news.sessions)).toEqual(['alice', 'new']);
    expect(news).not.toHaveProperty('sessionId');
  });
});
