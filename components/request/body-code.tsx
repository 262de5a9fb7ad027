'use client';
import { useEffect, useMemo, useState } from 'react';
import { CodeEditor } from '@/components/editor/code-editor';
import { problemOf, problemWords, type EditorLanguage, type Problem } from '@/components/editor/problem';
import { Button } from '@/components/ui/button';

export interface BodyCodeProps {
  label: string;
  language: EditorLanguage;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
  faulty: boolean;
}

/** A text with what is wrong in it said below, and a button that lays it out. */
export function BodyCode({ faulty, ...props }: BodyCodeProps) {
  const settled = useSettled(props.value);
  const problem = useMemo(() => problemOf(settled, props.language), [settled, props.language]);
  return (
    <CodeEditor
      {...props}
      invalid={faulty || problem !== null}
      note={settled.trim() === '' ? null : <Verdict {...props} settled={settled} problem={problem} />}
    />
  );
}

interface VerdictProps extends Omit<BodyCodeProps, 'faulty'> {
  /** the text that was checked */
  settled: string;
  problem: Problem | null;
}

function Verdict({ language, value, onChange, settled, problem }: VerdictProps) {
  if (problem) return <span className="text-bad">{problemWords(settled, problem)}</span>;
  if (language !== 'json' && language !== 'xml') return null;
  const format = async () => {
    const next = await laidOut(value, language);
    if (next !== value) onChange(next);
  };
  return (
    <span className="flex items-center gap-2">
      {language === 'json' ? 'Valid JSON' : 'Valid XML'}
      <Button size="sm" variant="quiet" onClick={() => void format()}>
        Format
      </Button>
    </span>
  );
}

async function laidOut(text: string, language: 'json' | 'xml'): Promise<string> {
  if (language === 'xml') return (await import('@/components/exchange/xml-lines')).xmlLines(text).join('\n');
  return (await import('@/components/exchange/json-lines')).jsonLines(text).join('\n');
}

const SMALL = 20_000;
const PAUSE_MS = 300;

/** A text at once while it is short, and after a pause in typing when checking it takes longer than a key press may. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  const small = text.length < SMALL;
  useEffect(() => {
    if (small) return;
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, small]);
  return small ? text : settled;
}
