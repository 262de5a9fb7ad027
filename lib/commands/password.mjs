import { generate } from './generate.mjs';
import { prepareData } from './prepare.mjs';
import { must, TYPESCRIPT } from './process.mjs';

// Prints one password and nothing else, so everything that prepares the way prints to stderr.
generate();
await prepareData({ stdout: 'stderr' });
await must(process.execPath, [...TYPESCRIPT, 'lib/commands/password.ts', ...process.argv.slice(2)]);
