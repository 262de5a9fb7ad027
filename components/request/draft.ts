import type { RequestSpecInput } from '@/lib/model/request-spec';
import type { Extract } from '@/lib/model/sequence';
import type { SocketScript } from '@/lib/model/socket';
import type { CheckDraft } from '@/components/sequence/sequence-draft';
import { EMPTY_AUTH, type AuthDraft } from './auth-draft';
import type { ConnectionDraft } from './connection-draft';
import type { ShelfFile } from './file-shelf';

/** A row of a name/value table. `value: null` takes the session's row of that name away for this request. */
export interface Row {
  id: string;
  on: boolean;
  name: string;
  value: string | null;
}
/** A part of a multipart body: text, or a file on the shelf. */
export interface PartRow {
  id: string;
  on: boolean;
  name: string;
  value: string;
  kind: 'text' | 'file';
  file: ShelfFile | null;
}

/** A message to send over a WebSocket; bytes that came from elsewhere are kept as they are. */
export interface MessageRow {
  id: string;
  on: boolean;
  text: string;
  base64: string | null;
}
/** What a ws:// request says and when it closes; conditions as typed, empty ones do not count. */
export interface SocketDraft {
  messages: MessageRow[];
  subprotocols: string;
  /** open until someone closes it */
  stays: boolean;
  count: string;
  contains: string;
  idle: string;
  time: string;
  close?: NonNullable<SocketScript['close']>;
}
export const EMPTY_SOCKET: SocketDraft = {
  messages: [],
  subprotocols: '',
  stays: true,
  count: '',
  contains: '',
  idle: '',
  time: '',
};

export type BodyKind = 'none' | 'json' | 'form' | 'multipart' | 'text' | 'graphql' | 'binary' | 'kept';
/** A request as it is being typed: every editor keeps its own text, also while another one is chosen. */
export interface Draft extends ConnectionDraft {
  id: string;
  title: string;
  method: string;
  url: string;
  params: Row[];
  headers: Row[];
  bodyKind: BodyKind;
  json: string;
  text: string;
  contentType: string;
  /** the query, and its variables as JSON */
  graphql: string;
  graphqlVariables: string;
  form: Row[];
  parts: PartRow[];
  file: ShelfFile | null;
  socket: SocketDraft;
  auth: AuthDraft;
  /** seconds as typed; empty: as the session says */
  timeout: string;
  redirects: 'inherit' | 'on' | 'off';
  maxRedirects: string;
  sendCookies: boolean;
  storeCookies: boolean;
  /** what a step made of it takes from the response, and what it checks */
  extract: Extract[];
  assert: CheckDraft[];
  /** parts of an opened request that have no editor here yet; sent as they are */
  kept: Partial<RequestSpecInput>;
  /** the last send of this tab */
  exchangeId: string | null;
  /** the saved request that this tab was opened from or kept as */
  savedId: string | null;
  /** its version, and as JSON what saving it unchanged would have written; the text is null where it was too long to keep */
  basis: { version: number; text: string | null } | null;
}

let counter = 0;
/** An id that is unique among what this browser keeps. */
export function freshId(): string {
  counter += 1;
  return `${Date.now().toString(36)}${counter.toString(36)}${Math.random().toString(36).slice(2, 6)}`;
}

export function newRow(name = '', value: string | null = ''): Row {
  return { id: freshId(), on: true, name, value };
}

export function newDraft(id: string = freshId()): Draft {
  return {
    id,
    title: '',
    method: 'GET',
    url: '',
    params: [],
    headers: [],
    bodyKind: 'none',
    json: '',
    text: '',
    contentType: '',
    graphql: '',
    graphqlVariables: '',
    form: [],
    parts: [],
    file: null,
    socket: EMPTY_SOCKET,
    auth: EMPTY_AUTH,
    timeout: '',
    redirects: 'inherit',
    maxRedirects: '',
    proxies: [],
    noProxy: '',
    verify: 'inherit',
    ca: '',
    clientCert: '',
    clientKey: '',
    http2: 'inherit',
    sendCookies: true,
    storeCookies: true,
    extract: [],
    assert: [],
    kept: {},
    exchangeId: null,
    savedId: null,
    basis: null,
  };
}

/** The id of the tab that is there before anyone opened one. */
export const FIRST_DRAFT = 'first';

/** What the very first request asks for, so that a newcomer can press Send at once: three hops, each with a cookie. */
export function firstUrl(): string {
  return typeof location === 'undefined' ? '' : `${location.origin}/practice/redirect/3`;
}

/** True while nothing was typed, so that closing or reusing the tab loses nothing. */
export function isBlank(draft: Draft): boolean {
  const { id, url, params, headers, json, text, graphql, form, parts, file, socket, exchangeId } = draft;
  const untouched = !url || (id === FIRST_DRAFT && exchangeId === null && url === firstUrl());
  return (
    untouched &&
    !json &&
    !text &&
    !graphql &&
    !file &&
    [params, headers, form, parts, socket.messages].every((rows) => rows.length === 0)
  );
}

/** What a tab is called: its own title, else the last part of the path (two when it is as short as a number), else the host. */
export function titleOf(draft: Pick<Draft, 'title' | 'url'>): string {
  if (draft.title) return draft.title;
  const path = draft.url.replace(/^[a-z]+:\/\//i, '').replace(/[?#].*$/, '');
  const parts = path.split('/').filter(Boolean);
  const last = parts.at(-1) ?? 'New request';
  return last.length < 3 && parts.length > 2 ? parts.slice(-2).join('/') : last;
}
