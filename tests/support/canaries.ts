/** Every canary that was planted so far, by the place where it stands. */
export const canaries = new Map<string, string>();

/** A new secret for one place, unlike all others. `form` makes it look like a key of a known form. */
export function plant(place: string, form: (body: string) => string = (body) => `canary-${body}`): string {
  const known = canaries.get(place);
  if (known !== undefined) return known;
  const number = String(canaries.size + 1).padStart(2, '0');
  const canary = form(`n${number}Xq7Zk${number}vB3mT${number}`);
  canaries.set(place, canary);
  return canary;
}

export const key = (body: string): string => `sk_live_${body}4eC39HqL`;
export const github = (body: string): string => `ghp_${`${body}0123456789abcdefghijABCDEFGHIJ`.slice(0, 36)}`;
export const jwt = (body: string): string => `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${body}`;
export const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Every spelling under which a canary might come out. */
function spellings(canary: string): string[] {
  const packed = [0, 1, 2].map((skip) => base64(`${'x'.repeat(skip)}${canary}`).slice(skip ? 4 : 0, -4));
  return [canary, Buffer.from(canary).toString('hex'), ...packed];
}

/** Not printable, so that only whoever decodes it sees what is in it. */
export function bytes(canary: string): string {
  return Buffer.concat([Buffer.from([0, 255, 1]), Buffer.from(canary), Buffer.from([0, 254])]).toString(
    'base64',
  );
}

/** The places whose canaries are in a text, under whatever spelling. */
export function leaks(text: string): string[] {
  return [...canaries]
    .filter(([, canary]) => spellings(canary).some((one) => text.includes(one)))
    .map(([place]) => place);
}
