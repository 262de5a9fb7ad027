import { z } from 'zod';
import { Cookie, CookieInput } from '@/lib/model/cookie';
import { RequestSpec } from '@/lib/model/request-spec';
import { SessionCreate, SessionPatch } from '@/lib/model/session';
import { SharingInput } from '@/lib/model/session-sharing';
import * as answers from './answers';
import { nullAsUnset } from './null-as-unset';
import { ListQuery, type Operation } from './operation';

const CookieQuery = z.object({
  domain: z.string().optional(),
  path: z.string().optional(),
  name: z.string().optional(),
});
const ForkBody = z.strictObject({ name: z.string().trim().min(1).max(120).optional() });
const SharingAnswer = z.object({
  isShared: z.boolean(),
  isOwn: z.boolean(),
  handsOver: z.array(z.string()),
});
const CookieList = z.object({ items: z.array(Cookie) });

/** Sessions, their jars, and what is sent through them. */
export const sessionOperations = {
  createSession: {
    id: 'createSession',
    method: 'POST',
    path: '/api/v1/sessions',
    tag: 'Sessions',
    summary: 'Make a session',
    body: nullAsUnset(SessionCreate),
    answer: answers.SessionAnswer,
    status: 201,
  },
  listSessions: {
    id: 'listSessions',
    method: 'GET',
    path: '/api/v1/sessions',
    tag: 'Sessions',
    summary: 'List sessions, newest first',
    query: ListQuery,
    answer: answers.pageOf(answers.SessionAnswer),
  },
  getSession: {
    id: 'getSession',
    method: 'GET',
    path: '/api/v1/sessions/{id}',
    tag: 'Sessions',
    summary: 'Read a session',
    answer: answers.SessionAnswer,
  },
  updateSession: {
    id: 'updateSession',
    method: 'PATCH',
    path: '/api/v1/sessions/{id}',
    tag: 'Sessions',
    summary: 'Replace some of a session’s settings; If-Match: "<version>" guards against a lost race',
    body: SessionPatch,
    answer: answers.SessionAnswer,
  },
  deleteSession: {
    id: 'deleteSession',
    method: 'DELETE',
    path: '/api/v1/sessions/{id}',
    tag: 'Sessions',
    summary: 'Delete a session with its jar and history',
  },
  forkSession: {
    id: 'forkSession',
    method: 'POST',
    path: '/api/v1/sessions/{id}/fork',
    tag: 'Sessions',
    summary: 'Copy a session, its settings and its jar',
    body: ForkBody,
    answer: answers.SessionAnswer,
    status: 201,
  },
  getSharing: {
    id: 'getSharing',
    method: 'GET',
    path: '/api/v1/sessions/{id}/sharing',
    tag: 'Sessions',
    summary: 'Whether a session is shared with the workspace, and what it hands over',
    answer: SharingAnswer,
  },
  setSharing: {
    id: 'setSharing',
    method: 'PUT',
    path: '/api/v1/sessions/{id}/sharing',
    tag: 'Sessions',
    scope: 'share',
    summary: 'Share a session of one’s own, with its jar and history, or take it back',
    body: SharingInput,
    answer: answers.SessionAnswer,
  },
  send: {
    id: 'send',
    method: 'POST',
    path: '/api/v1/sessions/{id}/send',
    tag: 'Exchanges',
    scope: 'send',
    summary:
      'Send a request through a session; a target that fails is an exchange with `error`, and a field that is null is as if left out, but for auth',
    query: z.object({ environment: z.string().max(100).optional() }),
    body: nullAsUnset(RequestSpec),
    answer: answers.ExchangeAnswer,
  },
  listHistory: {
    id: 'listHistory',
    method: 'GET',
    path: '/api/v1/sessions/{id}/history',
    tag: 'Exchanges',
    summary: 'Past exchanges of a session, newest first',
    query: ListQuery,
    answer: answers.pageOf(answers.ExchangeSummaryAnswer),
  },
  getExchange: {
    id: 'getExchange',
    method: 'GET',
    path: '/api/v1/exchanges/{id}',
    tag: 'Exchanges',
    summary: 'Read a past exchange whole',
    answer: answers.ExchangeAnswer,
  },
  listCookies: {
    id: 'listCookies',
    method: 'GET',
    path: '/api/v1/sessions/{id}/cookies',
    tag: 'Cookies',
    summary: 'The jar, expired cookies left out',
    query: CookieQuery,
    answer: CookieList,
  },
  putCookie: {
    id: 'putCookie',
    method: 'POST',
    path: '/api/v1/sessions/{id}/cookies',
    tag: 'Cookies',
    summary: 'Add or replace one cookie',
    body: CookieInput,
    answer: Cookie,
    status: 201,
  },
  replaceCookies: {
    id: 'replaceCookies',
    method: 'PUT',
    path: '/api/v1/sessions/{id}/cookies',
    tag: 'Cookies',
    summary: 'Replace the jar',
    body: z.strictObject({ cookies: z.array(CookieInput).max(3000) }),
    answer: CookieList,
  },
  deleteCookies: {
    id: 'deleteCookies',
    method: 'DELETE',
    path: '/api/v1/sessions/{id}/cookies',
    tag: 'Cookies',
    summary: 'Delete cookies; without a filter, all',
    query: CookieQuery,
  },
} as const satisfies Record<string, Operation>;
