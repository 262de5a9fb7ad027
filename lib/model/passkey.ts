import { z } from 'zod';

export const PasskeyName = z.string().trim().min(1, 'Give it a name, to know it again.').max(100);

const Bytes = z.string().max(20_000);
const Credential = {
  id: z.string().max(2_000),
  rawId: z.string().max(2_000),
  type: z.literal('public-key'),
  // What is not asked for is not looked at.
  clientExtensionResults: z.record(z.string(), z.unknown()).transform(() => ({})),
};

/** What an authenticator made, as a browser words it (WebAuthn §5.1.8); checked by the library. */
export const NewPasskey = z.object({
  ...Credential,
  response: z.object({
    clientDataJSON: Bytes,
    attestationObject: Bytes,
    transports: z
      .array(z.string().regex(/^[\w-]{1,20}$/))
      .max(10)
      .default([]),
  }),
});
export type NewPasskey = z.output<typeof NewPasskey>;

/** What an authenticator signed. */
export const PasskeyProof = z.object({
  ...Credential,
  response: z.object({ clientDataJSON: Bytes, authenticatorData: Bytes, signature: Bytes }),
});
export type PasskeyProof = z.output<typeof PasskeyProof>;

/** A passkey as its owner sees it. */
export interface Passkey {
  id: string;
  name: string;
  createdAt: string;
  lastUsedAt: string | null;
}
