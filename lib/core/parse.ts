import type { z } from 'zod';
import { AppError } from './errors';

/**
 * Checks what came in at an edge. A problem's message is a key below `errors.`: the schema's own message where it is
 * one (`field.tooLong`), else `field.invalid`.
 * @throws AppError VALIDATION with one problem a field
 */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => ({
    field: issue.path.map(String).join('.'),
    message: /^[a-z][\w-]*(\.\w+)+$/i.test(issue.message) ? issue.message : keyOf(issue),
    values: boundsOf(issue),
  }));
  throw new AppError('VALIDATION', { message: 'validation', fields });
}

function keyOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small')
    return issue.origin === 'string' && Number(issue.minimum) <= 1 ? 'field.required' : 'field.tooSmall';
  if (issue.code === 'too_big') return issue.origin === 'string' ? 'field.tooLong' : 'field.tooBig';
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'field.required';
  return 'field.invalid';
}

function boundsOf(issue: z.core.$ZodIssue): Record<string, string | number> {
  if (issue.code === 'too_small') return { minimum: Number(issue.minimum) };
  if (issue.code === 'too_big') return { maximum: Number(issue.maximum) };
  return {};
}
