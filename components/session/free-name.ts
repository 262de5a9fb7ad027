/** `session`, `session 2`, …: the first that is not taken. */
export function freeName(taken: readonly string[]): string {
  let number = 1;
  const name = () => (number === 1 ? 'session' : `session ${String(number)}`);
  while (taken.includes(name())) number += 1;
  return name();
}
