import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

const ROOT = path.resolve(import.meta.dirname, '../..');

/**
 * Lets node import our TypeScript as the build compiles it. tsx would do, but it wraps every function to keep its name,
 * which a benchmark of the engine would measure too.
 */
export async function resolve(specifier, context, next) {
  const file = specifier.startsWith('@/')
    ? path.join(ROOT, specifier.slice(2))
    : specifier.startsWith('.') && context.parentURL?.endsWith('.ts')
      ? path.resolve(path.dirname(fileURLToPath(context.parentURL)), specifier)
      : null;
  if (file === null) return next(specifier, context);
  const found = [file, `${file}.ts`, path.join(file, 'index.ts')].find(
    (one) => path.extname(one) !== '' && existsSync(one),
  );
  return found ? next(pathToFileURL(found).href, context) : next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { outputText } = ts.transpileModule(await readFile(fileURLToPath(url), 'utf8'), {
    fileName: fileURLToPath(url),
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      verbatimModuleSyntax: true,
    },
  });
  return { format: 'module', source: outputText, shortCircuit: true };
}
