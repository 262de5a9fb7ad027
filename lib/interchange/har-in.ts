import { z } from 'zod';
import type { StepInput } from '@/lib/model/sequence';
import { bodyOfText } from './body-in';
import { ImportFault, isOwnHeader, parseAs, stepOf, type Imported } from './imported';
import type { ReadRequest } from './read-request';

const Named = z.array(z.object({ name: z.string(), value: z.string() }));
const Entry = z.object({
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: Named.default([]),
    postData: z
      .object({ mimeType: z.string().default(''), text: z.string().optional(), params: Named.optional() })
      .optional(),
  }),
  response: z.object({ status: z.number().default(0), redirectURL: z.string().default('') }).optional(),
});
const Har = z.object({ log: z.object({ entries: z.array(Entry) }) });
type Entry = z.infer<typeof Entry>;

/** Files of a page that no replay needs. */
const PICTURE = /\.(png|jpe?g|gif|svg|webp|avif|ico|css|js|mjs|map|woff2?|ttf|mp4|webm)$/i;

/**
 * The requests of a HAR. What a redirect led to is not a step, since redirects are followed; pictures, styles and
 * scripts of a page are left out. Each step expects the status that was recorded.
 */
export function harIn(content: string): Imported {
  const parsed = Har.safeParse(parseAs('HAR', content));
  if (!parsed.success) throw new ImportFault('This is no HAR: it has no log.entries with requests.');
  const warnings: string[] = [];
  const entries = parsed.data.log.entries.filter(({ request }) => !isPicture(request.url));
  const pictures = parsed.data.log.entries.length - entries.length;
  if (pictures > 0) warnings.push(`${pictures} pictures, styles and scripts are left out.`);
  const steps = stepsOf(entries, warnings);
  if (steps.length === 0) throw new ImportFault('There is no request in this HAR.');
  return { sequence: { name: 'HAR', steps }, warnings };
}

function isPicture(url: string): boolean {
  return PICTURE.test(url.replace(/[?#].*$/s, ''));
}

/** What the entry before it redirected to belongs to that one's step, which expects the last status. */
function stepsOf(entries: readonly Entry[], warnings: string[]): StepInput[] {
  const steps: StepInput[] = [];
  let awaited: string | null = null;
  for (const entry of entries) {
    const { request, response } = entry;
    const last = awaited === request.url ? steps.at(-1) : undefined;
    if (last) expect(last, response?.status);
    else steps.push(expect(stepOf(readEntry(entry), null, warnings), response?.status));
    awaited = response?.redirectURL ? new URL(response.redirectURL, request.url).href : null;
  }
  return steps;
}

function expect(step: StepInput, status: number | undefined): StepInput {
  step.assert = status ? [{ source: 'status', operator: 'equals', value: status }] : [];
  return step;
}

function readEntry({ request: { method, url, headers, postData } }: Entry): ReadRequest {
  const warnings = headers.some(({ name }) => name.toLowerCase() === 'cookie')
    ? ['its Cookie header is left out, as the session has its own jar']
    : [];
  const kept = headers.filter(({ name }) => !isOwnHeader(name));
  const body = postData && bodyOf(postData);
  const spec = {
    method,
    url: url.replace(/#.*$/s, ''),
    ...(kept.length > 0 ? { headers: kept.map(({ name, value }): [string, string] => [name, value]) } : {}),
    ...(body ? { body } : {}),
  };
  return { spec, warnings };
}

function bodyOf({ mimeType, text, params }: NonNullable<Entry['request']['postData']>) {
  if (text) return bodyOfText(text, mimeType);
  if (!params || params.length === 0) return null;
  return { type: 'form' as const, fields: params.map(({ name, value }): [string, string] => [name, value]) };
}
