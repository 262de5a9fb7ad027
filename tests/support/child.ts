import { spawn, type ChildProcess } from 'node:child_process';

export interface RunningChild {
  /** everything it printed so far, for the message of a failed test */
  printed: () => string;
  /** null while it runs */
  exitCode: () => number | null;
  /** asks it to stop and waits; kills it after 10 s */
  stop: () => Promise<void>;
  /** asks it to stop (SIGTERM), waits as long as that takes, and gives its exit code */
  terminate: () => Promise<number | null>;
  /** ends it at once, as a crash would (SIGKILL), and waits */
  kill: () => Promise<void>;
}

/** Starts a program in the checkout and keeps what it prints. */
export function startChild(
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
): RunningChild {
  const child = spawn(program, args, {
    cwd: process.cwd(),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let printed = '';
  child.stdout.on('data', (part: Buffer) => (printed += part.toString()));
  child.stderr.on('data', (part: Buffer) => (printed += part.toString()));
  child.on('error', (error) => (printed += error.message));
  return {
    printed: () => printed,
    exitCode: () => child.exitCode,
    stop: () => stop(child),
    terminate: () => terminate(child),
    kill: () => kill(child),
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(timer);
}

async function terminate(child: ChildProcess): Promise<number | null> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
  return child.exitCode;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

/**
 * Asks `url` until it answers 200.
 * @throws Error with what the program printed when it ended or `timeoutMs` passed
 */
export async function untilItAnswers(url: string, child: RunningChild, timeoutMs: number): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (Date.now() < end && child.exitCode() === null) {
    const response = await fetch(url).catch(() => null);
    await response?.arrayBuffer();
    if (response?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await child.stop();
  throw new Error(`No answer from ${url}. It printed:\n${child.printed()}`);
}
