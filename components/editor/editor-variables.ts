import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { EditorState, Facet, type Extension } from '@codemirror/state';
import {
  Decoration,
  type EditorView,
  hoverTooltip,
  MatchDecorator,
  ViewPlugin,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view';
import { MENTION, mentionsIn, wordsFor, type Variable } from './variable';

/** The variables that count in an editor; of several lists the first. */
export const editorVariables = Facet.define<readonly Variable[], readonly Variable[]>({
  combine: (lists) => lists[0] ?? [],
});

/** Colours `{{variables}}`, offers them after `{{`, and tells under the pointer what they become. */
export function variableSupport(): Extension {
  return [marks, tooltip, EditorState.languageData.of(() => [{ autocomplete: completion }])];
}

const decorator = new MatchDecorator({
  regexp: new RegExp(MENTION, 'g'),
  decoration: ([, name], view) => {
    const known = view.state.facet(editorVariables).some((one) => one.name === name);
    return Decoration.mark({ class: known ? 'cm-variable-known' : 'cm-variable-unknown' });
  },
});

const marks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = decorator.createDeco(view);
    }
    update(update: ViewUpdate) {
      const others = update.startState.facet(editorVariables) !== update.state.facet(editorVariables);
      this.decorations = others
        ? decorator.createDeco(update.view)
        : decorator.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

const tooltip = hoverTooltip((view, at) => {
  const line = view.state.doc.lineAt(at);
  // A line of a megabyte is not searched at each move of the pointer.
  const start = Math.max(line.from, at - 200);
  const near = view.state.sliceDoc(start, Math.min(line.to, at + 200));
  const mention = mentionsIn(near).find(({ from, to }) => at >= start + from && at <= start + to);
  if (!mention) return null;
  return {
    pos: start + mention.from,
    end: start + mention.to,
    create: () => {
      const dom = document.createElement('div');
      dom.textContent = wordsFor(mention.name, view.state.facet(editorVariables));
      return { dom };
    },
  };
});

function completion(context: CompletionContext): CompletionResult | null {
  const before = context.matchBefore(/\{\{\s*[\w.-]*/);
  if (!before) return null;
  const from = before.from + (/^\{\{\s*/.exec(before.text)?.[0].length ?? 2);
  return {
    from,
    validFor: /^[\w.-]*$/,
    options: context.state.facet(editorVariables).map(({ name, value, from: giver }) => ({
      label: name,
      detail: `${value === null ? 'secret' : value.slice(0, 40)} · ${giver}`,
      apply: (view: EditorView, _option: unknown, start: number, end: number) => {
        const after = view.state.sliceDoc(end, end + 2);
        const closing = after === '}}' ? 2 : after.startsWith('}') ? 1 : 0;
        view.dispatch({
          changes: { from: start, to: end + closing, insert: `${name}}}` },
          selection: { anchor: start + name.length + 2 },
        });
      },
    })),
  };
}
