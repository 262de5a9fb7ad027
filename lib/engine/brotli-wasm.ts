import { readFileSync } from 'node:fs';
import module from 'node:module';
import path from 'node:path';
import { BrotliDecStream, initSync } from 'brotli-dec-wasm/web';

/**
 * Finds the wasm beside the package, wherever npm put it: from the working directory, else from the script that was
 * started. Not from this module's own place, which a bundler moves.
 */
function locate(): string {
  const places = [path.join(process.cwd(), 'package.json'), process.argv[1] ?? ''].filter((place) =>
    path.isAbsolute(place),
  );
  for (const place of places) {
    try {
      return module.createRequire(place).resolve('brotli-dec-wasm/web/bg.wasm');
    } catch {
      continue;
    }
  }
  throw new Error('brotli-dec-wasm is not installed where this process was started');
}

let loaded = false;

/** A fresh decompressor; the first call loads the wasm (about 5 ms). The package's own loader would `fetch` a file, which Node cannot. */
export function brotliStream(): BrotliDecStream {
  if (!loaded) {
    initSync({ module: readFileSync(/*turbopackIgnore: true*/ locate()) });
    loaded = true;
  }
  return new BrotliDecStream();
}
