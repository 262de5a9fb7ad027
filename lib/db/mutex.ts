import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** So many that waited for each other go in one turn of the event loop; then whatever else waits comes to its turn. */
const IN_ONE_TURN = 16;

/** Lets one at a time through, in the order they came. */
export class Mutex {
  #last: Promise<void> = Promise.resolve();
  /** they who hold it and who wait */
  #count = 0;
  #inThisTurn = 0;

  /** Resolves to the function that lets the next one in. */
  async acquire(): Promise<() => void> {
    const before = this.#last;
    let pass = (): void => undefined;
    this.#last = new Promise((resolve) => {
      pass = resolve;
    });
    this.#count += 1;
    const waits = this.#count > 1;
    await before;
    if (waits) await this.#giveWay();
    return () => {
      this.#count -= 1;
      pass();
    };
  }

  /** A crowd of short writes would otherwise run as one long one: a promise that is kept takes no turn of its own. */
  async #giveWay(): Promise<void> {
    this.#inThisTurn += 1;
    if (this.#inThisTurn < IN_ONE_TURN) return;
    this.#inThisTurn = 0;
    await nextTurn();
  }
}
