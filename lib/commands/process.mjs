import { spawn } from 'node:child_process';
import path from 'node:path';

/** The checkout's root: every command works from any current directory. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

/** Arguments that let plain node run our TypeScript with `import 'server-only'` empty, as in Next's server. */
export const TYPESCRIPT = ['--conditions=react-server', '--import', 'tsx'];

const running = new Set();

/** Ends what `run` has under way; for a command that is told to stop itself. */
export function stopChildren() {
  for (const child of running) child.kill('SIGTERM');
}

/** For commands that do one thing after another: told to stop, they end what is under way and begin nothing more. */
export function stopWhenTold() {
  const stop = (signal) => {
    stopChildren();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/**
 * Runs a program in the checkout and waits for it. Never throws for its exit code.
 * @param {string} command a program, or a name in node_modules/.bin written as `bin:NAME`
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, quiet?: boolean, stdout?: 'stderr' }} [options] `quiet` keeps the output for the caller;
 *   `stdout: 'stderr'` sends what it prints to our stderr
 * @returns {Promise<{ code: number, output: string }>} the exit code (1 when ended by a signal) and, if quiet, what it printed
 */
export function run(command, args, options = {}) {
  const program = command.startsWith('bin:')
    ? path.join(ROOT, 'node_modules/.bin', command.slice(4))
    : command;
  const out = options.quiet ? 'pipe' : options.stdout === 'stderr' ? 2 : 'inherit';
  const child = spawn(program, args, {
    cwd: ROOT,
    stdio: ['ignore', out, options.quiet ? 'pipe' : 'inherit'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...options.env },
  });
  running.add(child);
  let output = '';
  child.stdout?.on('data', (part) => (output += part));
  child.stderr?.on('data', (part) => (output += part));
  return new Promise((resolve) => {
    const end = (code) => {
      running.delete(child);
      resolve({ code, output });
    };
    child.once('error', (error) => {
      output += `${program}: ${error.message}\n`;
      if (!options.quiet) console.error(`${program}: ${error.message}`);
      end(1);
    });
    child.once('close', (code) => end(code ?? 1));
  });
}

/** `run`, but a failure ends this command too, with the same exit code. */
export async function must(command, args, options = {}) {
  const { code, output } = await run(command, args, options);
  if (code === 0) return output;
  if (options.quiet) process.stderr.write(output);
  process.exit(code);
}

/** True when `module` (its `import.meta.url`) is what node was asked to run. */
export function isMain(url) {
  return process.argv[1] !== undefined && url === new URL(`file://${path.resolve(process.argv[1])}`).href;
}
