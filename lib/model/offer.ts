import type { Extract, SequenceVariable, StepInput } from './sequence';

/**
 * A next step that a response suggests: a form to send, or a token that its page expects in a header. Everything is
 * worked out already: `extract` belongs to the step that got the response, `step` comes after it, and `variables` are
 * those that its person has to be asked for.
 */
export interface Offer {
  kind: 'form' | 'meta' | 'cookie';
  /** `form POST /login`, `token in meta csrf-token` */
  title: string;
  /** hidden fields or the token, which the step takes from this response by itself */
  bound: string[];
  /** fields that a person fills in */
  open: string[];
  extract: Extract[];
  step: StepInput;
  variables: SequenceVariable[];
}
