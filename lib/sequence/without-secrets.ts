import type { SavedRequest } from '@/lib/model/saved-request';
import type { Sequence } from '@/lib/model/sequence';
import { SessionSettings } from '@/lib/model/session';
import { publish } from './publish';

/** Takes secrets out of what is to be used again, each for a `{{variable}}` that stands in its place. */
export interface KnownSecretsOf {
  session: (settings: SessionSettings) => SessionSettings;
  sequence: (sequence: Sequence) => Sequence;
  request: (request: SavedRequest) => SavedRequest;
  /** what someone wrote */
  words: (text: string) => string;
}

const NO_SETTINGS = SessionSettings.parse({ headers: [] });

/** By the rules of a shared link; `secrets` are those that stand nowhere in it by themselves. */
export function withoutSecrets(secrets: readonly string[]): KnownSecretsOf {
  const words = { name: '', description: '', run: null };
  return {
    words: (text) =>
      publish({ ...words, description: text, steps: [], variables: [], session: NO_SETTINGS }, { secrets })
        .snapshot.description,
    session: (session) =>
      publish({ ...words, steps: [], variables: [], session }, { secrets }).snapshot.session,
    sequence(sequence) {
      const { name, description, variables, steps } = sequence;
      const source = { name, description, variables, steps, session: NO_SETTINGS, run: null };
      const { snapshot } = publish(source, { secrets });
      const named = snapshot.steps.map((step, index) => ({ ...step, id: steps[index]?.id ?? step.id }));
      const { name: title, description: text, variables: asked } = snapshot;
      return { ...sequence, name: title, description: text, variables: asked, steps: named };
    },
    request(request) {
      const { name, spec, extract, assert } = request;
      const step = { id: 's1', name, request: spec, extract, assert, onFailure: 'stop' as const };
      const [clean = step] = publish(
        { ...words, steps: [step], variables: [], session: NO_SETTINGS },
        { secrets },
      ).snapshot.steps;
      const { name: title, request: asked, extract: taken, assert: checked } = clean;
      return { ...request, name: title, spec: asked, extract: taken, assert: checked };
    },
  };
}
