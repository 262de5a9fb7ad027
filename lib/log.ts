import 'server-only';
import pino, { type Logger } from 'pino';

let root: Logger | undefined;

/** The process's log: one JSON line an event on stderr. Never given a request, a response or a cookie. */
export function logger(): Logger {
  return (root ??= pino({ name: 'playjar', level: process.env['LOG_LEVEL'] ?? 'info' }, pino.destination(2)));
}
