'use client';
import { useEffect } from 'react';
import { Mark } from '@/components/shell/mark';
import type { SharedPageProps } from './shared-page';
import { SharedSequence } from './shared-sequence';

/** The player alone, inside another site's page. */
export function EmbeddedPage({ token, shared, pass }: SharedPageProps) {
  return (
    <main className="bg-raised flex min-w-0 flex-col gap-4 border p-4">
      <header className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h1 className="text-lg font-semibold wrap-anywhere">{shared.name}</h1>
        <a
          href={`/s/${encodeURIComponent(token)}`}
          target="_blank"
          rel="noreferrer"
          className="text-muted hover:text-ink flex items-center gap-1.5 text-sm underline underline-offset-2"
        >
          <Mark className="text-accent size-4" />
          Open in Playjar
        </a>
      </header>
      <SharedSequence token={token} shared={shared} pass={pass} embedded />
    </main>
  );
}

/**
 * Tells the page around the frame how tall the content is, whenever that changes:
 * `{type: 'playjar:height', height}` in CSS pixels. It says nothing else, so anyone may hear it.
 */
export function EmbedHeight() {
  useEffect(() => {
    if (window.parent === window) return undefined;
    let told = 0;
    const tell = () => {
      const height = Math.ceil(document.body.getBoundingClientRect().height);
      if (height === told) return;
      told = height;
      window.parent.postMessage({ type: 'playjar:height', height }, '*');
    };
    const observer = new ResizeObserver(tell);
    observer.observe(document.body);
    tell();
    return () => observer.disconnect();
  }, []);
  return null;
}
