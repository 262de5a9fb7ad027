import { generate } from './generate.mjs';
import { prepareData } from './prepare.mjs';
import { must, TYPESCRIPT } from './process.mjs';

generate();
await prepareData();
await must(process.execPath, [...TYPESCRIPT, 'lib/commands/keys.ts', ...process.argv.slice(2)]);
