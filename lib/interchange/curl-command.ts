import { optionsOf, ShellText, shellVariables } from './curl-out';
import type { Exported, ExportSource } from './exported';
import { plainRequest } from './request-parts';

/** One curl command for one request, to paste into a terminal; what it asks for is set in the lines before it. */
export function toCurlCommand(source: ExportSource): Exported {
  const shell = new ShellText();
  const variables = shellVariables(source, shell);
  const warnings: string[] = [];
  const commands = source.steps.map(({ request }) => {
    const plain = plainRequest(request);
    warnings.push(...plain.warnings);
    return ['curl --compressed', ...optionsOf(plain, shell), shell.text(plain.url)].join(' \\\n  ');
  });
  return { text: `${[...variables, ...commands].join('\n')}\n`, warnings };
}
