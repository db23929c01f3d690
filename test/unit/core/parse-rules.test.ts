import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError, type FieldProblem } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';

const schema = z.object({
  name: z.string().min(1),
  reason: z.string().min(5),
  count: z.number().min(2).max(9),
  parts: z.array(z.string()).min(2),
});
const rules = ({ name, count }: Partial<z.output<typeof schema>>): FieldProblem[] => [
  ...(name === 'taken' ? [{ field: 'name', message: 'x.taken' }] : []),
  ...(count === undefined ? [{ field: 'count', message: 'x.unknown' }] : []),
];
function readProblems(input: unknown): string[] {
  try {
    parseInput(schema, input, rules);
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return (error.details.fields ?? []).map(({ field, message }) => `${field} ${message}`);
  }
}

describe('the problems of a form', () => {
  const fine = { name: 'a', reason: 'because', count: 3, parts: ['a', 'b'] };

  it('are told by what kind of value is too small', () => {
    expect(readProblems({ name: '', reason: 'why', count: 1, parts: [] })).toEqual([
      'name field.required',
      'reason field.tooShort',
      'count field.tooSmall',
      'parts field.tooFew',
    ]);
  });

  it('come in one round, those of the schema and those of the rules', () => {
    expect(readProblems({ ...fine, name: 'taken', reason: '' })).toEqual([
      'reason field.tooShort',
      'name x.taken',
    ]);
    expect(readProblems({ ...fine, name: 'taken' })).toEqual(['name x.taken']);
    expect(readProblems(fine)).toEqual([]);
  });

  it('name a field once: what the schema refuses the rules cannot read', () => {
    expect(readProblems({ ...fine, count: 12 })).toEqual(['count field.tooBig']);
    expect(readProblems('nothing')).toEqual([' field.required', 'count x.unknown']);
  });
});
