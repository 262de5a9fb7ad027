'use client';
import { CheckCheck, Copy, Variable } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/notify';
import { formatBytes } from '@/components/ui/quantity';
import type { TreeNode } from './json-tree';
import { assertionOf, extractOf, type TakeValue } from './take-value';
import type { AskBody } from './use-body-document';

export interface ValueBarProps {
  ask: AskBody;
  /** the value in hand */
  node: number;
  version: number;
  take: TakeValue | undefined;
}

const LONG = 80;

/** The value in hand: where it is, all of it when it is long, and what can be done with it. */
export function ValueBar({ ask, node, version, take }: ValueBarProps) {
  const [detail, setDetail] = useState<{ node: number; value: TreeNode } | null>(null);
  useEffect(() => {
    let left = false;
    void ask('node', node).then((value) => left || setDetail({ node, value }));
    return () => {
      left = true;
    };
  }, [ask, node, version]);
  return (
    <div role="group" aria-label="Value" className="bg-panel shrink-0 border-t">
      {detail ? <LongValue value={detail.value} /> : null}
      <div className="flex min-h-8 flex-wrap items-center gap-x-1 px-2">
        <code
          className="min-w-0 flex-1 basis-40 truncate px-1 text-sm max-md:basis-full max-md:pt-1.5"
          title={detail?.value.path}
        >
          {detail?.value.path}
        </code>
        <Deed icon={<Copy />} onClick={() => void copy(detail?.value.path ?? '', 'Path copied')}>
          Copy path
        </Deed>
        <Deed
          icon={<Copy />}
          onClick={() => void ask('copy', node).then((text) => copy(text, 'Value copied'))}
        >
          Copy value
        </Deed>
        {take ? <TakeDeeds take={take} value={detail?.value} /> : null}
      </div>
    </div>
  );
}

function isScalar({ kind }: TreeNode): boolean {
  return kind !== 'object' && kind !== 'array';
}

function LongValue({ value }: { value: TreeNode }) {
  if (!isScalar(value) || value.text.length <= LONG) return null;
  return (
    <p
      tabIndex={0}
      className="scroll-thin max-h-28 overflow-auto border-b px-3 py-1.5 font-mono text-sm wrap-anywhere whitespace-pre-wrap -outline-offset-2!"
    >
      {value.plain}
      {value.size > value.text.length ? (
        <span className="text-muted"> … {formatBytes(value.size)} in all</span>
      ) : null}
    </p>
  );
}

/** They stand there before the value is read, so that nothing moves when it is. */
function TakeDeeds({ take, value }: { take: TakeValue; value: TreeNode | undefined }) {
  return (
    <>
      <Deed icon={<Variable />} onClick={() => value && take.extract(extractOf(value.path))}>
        Extract
      </Deed>
      <Deed
        icon={<CheckCheck />}
        onClick={() => value && take.assert(assertionOf(value.path, wholeOf(value)))}
      >
        Assert
      </Deed>
    </>
  );
}

/** A scalar's text; null of one that was cut, and of what holds others. */
function wholeOf(value: TreeNode): string | null {
  return isScalar(value) && value.size === value.text.length ? value.text : null;
}

function Deed({ icon, onClick, children }: { icon: ReactNode; onClick: () => void; children: string }) {
  return (
    <Button
      size="sm"
      variant="quiet"
      className="max-md:h-10"
      onClick={onClick}
      icon={
        <span aria-hidden="true" className="[&>svg]:size-3.5">
          {icon}
        </span>
      }
    >
      {children}
    </Button>
  );
}

async function copy(text: string, words: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  await notify({ message: words });
}
