import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { ROOT } from '../../lib/commands/process.mjs';
import { median, quantile } from './measure.mjs';

// What a person waits for on the page: first paint and typing at a processor slowed four times, and a body of 10 MB.
const ROUNDS = 3;
const SLOWED = 4;
const SYSTEM_CHROMIUM = '/usr/bin/chromium';
const GOALS = {
  lcpMs: ['largest contentful paint, 4× slowed', 1000],
  urlInpMs: ['typing in the URL, worst key, 4× slowed', 100],
  jsonInpMs: ['typing in a JSON body of 1 MB, worst key, 4× slowed', 100],
  xmlInpMs: ['typing in an XML body of 1 MB, worst key, 4× slowed', 100],
  htmlInpMs: ['typing in an HTML body of 1 MB, worst key, 4× slowed', 100],
  firstRowsMs: ['10 MB JSON: first rows after the last byte', 1000],
  longestTaskMs: ['10 MB JSON: longest main-thread task', 100],
  scrollFrameMs: ['10 MB JSON, all open: a frame while scrolling, median', 17.5],
  scrollFrameP95Ms: ['10 MB JSON, all open: a frame while scrolling, p95', 34],
  scrollTaskMs: ['10 MB JSON, all open: longest task while scrolling', 100],
};

const json = process.argv.includes('--json');
const children = [];
const folder = await mkdtemp(path.join(tmpdir(), 'playjar-bench-'));
const port = await freePort();
const app = `http://127.0.0.1:${port}`;
try {
  const [, targetPort, bytes] = await start(['tests/bench/page-target.mjs'], {}, /^ready (\d+) (\d+)/m);
  const env = { HOST: '127.0.0.1', PORT: String(port), PLAYJAR_DATA_DIR: folder, NODE_ENV: 'production' };
  await start(['lib/commands/start.mjs'], env, /ready at/);
  const browser = await chromium.launch({
    ...(existsSync(SYSTEM_CHROMIUM) ? { executablePath: SYSTEM_CHROMIUM } : {}),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const rounds = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const result = {
      ...(await slowPage(browser)),
      ...(await largeBody(browser, `http://127.0.0.1:${targetPort}`)),
    };
    // The first round warms the server.
    if (round > 0) rounds.push(result);
  }
  await browser.close();
  report(rounds, Number(bytes));
} finally {
  for (const child of children) child.kill();
  await rm(folder, { recursive: true, force: true });
}

/** Largest contentful paint, then typing in the URL and in bodies of 1 MB, all with the processor slowed. */
async function slowPage(browser) {
  const { page, context } = await open(browser);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  await page.goto(app);
  const url = page.getByRole('textbox', { name: 'URL', exact: true });
  await url.waitFor();
  await page.waitForTimeout(2000);
  const lcpMs = await page.evaluate(() => globalThis.bench.lcp);
  await url.click();
  const urlInpMs = await typing(page, 'http://127.0.0.1:8080/some/path');
  await page.getByRole('tab', { name: 'Body' }).first().click();
  await page.getByRole('radio', { name: 'JSON' }).check();
  const jsonInpMs = await largeText(page, 'json');
  await page.getByRole('radio', { name: 'Text' }).check();
  await page.getByLabel('Content type').fill('application/xml');
  const xmlInpMs = await largeText(page, 'xml');
  await page.getByLabel('Content type').fill('text/html');
  const htmlInpMs = await largeText(page, 'html');
  await context.close();
  return { lcpMs, urlInpMs, jsonInpMs, xmlInpMs, htmlInpMs };
}

/** Puts a megabyte in the place of what stands in the editor and types into it; the longest time from a key to its paint. */
async function largeText(page, language) {
  const editor = page.locator('.cm-content');
  await editor.waitFor();
  await editor.click();
  await page.keyboard.press('Control+a');
  await page.evaluate(pasteMegabyte, language);
  await page.waitForTimeout(5000);
  await editor.click();
  return typing(page, '  some more words to type');
}

/** The longest time from a key to the next paint. */
async function typing(page, text) {
  await page.evaluate(() => (globalThis.bench.events = []));
  await page.keyboard.type(text, { delay: 80 });
  await page.waitForTimeout(1000);
  const times = await page.evaluate(() => globalThis.bench.events);
  return times.length === 0 ? 16 : Math.max(...times);
}

function pasteMegabyte(language) {
  const note = 'y'.repeat(50);
  const [before, row, between, after] = {
    json: ['[', (id) => `  {"id": ${id}, "name": "Item number ${id}", "note": "${note}"}`, ',\n', ']'],
    xml: ['<all>', (id) => `  <one id="${id}"><name>Item number ${id}</name>${note}</one>`, '\n', '</all>'],
    html: ['<ul>', (id) => `  <li data-id="${id}"><b>Item number ${id}</b> ${note}</li>`, '\n', '</ul>'],
  }[language];
  const rows = Array.from({ length: 11_000 }, (_, id) => row(id));
  const data = new DataTransfer();
  data.setData('text/plain', `${before}\n${rows.join(between)}\n${after}`);
  const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
  document.querySelector('.cm-content').dispatchEvent(paste);
}

/** From the target's last byte to the first rows; the longest task until all of it is read; frames while it is scrolled. */
async function largeBody(browser, target) {
  const { page, context } = await open(browser);
  await page.goto(app);
  const url = page.getByRole('textbox', { name: 'URL', exact: true });
  await url.waitFor();
  await url.fill(`${target}/small`);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('treegrid').waitFor();
  await url.fill(`${target}/large`);
  await page.evaluate(watchRows);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.waitForFunction(() => globalThis.bench.rows > 0, null, { timeout: 60_000 });
  await page.waitForFunction(
    () => Number(document.querySelector('[role=treegrid]')?.getAttribute('aria-rowcount')) > 12_000,
    null,
    { timeout: 60_000 },
  );
  await page.waitForTimeout(500);
  const last = Number(await (await fetch(`${target}/last`)).text());
  const { rows, tasks } = await page.evaluate(() => globalThis.bench);
  await page.getByRole('button', { name: 'Expand all' }).click();
  await page.getByRole('treegrid').hover();
  await page.evaluate(watchFrames);
  for (let step = 0; step < 60; step += 1) {
    await page.mouse.wheel(0, 400);
    await page.waitForTimeout(16);
  }
  const frames = await page.evaluate(() => globalThis.bench.frames);
  const scrollTasks = await page.evaluate(() => globalThis.bench.tasks);
  await context.close();
  return {
    firstRowsMs: rows - last,
    longestTaskMs: Math.max(0, ...tasks),
    scrollFrameMs: median(frames),
    scrollFrameP95Ms: quantile(frames, 0.95),
    scrollTaskMs: Math.max(0, ...scrollTasks.slice(tasks.length)),
  };
}

function watchRows() {
  const { bench } = globalThis;
  Object.assign(bench, { rows: 0, tasks: [] });
  new MutationObserver(() => {
    const shown = [...document.querySelectorAll('[role=treegrid] [role=row]')].some((row) =>
      row.textContent.includes('items'),
    );
    if (shown && bench.rows === 0) bench.rows = Date.now();
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}

function watchFrames() {
  const frames = (globalThis.bench.frames = []);
  let before = performance.now();
  const frame = (now) => {
    frames.push(now - before);
    before = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/** A page that keeps what the browser measures of it in `bench`. */
async function open(browser) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const bench = (globalThis.bench = { lcp: 0, tasks: [], events: [], rows: 0, frames: [] });
    const observe = (type, each, options = {}) =>
      new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({
        type,
        buffered: true,
        ...options,
      });
    observe('largest-contentful-paint', (entry) => (bench.lcp = entry.startTime));
    observe('longtask', (entry) => bench.tasks.push(entry.duration));
    observe('event', (entry) => entry.interactionId && bench.events.push(entry.duration), {
      durationThreshold: 16,
    });
  });
  return { page, context };
}

function report(rounds, bytes) {
  const rows = Object.entries(GOALS).map(([key, [what, goalMs]]) => ({
    key,
    what,
    ms: median(rounds.map((round) => round[key])),
    goalMs,
  }));
  if (json) return console.log(JSON.stringify({ node: process.version, rounds: ROUNDS, bytes, rows }));
  console.log(
    `\nNode ${process.version}, Chromium, ${ROUNDS} rounds, medians; the body has ${(bytes / 1e6).toFixed(1)} MB\n`,
  );
  for (const { what, ms, goalMs } of rows)
    console.log(`${what.padEnd(58)}${ms.toFixed(1).padStart(8)} ms   goal ${goalMs} ms`);
}

function start(args, env, pattern) {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      const found = pattern.exec(printed);
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}`)));
  });
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address();
      probe.close(() => resolve(free));
    });
  });
}
