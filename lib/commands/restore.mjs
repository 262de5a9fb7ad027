import { generate } from './generate.mjs';
import { must, TYPESCRIPT } from './process.mjs';

generate();
await must(process.execPath, [...TYPESCRIPT, 'lib/commands/database-restore.ts', ...process.argv.slice(2)]);
