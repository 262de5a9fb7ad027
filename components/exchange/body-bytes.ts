'use client';
import { useEffect, useState } from 'react';
import type { ReceivedResponse } from '@/lib/model/exchange';
import { bodyUrl } from './live';

/** The bytes as they came, content codings undone; null until they are here. */
export function useBodyBytes(
  response: ReceivedResponse,
  exchangeId: string | null,
): { bytes: Uint8Array<ArrayBuffer> | null; failed: boolean } {
  const [state, setState] = useState<{ bytes: Uint8Array<ArrayBuffer> | null; failed: boolean }>({
    bytes: null,
    failed: false,
  });
  useEffect(() => {
    let left = false;
    readBytes(response, exchangeId).then(
      (bytes) => left || setState({ bytes, failed: false }),
      () => left || setState({ bytes: bytesHere(response), failed: true }),
    );
    return () => {
      left = true;
    };
  }, [response, exchangeId]);
  return state;
}

/** A public page has no bytes but those that are in its record. */
async function readBytes(
  response: ReceivedResponse,
  exchangeId: string | null,
): Promise<Uint8Array<ArrayBuffer>> {
  if (exchangeId === null) return bytesHere(response);
  const answer = await fetch(bodyUrl(exchangeId));
  if (!answer.ok) throw new Error(String(answer.status));
  return new Uint8Array(await answer.arrayBuffer());
}

function bytesHere({ body: { base64, text = '' } }: ReceivedResponse): Uint8Array<ArrayBuffer> {
  if (base64 === undefined) return new TextEncoder().encode(text);
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
