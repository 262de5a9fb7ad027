import { headers } from 'next/headers';
import { Awake } from './awake';

/**
 * Runs while the page's own scripts are still on their way: of what is pressed it keeps the last, and lets no form leave the
 * page with what was typed into it. `playjarAwake` presses it again.
 */
const KEEP = `(() => {
  let again = null;
  const click = (event) => {
    const button = event.target.closest?.('button');
    if (!button) return;
    event.preventDefault();
    again = () => button.isConnected && button.click();
  };
  const submit = (event) => {
    event.preventDefault();
    again = () => event.target.isConnected && event.target.requestSubmit(event.submitter);
  };
  addEventListener('click', click, true);
  addEventListener('submit', submit, true);
  globalThis.playjarAwake = () => {
    removeEventListener('click', click, true);
    removeEventListener('submit', submit, true);
    again?.();
    again = null;
  };
})()`;

/** Names the place in a page after which all that is to be seen at first has been read. */
export const WHOLE = 'whole';

/** A press of a button is not lost for having come before the page could hear it. */
export async function EarlyClicks() {
  const policy = (await headers()).get('content-security-policy') ?? '';
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  return (
    <>
      <script id={WHOLE} nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: KEEP }} />
      <Awake />
    </>
  );
}
