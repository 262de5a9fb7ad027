import { problemOf, type EditorLanguage, type Problem } from './problem';

/** A text to check, and its answer; each answer follows its question in order. */
export interface Check {
  text: string;
  language: EditorLanguage;
}
export type Checked = Problem | null;

self.addEventListener('message', ({ data }: MessageEvent<Check>) => {
  postMessage(problemOf(data.text, data.language) satisfies Checked);
});
