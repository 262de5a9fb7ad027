import { spawn } from 'node:child_process';
import path from 'node:path';
import { Trouble } from './playjar-server.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');

/**
 * Runs a file with the engine alone, in a process of its own that can load our TypeScript: no server, no database.
 * @returns {Promise<{ name: string, run: object }>}
 */
export async function runLocally(file, start, onStep) {
  const child = spawn(
    process.execPath,
    [
      '--conditions=react-server',
      '--import',
      import.meta.resolve('tsx'),
      path.join(ROOT, 'lib/commands/playjar-engine.ts'),
    ],
    {
      stdio: ['pipe', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, TSX_TSCONFIG_PATH: path.join(ROOT, 'tsconfig.json') },
    },
  );
  child.stdin.end(JSON.stringify({ file: path.resolve(file), start }));
  return new Promise((resolve, reject) => {
    child.on('message', ({ event, data }) => {
      if (event === 'step') onStep(data.position, data.result);
      if (event === 'end') resolve(data);
      if (event === 'trouble') reject(new Trouble(data));
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Trouble(`The engine ended with ${code}.`)));
  });
}
