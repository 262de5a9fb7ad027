import { generate } from './generate.mjs';
import { prepareData } from './prepare.mjs';
import { run, stopChildren } from './process.mjs';

process.env.HOST ||= '127.0.0.1';
process.env.PORT ||= '3000';
process.once('SIGTERM', () => stopChildren());
// Ctrl+C reaches the child by itself; we stay until it has ended.
process.once('SIGINT', () => undefined);

generate();
await prepareData();
const { code } = await run('bin:next', ['dev', '-H', process.env.HOST, '-p', process.env.PORT]);
process.exit(code);
