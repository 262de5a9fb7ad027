import type { PersonHere, WorkspaceChange } from '@/lib/model/workspace-change';

interface Hearer {
  /** each is told once */
  onChange: (changes: readonly WorkspaceChange[]) => void;
  onPeople: (people: readonly PersonHere[]) => void;
  /** it was away for a while, and may have missed something */
  onBack: () => void;
  /** what one may do here has changed: nothing more is told */
  onEnded: () => void;
}

export interface Feed {
  /** tells the others what is in view */
  say: (places: readonly string[]) => void;
  close: () => void;
}

const MOST_HEARD = 2_000;

/**
 * Hears what others do in the workspace, over one connection, which a page that is not in view does not hold: a browser
 * has but six for one host; nor one whose workspace was exchanged for another in another tab.
 * @param page which workspace it shows, and when it was made
 */
export function openFeed(
  page: { workspaceId: string; madeAt: string },
  { onChange, onPeople, onBack, onEnded }: Hearer,
): Feed {
  const heard = new Set<string>();
  let source: EventSource | null = null;
  let stream: string | null = null;
  let places: readonly string[] = [];
  let greeted = false;
  let over = false;

  const tell = () => {
    if (stream !== null) sayHere(stream, places);
  };
  function open() {
    if (over || source) return;
    source = new EventSource(`/live/workspace?since=${encodeURIComponent(page.madeAt)}`);
    listen(source, 'hello', (data) => {
      const hello = data as { stream: string; workspaceId: string };
      if (hello.workspaceId !== page.workspaceId) return stop();
      ({ stream } = hello);
      tell();
      if (greeted) onBack();
      greeted = true;
    });
    listen(source, 'changes', (data) => {
      const fresh = (data as WorkspaceChange[]).filter(({ id }) => !heard.has(id));
      if (heard.size > MOST_HEARD) heard.clear();
      for (const { id } of fresh) heard.add(id);
      if (fresh.length > 0) onChange(fresh);
    });
    listen(source, 'people', (data) => onPeople(data as PersonHere[]));
    listen(source, 'ended', () => {
      stop();
      onEnded();
    });
  }
  function shut() {
    source?.close();
    source = null;
    stream = null;
    onPeople([]);
  }
  function stop() {
    over = true;
    shut();
  }
  const unwatch = whileInView(open, shut);
  return {
    say(now) {
      if (now.join() === places.join()) return;
      places = now;
      tell();
    },
    close() {
      unwatch();
      stop();
    },
  };
}

/** Opens while the page is in view, and shuts while it is not. */
function whileInView(open: () => void, shut: () => void): () => void {
  const look = () => (document.hidden ? shut() : open());
  document.addEventListener('visibilitychange', look);
  look();
  return () => document.removeEventListener('visibilitychange', look);
}

function listen(source: EventSource, name: string, then: (data: unknown) => void) {
  source.addEventListener(name, (event: MessageEvent<string>) => then(JSON.parse(event.data)));
}

/** When it fails, the others miss a mark beside a name: no reason to disturb the one who works here. */
function sayHere(stream: string, places: readonly string[]) {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ stream, places });
  void fetch('/live/workspace/here', { method: 'POST', headers, body }).catch(() => undefined);
}
