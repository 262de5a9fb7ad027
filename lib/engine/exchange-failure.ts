import type { SendLimits } from './contract';
import { SendFailure } from './failure';
import type { ResponseHeadReader } from './response-head';
import { closedEarly, errorCode, protocolFailure, socketFailure } from './wire-failure';

/** How far an exchange had come when it broke. */
export interface BrokenExchange {
  /** `host:port` */
  where: string;
  secure: boolean;
  limits: SendLimits;
  reader: ResponseHeadReader;
  /** bytes of the body */
  received: number;
}

function cutShort({ reader, where, received }: BrokenExchange, cause: Error): SendFailure {
  const { head } = reader;
  if (!head)
    return closedEarly(
      where,
      reader.started ? 'before its headers were whole' : 'without a byte of an answer',
      cause,
    );
  if (head.contentLength === null)
    return closedEarly(where, 'in the middle of the body. What came before is kept', cause);
  const message = `${where} announced ${head.contentLength} bytes and closed the connection after ${received}. What came is kept.`;
  return new SendFailure('connection_error', message, { reason: 'length_mismatch', cause });
}

/** `rule` is the parser's word for what was broken. */
function brokenRules(rule: string, cause: Error): SendFailure {
  const message = `The response breaks the rules of HTTP/1.1: ${rule}. What came before is kept.`;
  return protocolFailure(message, /chunk/i.test(rule) ? 'bad_chunk' : 'framing', cause);
}

/** An error of the socket or of undici's parser, as the failure a person reads. */
export function exchangeFailure(error: Error, broken: BrokenExchange): SendFailure {
  // What reads a file that is being sent says by itself what is wrong with it.
  if (error instanceof SendFailure) return error;
  const code = errorCode(error);
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    const message = `The response's headers or trailers are longer than the ${broken.limits.responseHeaderBytes} bytes allowed here.`;
    return new SendFailure('headers_too_large', message, { cause: error });
  }
  // undici leaves the parser's code out and says in words what was wrong.
  const parser =
    error.name === 'HTTPParserError' ? (/\((.*)\)/.exec(error.message)?.[1] ?? error.message) : null;
  const short = code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' || code === 'UND_ERR_SOCKET';
  if (short || parser === 'Invalid EOF state') return cutShort(broken, error);
  if (parser === null) return socketFailure(error, broken.where, broken.secure);
  return brokenRules(parser, error);
}
