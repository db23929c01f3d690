import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseInput } from '@/lib/core/parse';

const readProblems = (schema: z.ZodType, input: unknown): unknown => {
  try {
    return { parsed: parseInput(schema, input) };
  } catch (error) {
    return error;
  }
};

describe('input at an edge', () => {
  it.each(['\ud83d', '\ude00', '\ude00\ud83d', 'a\ud800b'])(
    'may hold no half of a surrogate pair, which the database would replace: %j',
    (half) => {
      const schema = z.object({ rows: z.array(z.record(z.string(), z.string())) });
      for (const row of [{ value: half }, { [half]: 'value' }])
        expect(readProblems(schema, { rows: [row] })).toMatchObject({ details: { fields: [{}] } });
      const whole = { rows: [{ '\u{1f600}': '\u{1f600}' }] };
      expect(readProblems(schema, whole)).toEqual({ parsed: whole });
    },
  );

  it('may hold no NUL, which the database does not take, at whatever depth', () => {
    const schema = z.object({ name: z.string(), rows: z.array(z.object({ value: z.string() })) });
    expect(readProblems(schema, { name: 'a', rows: [{ value: 'b' }, { value: 'c\0' }] })).toMatchObject({
      code: 'VALIDATION',
      details: { fields: [{ field: 'rows.1.value', message: 'field.invalid' }] },
    });
    const fine = { name: 'a\n\u0001', rows: [] };
    expect(readProblems(schema, fine)).toEqual({ parsed: fine });
  });

  it('is refused, not crashed upon, when it is nested without end', () => {
    const schema = z.object({ request: z.record(z.string(), z.json()) });
    const depth = 200_000;
    const request: unknown = JSON.parse(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`);
    expect(readProblems(schema, { request })).toMatchObject({
      code: 'VALIDATION',
      details: { fields: [{ field: 'request' }] },
    });
  });

  it.each([
    ['an empty text', z.string().min(1), '', 'field.required', 1],
    ['a short text', z.string().min(5), 'abc', 'field.tooShort', 5],
    ['a small number', z.number().min(5), 4, 'field.tooSmall', 5],
  ])('is told what is wrong with %s', (_what, value, input, message, minimum) => {
    expect(readProblems(z.object({ value }), { value: input })).toMatchObject({
      details: { fields: [{ field: 'value', message, values: { minimum } }] },
    });
  });

  it('hands bytes and dates through', () => {
    const schema = z.object({ bytes: z.instanceof(Uint8Array), at: z.date() });
    const input = { bytes: new Uint8Array([0, 1]), at: new Date(0) };
    expect(readProblems(schema, input)).toEqual({ parsed: input });
  });
});
