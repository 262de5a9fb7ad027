import { Compartment, type Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { Syntax } from '@/components/exchange/syntax';
import type { EditorLanguage } from './problem';

/** Characters above which a text is told in pauses of typing only, and coloured line by line. */
export const LARGE = 100_000;

/** The grammar of an editor: by the language chosen, and by whether its text is large. */
export function grammarOf(view: () => EditorView) {
  const place = new Compartment();
  let language: EditorLanguage = 'text';
  let large = false;
  async function load() {
    const [wanted, size] = [language, large];
    const extension = await loadGrammar(wanted, size);
    if (wanted === language && size === large) view().dispatch({ effects: place.reconfigure(extension) });
  }
  return {
    extension: place.of([]),
    choose(name: EditorLanguage) {
      if (name === language) return;
      language = name;
      large = view().state.doc.length > LARGE;
      void load();
    },
    fit(length: number) {
      if (length > LARGE === large) return;
      large = !large;
      void load();
    },
  };
}

const SYNTAX: Record<EditorLanguage, Syntax> = {
  json: 'json',
  xml: 'markup',
  html: 'markup',
  graphql: 'plain',
  text: 'plain',
};

async function loadGrammar(name: EditorLanguage, large: boolean): Promise<Extension> {
  if (large) return (await import('./line-colours')).lineColours(SYNTAX[name]);
  switch (name) {
    case 'json':
      return (await import('@codemirror/lang-json')).json();
    case 'xml':
      return (await import('@codemirror/lang-xml')).xml();
    case 'html':
      return (await import('@codemirror/lang-html')).html();
    case 'graphql':
      return (await import('./graphql-language')).graphqlLanguage;
    case 'text':
      return [];
  }
}
