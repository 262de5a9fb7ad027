import type { Assertion, Extract, Step } from '@/lib/model/sequence';
import { wordsOf } from './check-words';
import { environmentName, stepTitle, type Exported, type ExportSource } from './exported';
import { simplePath, simpleSelector } from './lookups';
import { importsOf, PRELUDE_CHECK, PRELUDE_COOKIE, PRELUDE_ELEMENT } from './python-prelude';
import { PythonText } from './python-text';
import { plainRequest, type PlainBody } from './request-parts';

/**
 * A program for Python 3 with `requests`: one Session, values taken from responses, every check; it ends with 1 at the
 * first check that does not hold. Secrets are read from the environment.
 */
export function toPython(source: ExportSource): Exported {
  const py = new PythonText();
  const warnings: string[] = [];
  const variables = source.variables.map(({ name, default: value }) =>
    value === undefined
      ? `${py.names.of(name)} = os.environ[${py.text(environmentName(name))}]`
      : `${py.names.of(name)} = ${py.text(value)}`,
  );
  const steps = source.steps.map((step, index) => pythonStep(step, index, py, warnings));
  const body = steps.join('\n\n');
  for (const name of py.unknown) warnings.push(`nothing makes {{${name}}} in Python`);
  const title = source.name.replaceAll('"', "'").replaceAll('\\', '/');
  const parts = [
    `"""${title}. Written by Playjar; needs Python 3 and: pip install requests"""`,
    importsOf(`${variables.join('\n')}\n${body}`),
    'session = requests.Session()',
    variables.join('\n'),
    PRELUDE_CHECK,
    body.includes('cookie(') ? PRELUDE_COOKIE : '',
    body.includes('element(') ? PRELUDE_ELEMENT : '',
    body,
    `print("${source.steps.length} steps done")`,
  ];
  return {
    text: `${parts
      .filter((part) => part !== '')
      .map((part) => part.trim())
      .join('\n\n')}\n`,
    warnings,
  };
}

function pythonStep(step: Step, index: number, py: PythonText, warnings: string[]): string {
  const title = stepTitle(step, index);
  const plain = plainRequest(step.request);
  warnings.push(...plain.warnings.map((warning) => `step ${title}: ${warning}`));
  if (step.retries) warnings.push(`step ${title}: its retries are left out`);
  const headers = new Map(plain.headers);
  const body = bodyArgument(plain.body, headers, py);
  const auth = plain.auth && `${py.text(plain.auth.username)}, ${py.text(plain.auth.password)}`;
  const args = [
    py.text(plain.method),
    py.text(plain.url),
    ...(headers.size > 0 ? [`headers=${py.value(Object.fromEntries(headers))}`] : []),
    ...(body ? [body] : []),
    ...(auth
      ? [`auth=${plain.auth?.type === 'digest' ? `requests.auth.HTTPDigestAuth(${auth})` : `(${auth})`}`]
      : []),
    ...(plain.followRedirects ? [] : ['allow_redirects=False']),
    ...(plain.insecure ? ['verify=False'] : []),
    'timeout=30',
  ];
  const lines = [
    `# ${title}`,
    `response = session.request(\n    ${args.join(',\n    ')},\n)`,
    ...step.extract.map((extract) => `${py.names.of(extract.variable)} = ${extraction(extract, py)}`),
    ...step.assert.map((check) => assertion(check, py, step.onFailure === 'stop')),
  ];
  return lines.join('\n');
}

function bodyArgument(body: PlainBody, headers: Map<string, string>, py: PythonText): string | null {
  if (body.kind === 'none') return null;
  if (body.kind === 'form') return `data=${tuples(body.fields, py)}`;
  if (body.kind === 'parts') {
    const parts = body.parts.map(({ name, value, filename }) =>
      value === undefined
        ? `(${py.text(name)}, open(${py.text(filename ?? 'file')}, "rb"))`
        : `(${py.text(name)}, (None, ${py.text(value)}))`,
    );
    return `files=[${parts.join(', ')}]`;
  }
  if (body.type !== null && ![...headers.keys()].some((name) => name.toLowerCase() === 'content-type'))
    headers.set('Content-Type', body.type);
  return body.kind === 'base64'
    ? `data=base64.b64decode(${py.text(body.base64)})`
    : `data=${py.text(body.text)}.encode()`;
}

