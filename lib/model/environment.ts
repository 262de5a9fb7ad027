import { z } from 'zod';

const VariableName = z
  .string()
  .trim()
  .regex(/^[A-Za-z_][\w.-]{0,99}$/, 'A name begins with a letter and has letters, digits, “_”, “.” and “-”.');

const EnvironmentVariable = z.strictObject({
  name: VariableName,
  /** null: a secret that stays as it is stored */
  value: z.string().max(100_000).nullable(),
  /** told to nobody who did not type it; see `revealVariable` */
  secret: z.boolean().default(false),
});

/** A named set of variables, for example `staging`: weaker than those of the session and of the request. */
export const EnvironmentInput = z.strictObject({
  name: z.string().trim().min(1, 'An environment needs a name.').max(100),
  variables: z
    .array(EnvironmentVariable)
    .max(500)
    .default(() => [])
    .superRefine((variables, context) => {
      const seen = new Set<string>();
      variables.forEach(({ name }, index) => {
        if (seen.has(name)) {
          const message = `“${name}” is there twice.`;
          context.addIssue({ code: 'custom', path: [index, 'name'], message });
        }
        seen.add(name);
      });
    }),
});
export type EnvironmentInput = z.input<typeof EnvironmentInput>;

/** An environment as its workspace sees it: the values of secrets are null. */
export const Environment = z.strictObject({
  id: z.string(),
  name: z.string(),
  variables: z.array(EnvironmentVariable),
  version: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Environment = z.infer<typeof Environment>;
