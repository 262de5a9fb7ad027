/**
 * Spreads work over turns of the event loop: `most` pieces begin in one turn, what more there is in the turns after it, one
 * of each `whose` after the other. So a crowd that comes at once neither stops what is under way nor whoever else comes.
 * With less to do than that, everything begins at once.
 * @param {number} most
 * @returns {(whose: string, work: () => void) => void}
 */
export function inTurns(most) {
  /** @type {Map<string, (() => void)[]>} those who wait, in the order in which it is their turn */
  const waiting = new Map();
  let begun = 0;

  function turn() {
    begun = 0;
    for (const [whose, works] of waiting) {
      if (begun === most) break;
      const work = works.shift();
      waiting.delete(whose);
      if (works.length > 0) waiting.set(whose, works);
      begin(work);
    }
  }

  function begin(work) {
    if (begun === 0) setImmediate(turn);
    begun += 1;
    work();
  }

  return (whose, work) => {
    if (begun < most && waiting.size === 0) return begin(work);
    const works = waiting.get(whose);
    if (works) works.push(work);
    else waiting.set(whose, [work]);
  };
}