function tuples(pairs: readonly [string, string][], py: PythonText): string {
  return `[${pairs.map(([name, value]) => `(${py.text(name)}, ${py.text(value)})`).join(', ')}]`;
}

function extraction(extract: Extract, py: PythonText): string {
  const { from, expression, attribute } = extract;
  const wanted = attribute === undefined ? 'None' : py.text(attribute);
  switch (from) {
    case 'status':
      return 'str(response.status_code)';
    case 'header':
      return `response.headers[${py.text(expression)}]`;
    case 'cookie':
      return `cookie(${py.text(expression)}).value`;
    case 'json':
      return jsonLookup(expression, py);
    case 'regex':
      return `(lambda found: found[1] if found.re.groups else found[0])(re.search(${py.text(expression)}, response.text))`;
    case 'xpath':
      return `str(lxml.html.fromstring(response.text).xpath(${py.text(expression)})[0])`;
    case 'css': {
      const simple = simpleSelector(expression);
      if (simple)
        return `element(response.text, ${py.text(simple.tag)}, ${py.value(Object.fromEntries(simple.attributes))}, ${wanted})`;
      const found = `bs4.BeautifulSoup(response.text, "html.parser").select_one(${py.text(expression)})`;
      return attribute === undefined ? `${found}.get_text(strip=True)` : `${found}[${wanted}]`;
    }
  }
}

function jsonLookup(path: string, py: PythonText): string {
  const simple = simplePath(path);
  if (simple) return `response.json()${simple.map((key) => `[${py.value(key)}]`).join('')}`;
  return `jsonpath.findall(${py.text(path)}, response.json())[0]`;
}

const COMPARISONS: Record<Assertion['operator'], (wanted: string) => string> = {
  exists: () => 'value is not None',
  notExists: () => 'value is None',
  equals: (wanted) => `str(value) == str(${wanted}) or value == ${wanted}`,
  notEquals: (wanted) => `str(value) != str(${wanted}) and value != ${wanted}`,
  contains: (wanted) => `value is not None and ${wanted} in value`,
  notContains: (wanted) => `value is None or ${wanted} not in value`,
  matches: (wanted) => `value is not None and re.search(${wanted}, str(value)) is not None`,
  lessThan: (wanted) => `float(value) < ${wanted}`,
  greaterThan: (wanted) => `float(value) > ${wanted}`,
};

const COOKIE_PARTS: Readonly<Record<string, string>> = {
  httpOnly: 'has_nonstandard_attr("HttpOnly")',
  sameSite: 'get_nonstandard_attr("SameSite")',
};

function assertion(check: Assertion, py: PythonText, stops: boolean): string {
  const { source, expression = '', attribute = 'value', operator, value } = check;
  const part = COOKIE_PARTS[attribute] ?? attribute;
  const lookups: Record<Assertion['source'], string> = {
    status: 'response.status_code',
    header: `response.headers.get(${py.text(expression)})`,
    body: 'response.text',
    time: 'response.elapsed.total_seconds() * 1000',
    json: jsonLookup(expression || '$', py),
    cookie: `(lambda found: found and found.${part})(cookie(${py.text(expression)}))`,
  };
  const comparison = COMPARISONS[operator](py.value(value));
  return `check(${py.text(wordsOf(check).replaceAll('{{', '{').replaceAll('}}', '}'))}, lambda: ${lookups[source]}, lambda value: ${comparison}${stops ? '' : ', stops=False'})`;
}
