const MARKS = { passed: '✓', failed: '✗', error: '✗', skipped: '–', cancelled: '–' };

/** One line of progress, and what went wrong beneath it. */
export function stepLines(position, result) {
  const { name, status, exchange } = result;
  const answered = exchange?.response ? String(exchange.response.status) : '–';
  const time = exchange ? `${Math.round(exchange.timings.totalMs)} ms` : '';
  const tries = result.earlier?.length ? `, try ${result.earlier.length + 1}` : '';
  const head = `${MARKS[status] ?? '?'} ${position + 1} ${name}  ${answered}  ${time}${tries}`.trimEnd();
  return [head, ...reasonsOf(result).map((reason) => `    ${reason}`)].join('\n');
}

/** Why a step did not pass, a sentence each. */
export function reasonsOf({ exchange, extracted, assertions }) {
  if (exchange?.error) return [`${exchange.error.code}: ${exchange.error.message}`];
  const missing = extracted.filter(({ value }) => value === null);
  const failed = assertions.filter(({ passed }) => !passed);
  return [
    ...missing.map(({ variable, problem }) => `${variable}: ${problem ?? 'nothing was found'}`),
    ...failed.map((check) => `${wordsOf(check)}; actual: ${JSON.stringify(check.actual)}`),
  ];
}

function wordsOf({ source, expression, attribute, operator, value }) {
  const wanted = value === undefined ? '' : JSON.stringify(value);
  return [source, expression, attribute, operator, wanted].filter(Boolean).join(' ');
}

/** `2 of 3 steps passed in 80 ms, 1 did not run`. */
export function runLine({ steps, stepCount, status, elapsedMs }) {
  const passed = steps.filter((step) => step.status === 'passed').length;
  const rest = stepCount - steps.length;
  const tail = rest > 0 ? `, ${rest} did not run` : '';
  return `${status}: ${passed} of ${stepCount} steps passed in ${Math.round(elapsedMs)} ms${tail}`;
}

/** The run as JUnit XML, a test case for each step. */
export function junitOf(name, run) {
  const bad = (status) => run.steps.filter((step) => step.status === status).length;
  const cases = run.steps.map((step) => {
    const time = ((step.exchange?.timings.totalMs ?? 0) / 1000).toFixed(3);
    const open = `    <testcase classname="${xml(name)}" name="${xml(step.name)}" time="${time}"`;
    if (step.status === 'passed') return `${open}/>`;
    if (step.status === 'skipped' || step.status === 'cancelled') return `${open}><skipped/></testcase>`;
    const kind = step.status === 'failed' ? 'failure' : 'error';
    const reasons = reasonsOf(step).join('\n');
    return `${open}>\n      <${kind} message="${xml(reasons.split('\n')[0] ?? '')}">${xml(reasons)}</${kind}>\n    </testcase>`;
  });
  const time = (run.elapsedMs / 1000).toFixed(3);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `  <testsuite name="${xml(name)}" tests="${run.steps.length}" failures="${bad('failed')}" errors="${bad('error')}" skipped="${bad('skipped') + bad('cancelled')}" time="${time}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>\n',
  ].join('\n');
}

/** Text as it may stand in XML 1.0, whose characters are fewer than JSON's. */
function xml(text) {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
