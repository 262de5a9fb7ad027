import { parse } from 'shell-quote';

/** The words of a command, and what ended it early, if anything did. */
export interface Command {
  words: string[];
  warnings: string[];
}

/**
 * Splits a command as bash does, or as cmd.exe (`^` before a line's end or a quote) and PowerShell (`` ` `` before a
 * line's end) do. Nothing is expanded: `$NAME` stays as it stands. Only the first command of several counts.
 */
export function shellWords(text: string): Command {
  if (/\^\r?\n|\^"/.test(text)) return { words: cmdWords(text), warnings: [] };
  const joined = text.replace(/[\\`]\r?\n/g, ' ');
  const words: string[] = [];
  for (const entry of parse(joined, (name) => `$${name}`)) {
    if (typeof entry === 'string') words.push(entry);
    else if ('comment' in entry) break;
    else if (entry.op === 'glob') words.push(entry.pattern);
    else
      return {
        words,
        warnings: [`What stands after “${entry.op}” is left out. Put quotes around a URL that holds it.`],
      };
  }
  return { words, warnings: [] };
}

/** In cmd.exe `^` takes the next character as it is; inside quotes a backslash does. */
function cmdWords(text: string): string[] {
  const plain = text.replace(/\^\r?\n\s*/g, ' ').replace(/\^(.)/gs, '$1');
  // A quote that nothing closes goes to the end: looked for from each quote anew, a long text would never be read.
  return [...plain.matchAll(/(?:"(?:[^"\\]|\\.|\\$)*(?:"|$)|[^\s"])+/gs)].map(([word]) =>
    word.replace(/"((?:[^"\\]|\\.|\\$)*)(?:"|$)/gs, (_whole, inner: string) =>
      inner.replace(/\\(["\\])/g, '$1'),
    ),
  );
}
