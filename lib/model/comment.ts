import { z } from 'zod';

const Id = z.string().min(1).max(64);
const Hop = z.int().min(1).max(1_000);
/** A cookie by what makes it one (RFC 6265 §5.3 step 11); of one that was refused the name alone is known. */
const OfCookie = {
  name: z.string().max(4_096),
  domain: z.string().max(255).default(''),
  path: z.string().max(1_024).default(''),
};

/**
 * What a comment is pinned to: a step of a sequence, a hop of a past send (counted from 1), a cookie that was in question
 * on such a hop, or a cookie in a session's jar.
 */
export const CommentPin = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('step'), sequenceId: Id, stepId: Id }),
  z.strictObject({ on: z.literal('hop'), exchangeId: Id, hop: Hop }),
  z.strictObject({ on: z.literal('cookie'), exchangeId: Id, hop: Hop, ...OfCookie }),
  z.strictObject({ on: z.literal('jar'), sessionId: Id, ...OfCookie }),
]);
export type CommentPin = z.output<typeof CommentPin>;

const Text = z
  .string()
  .trim()
  .min(1, 'Write something first.')
  .max(5_000, 'A comment has 5,000 characters at most.');

export const CommentInput = z.strictObject({ pin: CommentPin, text: Text });
export type CommentInput = z.input<typeof CommentInput>;

/** What can be another afterwards: the text, by who wrote it; whether it is dealt with, by everyone who may edit. */
export const CommentChange = z
  .strictObject({ text: Text, done: z.boolean() })
  .partial()
  .refine(({ text, done }) => (text === undefined) !== (done === undefined), 'Give either text or done.');
export type CommentChange = z.input<typeof CommentChange>;

/** What comments are asked for: those of one thing, or with none of them all of the workspace. */
export const CommentsOf = z
  .strictObject({ sequenceId: Id, exchangeId: Id, sessionId: Id })
  .partial()
  .refine(
    (of) => Object.values(of).filter((id) => id !== undefined).length <= 1,
    'Name one of sequenceId, exchangeId and sessionId at most.',
  );
export type CommentsOf = z.infer<typeof CommentsOf>;

/** The id of the thing that a pin is in: what its comments are listed by. */
export function subjectOf(pin: CommentPin): string {
  if (pin.on === 'step') return pin.sequenceId;
  return pin.on === 'jar' ? pin.sessionId : pin.exchangeId;
}

const Time = z.string();
export const Comment = z.object({
  id: z.string(),
  pin: CommentPin,
  text: z.string(),
  /** who wrote it, as others of the workspace know them */
  by: z.string().nullable(),
  /** whoever asks wrote it */
  isMine: z.boolean(),
  createdAt: Time,
  editedAt: Time.nullable(),
  /** when it was dealt with, and who said so */
  doneAt: Time.nullable(),
  doneBy: z.string().nullable(),
});
export type Comment = z.infer<typeof Comment>;

/** A comment of a list of the whole workspace: in words what it is pinned to, and the page that shows it. */
export const PlacedComment = Comment.extend({ place: z.string(), href: z.string() });
export type PlacedComment = z.infer<typeof PlacedComment>;
