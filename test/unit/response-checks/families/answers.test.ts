import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Answered, expectFirst } from './answered';

/** A line of a table: the family, then as `Answered` says; an expected value that begins with ~ is a part of a text. */
type Line = readonly [family: string, ...Answered];

const readLines = (name: string): Line[] =>
  readFileSync(join(import.meta.dirname, `${name}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

const readValue = (value: unknown): unknown =>
  typeof value === 'string' && value.startsWith('~') ? expect.stringContaining(value.slice(1)) : value;

const LINES = ['frameworks', 'servers', 'logins', 'notations'].flatMap(readLines);

describe.each([...new Set(LINES.map(([family]) => family))])('%s', (family) => {
  it.each(LINES.filter((line) => line[0] === family).map(([, ...row]) => row))('%s', (...row) => {
    const [name, status, headers, body, code, values = {}] = row;
    const expected = Object.entries(values).map(([key, value]) => [key, readValue(value)]);
    expectFirst([name, status, headers, body, code, Object.fromEntries(expected)]);
  });
});
