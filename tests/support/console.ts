import { format } from 'node:util';
import { afterEach, beforeEach, expect } from 'vitest';

const printed: string[] = [];
const original = console.error;

beforeEach(() => {
  printed.length = 0;
  console.error = (...parts: unknown[]) => {
    printed.push(format(...parts));
    original(...parts);
  };
});

/** A line on console.error is a fault of ours that nobody looked at: it fails the test that printed it. */
afterEach(() => {
  console.error = original;
  expect(printed, 'console.error was called').toEqual([]);
});
