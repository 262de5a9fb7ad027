import { generate } from './generate.mjs';
import { makeDataFolder } from './prepare.mjs';
import { must, TYPESCRIPT } from './process.mjs';

// Prints one password and nothing else; what prepares the way is told on stderr.
generate();
await makeDataFolder();
await must(process.execPath, [...TYPESCRIPT, 'lib/commands/password.ts', ...process.argv.slice(2)]);
