import { generate } from './generate.mjs';
import { must, TYPESCRIPT } from './process.mjs';

generate();
await must(process.execPath, [...TYPESCRIPT, 'lib/commands/database-backup.ts', ...process.argv.slice(2)]);
