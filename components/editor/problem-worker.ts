import { problemOf, type EditorLanguage, type Problem } from './problem';

/** A text to check, and its answer; each answer follows its question in order. */
export interface Check {
  text: string;
  language: EditorLanguage;
}
export type Checked = Problem | null;

self.addEventListener('message', ({ data }: MessageEvent<Check>) => {
  void check(data).then((checked) => postMessage(checked));
});

/** A worker lacks the browser's parser of XML, and brings its own. */
async function check({ text, language }: Check): Promise<Checked> {
  if (language !== 'xml') return problemOf(text, language);
  return (await import('./xml-problem')).xmlProblem(text);
}
