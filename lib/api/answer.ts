import 'server-only';

/** What an operation answers, before it becomes a `Response` or goes onto the wire as it is. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** null: no body */
  text: string | null;
}

export function toResponse({ status, headers, text }: Answer): Response {
  return new Response(text, { status, headers });
}
