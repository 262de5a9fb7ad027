import { writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Loaded into a server by NODE_OPTIONS: at each SIGUSR2 it says in a file what its heap holds once the garbage is out.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
process.on('SIGUSR2', () => {
  collect();
  writeFileSync(process.env.PLAYJAR_HEAP_FILE, String(process.memoryUsage().heapUsed));
});
