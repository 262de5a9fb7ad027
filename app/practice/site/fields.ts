/** Bytes of a request body that the site will read. */
const MOST = 1_048_576;

/** The body is over 1 MiB. */
export class TooLarge extends Error {
  constructor() {
    super('The practice site reads bodies of up to 1 MiB.');
  }
}

/**
 * The body as bytes.
 * @throws TooLarge as soon as more than 1 MiB came
 */
export async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > MOST) throw new TooLarge();
    parts.push(part.value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

/**
 * The fields of a form (urlencoded or multipart) or the text and number members of a JSON object; null when the body is
 * none of these.
 * @throws TooLarge when the body is over 1 MiB
 */
export async function readFields(request: Request): Promise<Map<string, string> | null> {
  const type = request.headers.get('content-type') ?? '';
  const body = await readBody(request);
  if (/^application\/([\w.-]+\+)?json\b/i.test(type)) return jsonFields(new TextDecoder().decode(body));
  // A form without a content type is what `--data` of a bare HTTP tool sends.
  const headers = { 'content-type': type === '' ? 'application/x-www-form-urlencoded' : type };
  const form = await new Response(body, { headers }).formData().catch(() => null);
  if (form === null) return null;
  const texts = [...form.entries()].filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return new Map(texts);
}

function jsonFields(text: string): Map<string, string> | null {
  const fields = new Map<string, string>();
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    for (const [name, member] of Object.entries(value)) {
      if (typeof member === 'string' || typeof member === 'number') fields.set(name, String(member));
    }
    return fields;
  } catch {
    return null;
  }
}
