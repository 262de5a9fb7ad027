import { EditorState, type Extension } from '@codemirror/state';
import {
  Decoration,
  MatchDecorator,
  ViewPlugin,
  type DecorationSet,
  type EditorView,
  type ViewUpdate,
} from '@codemirror/view';
import { tokensOf, type Syntax } from '@/components/exchange/syntax';
import { TOKEN_COLOUR } from '@/components/exchange/token-colour';

/** A line, or so much of a long one that no key waits for the rest. */
const PIECE = /.{1,2000}/g;
const BRACKETS: Record<Syntax, string[]> = {
  json: ['[', '{', '"'],
  markup: ['"', "'"],
  plain: ['(', '[', '{', '"', "'"],
};
/** Punctuation has none: each mark is an element more for the browser to lay out at each key. */
const MARKS = new Map(
  Object.entries(TOKEN_COLOUR)
    .filter(([kind]) => kind !== 'plain' && kind !== 'text')
    .map(([kind, colour]) => [kind, Decoration.mark({ class: colour })]),
);

/**
 * Colours the lines in view, each by itself and anew when it changes, for a text so large that keeping a grammar's tree
 * of it would be felt at each key. What reaches over a line's end (a comment of XML) is coloured for as far as the line
 * tells.
 */
export function lineColours(syntax: Syntax): Extension {
  const decorator = new MatchDecorator({
    regexp: PIECE,
    decorate(add, from, _to, [piece]) {
      let at = from;
      for (const { kind, text } of tokensOf(piece, syntax)) {
        const mark = MARKS.get(kind);
        if (mark) add(at, at + text.length, mark);
        at += text.length;
      }
    },
  });
  const plugin = ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      constructor(view: EditorView) {
        this.decorations = decorator.createDeco(view);
      }
      update(update: ViewUpdate) {
        this.decorations = decorator.updateDeco(update, this.decorations);
      }
    },
    { decorations: ({ decorations }) => decorations },
  );
  const closing = EditorState.languageData.of(() => [{ closeBrackets: { brackets: BRACKETS[syntax] } }]);
  return [plugin, closing];
}
