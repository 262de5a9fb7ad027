'use client';
import { Checkbox } from '@/components/ui/checkbox';
import type { ShareCheck } from '@/lib/model/share';

/** What the visitor fills in before a replay; of variables with a value the author chooses which. */
export function AskedList({
  check,
  prompts,
  onPrompts,
}: {
  check: ShareCheck;
  prompts: readonly string[];
  onPrompts: (prompts: string[]) => void;
}) {
  const { asked, choosable, origins } = check;
  const needed = asked.filter(({ name }) => !choosable.includes(name));
  function toggle(name: string, wanted: boolean) {
    onPrompts(wanted ? [...prompts, name] : prompts.filter((one) => one !== name));
  }
  return (
    <section aria-labelledby="share-asks" className="flex flex-col gap-2">
      <h3 id="share-asks" className="font-semibold">
        What the visitor is asked for
      </h3>
      {needed.length === 0 && choosable.length === 0 ? (
        <p className="text-muted">Nothing: a replay starts at one click.</p>
      ) : null}
      {needed.length > 0 ? (
        <ul className="flex flex-wrap gap-1.5">
          {needed.map(({ name, prompt, secret }) => (
            <li key={name} className="bg-raised rounded border px-2 py-0.5">
              <code>{name}</code>
              {prompt && prompt !== name ? <span className="text-muted"> · {prompt}</span> : null}
              {secret ? <span className="text-muted"> · typed hidden</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {choosable.map((name) => (
        <Checkbox
          key={name}
          label={`Ask for ${name}`}
          hint="else it keeps the value that it has"
          checked={prompts.includes(name)}
          onChange={(event) => toggle(name, event.target.checked)}
        />
      ))}
      {origins.length > 0 ? (
        <p className="text-muted">
          Replays send to <code className="wrap-anywhere">{origins.map(shortOrigin).join(', ')}</code> and
          nowhere else; a redirect that leads away is not followed.
        </p>
      ) : null}
    </section>
  );
}

/** `https://shop.test:443` → `https://shop.test`. */
function shortOrigin(origin: string): string {
  return origin.replace(/^(http:\/\/.*):80$|^(https:\/\/.*):443$/, '$1$2');
}
