import type { EgressPolicy, SendLimits, Transport, WireRequest, WireResponse } from '@/lib/engine/contract';
import { SendFailure } from '@/lib/engine/failure';

/** Ceilings small enough that a test reaches them soon. */
export const LIMITS: SendLimits = {
  urlBytes: 8_192,
  requestHeaderBytes: 32_768,
  requestBodyBytes: 64 * 1024 * 1024,
  uploadBytes: 64 * 1024 * 1024,
  responseHeaderBytes: 32_768,
  responseHeaderLines: 5_000,
  interimResponses: 16,
  contentCodings: 5,
  responseWireBytes: 1024 * 1024,
  responseBodyBytes: 1024 * 1024,
  dnsMs: 1_000,
  connectMs: 1_000,
  firstByteMs: 5_000,
  readMs: 1_000,
  totalMs: 5_000,
  redirects: 30,
  cookiesPerHost: 180,
  cookiesPerSession: 3_000,
  socketMessages: 200,
  socketMessageBytes: 256 * 1024,
  socketBytes: 1024 * 1024,
  socketMs: 5_000,
};
export const OPEN: EgressPolicy = { allowPrivate: true, allow: [], deny: [], self: [], proxies: true };

/** A GET of `url` with the changes given. */
export function wireRequest(url: string, changes: Partial<WireRequest> = {}): WireRequest {
  return {
    method: 'GET',
    url,
    headers: [],
    body: null,
    connectMs: 1_000,
    readMs: 1_000,
    verify: true,
    cert: null,
    proxy: null,
    signal: new AbortController().signal,
    ...changes,
  };
}

/** Sends and gives the response, or the failure that came instead of one. */
export async function outcome(
  transport: Transport,
  request: WireRequest,
  limits: Partial<SendLimits> = {},
): Promise<{ response: WireResponse | null; failure: SendFailure | null }> {
  try {
    const response = await transport.send(request, { ...LIMITS, ...limits }, () => undefined);
    return { response, failure: response.failure };
  } catch (error) {
    if (!(error instanceof SendFailure)) throw error;
    return { response: null, failure: error };
  }
}
