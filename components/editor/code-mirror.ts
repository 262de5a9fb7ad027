import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentUnit } from '@codemirror/language';
import { linter, type Diagnostic } from '@codemirror/lint';
import { openSearchPanel, search, searchKeymap } from '@codemirror/search';
import { Annotation, Compartment, type Extension } from '@codemirror/state';
import { EditorView, keymap, lineNumbers, placeholder as placeholderText } from '@codemirror/view';
import { editorLook } from './editor-look';
import { editorVariables, variableSupport } from './editor-variables';
import { problemOf, type EditorLanguage } from './problem';
import type { Variable } from './variable';

export interface EditorOptions {
  parent: HTMLElement;
  text: string;
  /** `[from, to]` of what is selected; null: the editor is not in focus */
  selection: readonly [number, number] | null;
  label: string;
  describedBy: string;
  placeholder: string;
  onChange: (text: string) => void;
}

/** An editor on the page. */
export interface EditorHandle {
  /** puts another text in, unless it is there already; undo takes it back */
  write: (text: string) => void;
  configure: (language: EditorLanguage, variables: readonly Variable[], invalid: boolean) => void;
  find: () => void;
  destroy: () => void;
}

const fromOutside = Annotation.define<boolean>();
/** Mod-Enter sends on this page; Mod-f and its kin are the browser's. */
const KEYS = [...defaultKeymap, ...searchKeymap].filter(
  ({ key }) => !/^(Mod-Enter|Mod-f|F3|Mod-g|Mod-Alt-g)$/.test(key ?? ''),
);

/** Puts an editor into `parent`. Line ends come out as `\n`, as of any text field. */
export function mountEditor(options: EditorOptions): EditorHandle {
  const { parent, text, selection, onChange } = options;
  const language = new Compartment();
  const variables = new Compartment();
  const attributes = new Compartment();
  let said = text;
  let shown: EditorLanguage | null = null;
  const listener = EditorView.updateListener.of((update) => {
    if (!update.docChanged || update.transactions.some((one) => one.annotation(fromOutside))) return;
    said = update.state.doc.toString();
    onChange(said);
  });
  const view = new EditorView({
    parent,
    doc: text,
    ...(selection ? { selection: { anchor: selection[0], head: selection[1] } } : {}),
    extensions: [
      equipment(options.placeholder),
      listener,
      language.of([]),
      variables.of([]),
      attributes.of(attributesOf(options, false)),
    ],
  });
  if (selection) view.focus();
  return {
    write(next) {
      if (next === said) return;
      said = next;
      const changes = { from: 0, to: view.state.doc.length, insert: next };
      view.dispatch({ changes, annotations: fromOutside.of(true) });
    },
    configure(name, list, invalid) {
      view.dispatch({
        effects: [
          variables.reconfigure(editorVariables.of(list)),
          attributes.reconfigure(attributesOf(options, invalid)),
        ],
      });
      if (shown === name) return;
      shown = name;
      void languageOf(name).then((extension) => view.dispatch({ effects: language.reconfigure(extension) }));
    },
    find: () => {
      openSearchPanel(view);
    },
    destroy: () => view.destroy(),
  };
}

function attributesOf({ label, describedBy }: EditorOptions, invalid: boolean): Extension {
  return EditorView.contentAttributes.of({
    'aria-label': label,
    'aria-describedby': describedBy,
    'aria-invalid': String(invalid),
    spellcheck: 'false',
    autocapitalize: 'off',
  });
}

/** What every editor can, whatever its language. */
function equipment(placeholder: string): Extension {
  return [
    EditorView.lineWrapping,
    lineNumbers(),
    history(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ icons: false }),
    search({ top: true }),
    indentUnit.of('  '),
    keymap.of([{ key: 'Mod-Shift-f', run: openSearchPanel }]),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...KEYS, indentWithTab]),
    placeholderText(placeholder),
    variableSupport(),
    editorLook,
  ];
}

async function languageOf(name: EditorLanguage): Promise<Extension> {
  return [
    await grammarOf(name),
    name === 'text' || name === 'html' ? [] : linter((view) => diagnose(view, name), { delay: 400 }),
  ];
}

async function grammarOf(name: EditorLanguage): Promise<Extension> {
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

function diagnose(view: EditorView, language: EditorLanguage): Diagnostic[] {
  const text = view.state.doc.toString();
  const problem = problemOf(text, language);
  if (!problem) return [];
  const from = Math.min(problem.at, text.length);
  return [
    {
      from: Math.max(0, from === text.length ? from - 1 : from),
      to: Math.min(text.length, from + 1),
      severity: 'error',
      message: problem.message,
    },
  ];
}
