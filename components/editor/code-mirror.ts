import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentUnit } from '@codemirror/language';
import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { openSearchPanel, search, searchKeymap } from '@codemirror/search';
import { Annotation, Compartment, type Extension } from '@codemirror/state';
import { EditorView, keymap, lineNumbers, placeholder as placeholderText } from '@codemirror/view';
import { grammarOf, LARGE } from './editor-grammar';
import { editorLook } from './editor-look';
import { editorVariables, variableSupport } from './editor-variables';
import { lateText } from './late-text';
import type { EditorLanguage, Problem } from './problem';
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
  /** underlines what is wrong */
  mark: (problem: Problem | null) => void;
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
  const { parent, text, selection } = options;
  const variables = new Compartment();
  const attributes = new Compartment();
  let said = text;
  const late = lateText((next) => options.onChange((said = next)));
  const listener = EditorView.updateListener.of(({ docChanged, state, transactions }) => {
    if (!docChanged) return;
    grammar.fit(state.doc.length);
    if (transactions.some((one) => one.annotation(fromOutside))) return;
    late.changed(() => view.state.doc.toString());
    if (state.doc.length <= LARGE) late.flush();
  });
  const grammar = grammarOf(() => view);
  const view: EditorView = new EditorView({
    parent,
    doc: text,
    ...(selection ? { selection: { anchor: selection[0], head: selection[1] } } : {}),
    extensions: [
      equipment(options.placeholder),
      listener,
      grammar.extension,
      variables.of([]),
      attributes.of(attributesOf(options, false)),
    ],
  });
  if (selection) view.focus();
  return {
    write(next) {
      if (next === said) return;
      late.forget();
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
      grammar.choose(name);
    },
    mark(problem) {
      view.dispatch(setDiagnostics(view.state, problem ? [underline(problem, view.state.doc.length)] : []));
    },
    find: () => {
      openSearchPanel(view);
    },
    destroy() {
      late.flush();
      view.destroy();
    },
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

function underline({ at, message }: Problem, length: number): Diagnostic {
  const from = Math.min(at, length);
  return {
    from: Math.max(0, from === length ? from - 1 : from),
    to: Math.min(length, from + 1),
    severity: 'error',
    message,
  };
}
