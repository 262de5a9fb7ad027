'use client';
import type { ComponentProps, ReactNode } from 'react';
import { CheckRows } from '@/components/sequence/check-rows';
import { ExtractRows } from '@/components/sequence/extract-rows';
import { Hint } from '@/components/ui/hint';

/** What a request takes from its response for the steps after it. */
export function ExtractEditor(props: ComponentProps<typeof ExtractRows>) {
  return (
    <Explained words="Taken from the response when this request runs as a step of a sequence, for the steps after it as {{name}}.">
      <ExtractRows {...props} />
    </Explained>
  );
}

/** What a request checks of its response. */
export function AssertEditor(props: ComponentProps<typeof CheckRows>) {
  return (
    <Explained words="Checked when this request runs as a step of a sequence. Saved with the request, and with the step made of it.">
      <CheckRows {...props} />
    </Explained>
  );
}

function Explained({ words, children }: { words: string; children: ReactNode }) {
  return (
    <div className="flex max-w-200 flex-col gap-3 p-3">
      <Hint id="extract-assert">{words}</Hint>
      {children}
    </div>
  );
}
