'use client';
import Image from 'next/image';
import { useEffect, useMemo } from 'react';
import type { ReceivedResponse } from '@/lib/model/exchange';
import { EmptyState } from '@/components/ui/empty-state';
import { useBodyBytes } from './body-bytes';
import { mediaTypeOf, type BodyShape } from './body-kind';

export interface BodyMediaProps {
  response: ReceivedResponse;
  exchangeId: string | null;
  shape: BodyShape;
}

/**
 * Pictures, sound, film and PDF, from the bytes that came: the browser is told their type by us, so that none of them
 * can be run as a page.
 */
export function BodyMedia({ response, exchangeId, shape }: BodyMediaProps) {
  const { bytes, failed } = useBodyBytes(response, exchangeId);
  const type = shape === 'pdf' ? 'application/pdf' : mediaTypeOf(response);
  const url = useMemo(() => (bytes ? URL.createObjectURL(new Blob([bytes], { type })) : null), [bytes, type]);
  useEffect(() => () => (url === null ? undefined : URL.revokeObjectURL(url)), [url]);
  if (failed)
    return (
      <EmptyState title="Not loaded">The body could not be loaded. Try again, or download it.</EmptyState>
    );
  if (url === null) return <div aria-busy="true" className="min-h-0 flex-1" />;
  if (shape === 'pdf')
    return <iframe title="The PDF that came" src={url} className="min-h-0 w-full flex-1" />;
  return (
    <div className="scroll-thin flex min-h-0 flex-1 items-start justify-start overflow-auto p-4">
      <Medium shape={shape} url={url} />
    </div>
  );
}

function Medium({ shape, url }: { shape: BodyShape; url: string }) {
  if (shape === 'audio')
    return <audio controls src={url} aria-label="The sound that came" className="w-full max-w-xl" />;
  if (shape === 'video') {
    return <video controls src={url} aria-label="The film that came" className="max-h-full max-w-full" />;
  }
  return (
    // Unoptimised: our image service must never fetch or see strangers' bytes.
    <Image
      unoptimized
      src={url}
      alt="The image that came"
      width={0}
      height={0}
      className="h-auto w-auto max-w-full"
    />
  );
}
