import { afterAll, expect } from 'vitest';

/**
 * Fails a test file in which something deprecated was called: pg warns of a second query on a connection that has not
 * answered the first, which its next major version refuses.
 */
const warnings: string[] = [];
const note = (warning: Error) => {
  if (warning.name === 'DeprecationWarning') warnings.push(warning.stack ?? warning.message);
};
process.on('warning', note);

afterAll(() => {
  process.off('warning', note);
  expect(warnings).toEqual([]);
});
