import type { Pairs } from '@/lib/model/pairs';
import type { SocketMessage } from '@/lib/model/socket';

/** What the server says while a send is under way (`event: progress` of `/live/exchanges/{id}`). */
export type SendEvent =
  | { type: 'hop'; hop: number; method: string; url: string }
  | { type: 'phase'; hop: number; phase: Phase }
  | { type: 'response'; hop: number; status: number; reason: string; headers: Pairs }
  | { type: 'bytes'; hop: number; received: number }
  | { type: 'text'; hop: number; text: string }
  | { type: 'message'; hop: number; message: SocketMessage };
type Phase = 'dns' | 'connect' | 'tls' | 'send' | 'wait' | 'receive';

/** How far a send is. */
export interface SendProgress {
  hop: number;
  url: string;
  phase: Phase | null;
  status: number | null;
  received: number;
  /** the body's text so far, while it comes */
  text: string;
  /** it is a stream of events */
  isStream: boolean;
  /** of a WebSocket, so far */
  messages: readonly SocketMessage[];
}
export const NOT_YET: SendProgress = {
  hop: 0,
  url: '',
  phase: null,
  status: null,
  received: 0,
  text: '',
  isStream: false,
  messages: [],
};

const WORDS: Record<Phase, string> = {
  dns: 'Looking up the host',
  connect: 'Connecting',
  tls: 'Securing the connection',
  send: 'Sending the request',
  wait: 'Waiting for the answer',
  receive: 'Receiving',
};

/** The next state after one event. */
export function advance(progress: SendProgress, event: SendEvent): SendProgress {
  switch (event.type) {
    case 'hop':
      return { ...NOT_YET, hop: event.hop, url: event.url };
    case 'phase':
      return { ...progress, hop: event.hop, phase: event.phase };
    case 'response':
      return { ...progress, hop: event.hop, status: event.status, isStream: isEventStream(event.headers) };
    case 'bytes':
      return { ...progress, hop: event.hop, phase: 'receive', received: event.received };
    case 'text':
      return { ...progress, text: progress.text + event.text };
    case 'message':
      return { ...progress, messages: [...progress.messages, event.message] };
  }
}

function isEventStream(headers: Pairs): boolean {
  return headers.some(
    ([name, value]) => name.toLowerCase() === 'content-type' && /^\s*text\/event-stream\b/i.test(value),
  );
}

export function phaseWords({ phase }: SendProgress): string {
  return phase === null ? 'Starting' : WORDS[phase];
}
