import next from 'next';
import { takePort } from '../../../lib/commands/listen.mjs';

process.env.NODE_ENV = 'production';
const door = await takePort('127.0.0.1', Number(process.env.PORT));
const app = next({ dev: false, dir: import.meta.dirname, hostname: '127.0.0.1', port: door.port });
await app.prepare();
door.serve(app.getRequestHandler());
console.log('ready');
