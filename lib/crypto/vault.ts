import 'server-only';
import { createSecretKey, randomBytes } from 'node:crypto';
import { AppError } from '@/lib/errors';
import { DEFLATED, open, seal, sealingKey, versionOf, type SealingKey } from '@/lib/crypto';
import { deflate, inflate } from './deflate';
import type { KeyRing } from './key-ring';
import type { OpenedMemo } from './opened-memo';

/** Where a value lives: `Table.column`, and what tells its row from others of the workspace. */
export interface Place {
  column: string;
  row: string;
}

/** Written into every sealed JSON value, so that a later shape can tell the older one. */
const JSON_VERSION = 1;

const keyPlace = (workspaceId: string) => `Workspace.sealedKey:${workspaceId}:`;

/** A new data key for a workspace, sealed by the ring. */
export function makeSealedKey(ring: KeyRing, workspaceId: string): Buffer<ArrayBuffer> {
  return ring.seal(keyPlace(workspaceId), randomBytes(32));
}

/** The same data key under the newest key of the ring. */
export function resealKey(ring: KeyRing, workspaceId: string, sealedKey: Uint8Array): Buffer<ArrayBuffer> {
  return ring.seal(keyPlace(workspaceId), ring.open(keyPlace(workspaceId), sealedKey));
}

/** Seals and opens the values of one workspace. Each is bound to its place and opens nowhere else. */
export class Vault {
  readonly #key: SealingKey;

  /** @throws AppError `secret_unreadable` when the ring lacks the key that sealed `sealedKey` */
  constructor(
    readonly workspaceId: string,
    sealedKey: Uint8Array,
    ring: KeyRing,
    private readonly memo: OpenedMemo,
  ) {
    this.#key = sealingKey(createSecretKey(ring.open(keyPlace(workspaceId), sealedKey)));
  }

  sealBytes(place: Place, plain: Uint8Array): Buffer<ArrayBuffer> {
    return seal(this.#key, this.#where(place), plain);
  }

  /** @throws AppError `secret_unreadable`; the row stays as it is */
  openBytes(place: Place, sealed: Uint8Array): Buffer {
    return open([this.#key], this.#where(place), sealed);
  }

  /** As `sealBytes`, of what may be megabytes: smaller where that helps, off the event loop. */
  async sealLarge(place: Place, plain: Uint8Array): Promise<Buffer<ArrayBuffer>> {
    const deflated = await deflate(plain);
    if (deflated === null) return this.sealBytes(place, plain);
    return seal(this.#key, this.#where(place), deflated, DEFLATED);
  }

  /** Opens what `sealLarge` or `sealBytes` made. @throws AppError `secret_unreadable`; the row stays as it is */
  async openLarge(place: Place, sealed: Uint8Array): Promise<Buffer> {
    const bytes = this.openBytes(place, sealed);
    return versionOf(sealed) === DEFLATED ? inflate(bytes) : bytes;
  }

  sealJson(place: Place, value: unknown): Buffer<ArrayBuffer> {
    return this.sealBytes(place, Buffer.from(`{"v":${JSON_VERSION},"data":${JSON.stringify(value)}}`));
  }

  /**
   * Opens sealed JSON and reads it with `read`, which checks its shape.
   * @throws AppError `secret_unreadable` when it does not open, or holds another version than this program knows
   */
  openJson<T>(place: Place, sealed: Uint8Array, read: (data: unknown) => T): T {
    const envelope: unknown = JSON.parse(this.openBytes(place, sealed).toString('utf8'));
    if (!isEnvelope(envelope)) {
      throw new AppError(
        'secret_unreadable',
        `A stored value (${place.column}) is of a newer version than this server. Update it.`,
      );
    }
    return read(envelope.data);
  }

  /** As `openJson`, and remembers what came out; for small values that every send opens. Do not change the result. */
  openJsonOften<T>(place: Place, sealed: Uint8Array, read: (data: unknown) => T): T {
    return this.memo.remember(this.#where(place), sealed, () => this.openJson(place, sealed, read));
  }

  #where({ column, row }: Place): string {
    return `${column}:${this.workspaceId}:${row}`;
  }
}

function isEnvelope(value: unknown): value is { v: number; data: unknown } {
  return (
    typeof value === 'object' && value !== null && 'v' in value && value.v === JSON_VERSION && 'data' in value
  );
}
