import type { RequestSpecInput } from '@/lib/model/request-spec';
import type { SocketInput, SocketScript, SocketUntil } from '@/lib/model/socket';
import { Refusal } from '@/components/shell/outcome';
import { freshId, type Draft, type MessageRow, type SocketDraft } from './draft';

export function newMessage(text = '', base64: string | null = null): MessageRow {
  return { id: freshId(), on: true, text, base64 };
}

/** True when the request opens a WebSocket, as far as its URL or its messages tell. */
export function isSocket({ url, socket }: Pick<Draft, 'url' | 'socket'>): boolean {
  if (/^\s*\{\{/.test(url)) return socket.messages.length > 0;
  return /^\s*wss?:/i.test(url);
}

/** Opens stored messages for editing. */
export function socketDraft(script: RequestSpecInput['socket']): Partial<SocketDraft> {
  if (!script) return {};
  const { messages = [], subprotocols = [], until, close } = script;
  return {
    messages: messages.map((message) =>
      'text' in message ? newMessage(message.text) : newMessage('', message.base64),
    ),
    subprotocols: subprotocols.join(', '),
    stays: until === null,
    count: typed(until?.count),
    contains: until?.contains ?? '',
    idle: typed(until?.idle),
    time: typed(until?.time),
    ...(close && { close }),
  };
}

/**
 * The messages of a draft and when it closes, as they are sent.
 * @throws Refusal naming the condition that is no number
 */
export function socketOf(socket: SocketDraft): SocketScript {
  const messages = socket.messages.filter(({ on }) => on).map(inputOf);
  const subprotocols = socket.subprotocols
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const until = socket.stays ? null : untilOf(socket);
  return {
    ...(messages.length > 0 && { messages }),
    ...(subprotocols.length > 0 && { subprotocols }),
    ...(until !== undefined && { until }),
    ...(socket.close && { close: socket.close }),
  };
}

function inputOf({ text, base64 }: MessageRow): SocketInput {
  return base64 === null ? { text } : { base64 };
}

function untilOf({ count, contains, idle, time }: SocketDraft): SocketUntil | undefined {
  const until = {
    ...numberOf('count', count, 'The number of messages is a whole number.'),
    ...(contains !== '' && { contains }),
    ...numberOf('idle', idle, 'Silence is in seconds.'),
    ...numberOf('time', time, 'The time is in seconds.'),
  };
  return Object.keys(until).length > 0 ? until : undefined;
}

function numberOf(name: 'count' | 'idle' | 'time', text: string, message: string): SocketUntil {
  if (text.trim() === '') return {};
  const value = Number(text.trim());
  const fits = name === 'count' ? Number.isInteger(value) && value >= 0 : value > 0;
  if (!fits) throw new Refusal(message, [{ path: 'socket', message }]);
  return { [name]: value };
}

function typed(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}
