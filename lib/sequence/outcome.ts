import type { CheerioAPI } from 'cheerio';
import type { Cookie } from '@/lib/model/cookie';
import type { Exchange } from '@/lib/model/exchange';
import { parseHtml } from './html';
import { parseJson } from './json';

/** What extracts and assertions read of a response beside its body. */
export type Answered = Pick<NonNullable<Exchange['response']>, 'status' | 'headers' | 'elapsedMs'>;

/** What a step left behind, read lazily: a body that no extract or assertion asks for is never decoded. */
export class Outcome {
  #text: string | undefined;
  #json: { value: unknown } | null | undefined;
  #html: CheerioAPI | undefined;

  constructor(
    readonly response: Answered | null,
    private readonly readText: () => string,
    readonly jarAfter: readonly Cookie[],
  ) {}

  get text(): string {
    return (this.#text ??= this.readText());
  }

  /** The body as JSON, or null when it is none. */
  get json(): { value: unknown } | null {
    if (this.#json === undefined) this.#json = parseJson(this.text);
    return this.#json;
  }

  /** The body read as HTML, its first 1 MB; parsed once, however many look into it. */
  get html(): CheerioAPI {
    return (this.#html ??= parseHtml(this.text));
  }

  /** All values of a response header, joined as HTTP allows (RFC 9110 §5.3); null when there is none. */
  header(name: string): string | null {
    const wanted = name.toLowerCase();
    const values = (this.response?.headers ?? []).filter(([n]) => n.toLowerCase() === wanted);
    return values.length ? values.map(([, value]) => value).join(', ') : null;
  }

  /** The jar's cookie of that name after the step; the longest path wins where several share it. */
  cookie(name: string): Cookie | null {
    const found = this.jarAfter.filter((cookie) => cookie.name === name);
    return found.sort((a, b) => b.path.length - a.path.length)[0] ?? null;
  }
}
