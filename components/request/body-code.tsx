'use client';
import { CodeEditor } from '@/components/editor/code-editor';
import { problemWords, type EditorLanguage, type Problem } from '@/components/editor/problem';
import { useProblem } from '@/components/editor/use-problem';
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
  const { text: settled, problem } = useProblem(props.value, props.language);
  return (
    <CodeEditor
      {...props}
      invalid={faulty || problem !== null}
      problem={problem}
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
