import { z } from 'zod';
import { AppError, type FieldProblem } from './errors';

/** Deeper than any input of ours: what reads it recursively would run out of stack far below what a request may hold. */
const MAX_DEPTH = 100;

/**
 * Checks what came in at an edge. A problem's message is a key below `errors.`: the schema's own message where it is
 * one (`field.tooLong`), else `field.invalid`. Texts and names with NUL or half a surrogate pair,
 * which the database does not keep, are invalid everywhere.
 * @param checkRules what rules say that the schema does not know, of the members that can be read: a form hears of all of
 *   its problems in one round
 * @throws AppError VALIDATION with one problem a field
 */
export function parseInput<S extends z.ZodType>(
  schema: S,
  input: unknown,
  checkRules: (known: Partial<z.output<S>>) => FieldProblem[] = () => [],
): z.output<S> {
  const tooDeep = firstMember(input, (_value, path) => path.length > MAX_DEPTH);
  if (tooDeep) throw invalidField(tooDeep[0] ?? '');
  const parsed = schema.safeParse(input);
  if (parsed.success) {
    const unstorable = firstMember(
      parsed.data,
      (value, path) => isUnstorable(value) || isUnstorable(path.at(-1)),
    );
    if (unstorable) throw invalidField(unstorable.join('.'));
    const fields = checkRules(parsed.data as Partial<z.output<S>>);
    if (fields.length > 0) throw new AppError('VALIDATION', { message: 'validation', fields });
    return parsed.data;
  }
  const fields = parsed.error.issues.flatMap(toProblems);
  const named = new Set(fields.map(({ field }) => field));
  const further = checkRules(readableMembers(schema, input)).filter(({ field }) => !named.has(field));
  throw new AppError('VALIDATION', { message: 'validation', fields: [...fields, ...further] });
}

function toProblems(issue: z.core.$ZodIssue): FieldProblem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      field: [...issue.path, key].map(String).join('.'),
      message: 'field.unknown',
    }));
  const message = /^[a-z][\w-]*(\.\w+)+$/i.test(issue.message) ? issue.message : messageKey(issue);
  return [{ field: issue.path.map(String).join('.'), message, values: readBounds(issue) }];
}

/** The members of a form that are right each for itself. */
function readableMembers<S extends z.ZodType>(schema: S, input: unknown): Partial<z.output<S>> {
  if (!(schema instanceof z.ZodObject) || typeof input !== 'object' || input === null) return {};
  const members = Object.entries<z.ZodType>(schema.shape).flatMap(([name, member]) => {
    const read = member.safeParse(Reflect.get(input, name));
    return read.success ? [[name, read.data]] : [];
  });
  return Object.fromEntries(members) as Partial<z.output<S>>;
}

const isUnstorable = (value: unknown): boolean =>
  typeof value === 'string' && (value.includes('\0') || !value.isWellFormed());

const invalidField = (field: string) =>
  new AppError('VALIDATION', { message: 'validation', fields: [{ field, message: 'field.invalid' }] });

/** The path of the first member, of lists and plain records within each other, of which `is` holds. Needs no stack. */
function firstMember(
  root: unknown,
  is: (value: unknown, path: readonly string[]) => boolean,
): string[] | null {
  const open: { value: unknown; path: string[] }[] = [{ value: root, path: [] }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next;
    if (is(value, path)) return path;
    if (!isNesting(value)) continue;
    for (const [name, member] of Object.entries(value)) open.push({ value: member, path: [...path, name] });
  }
  return null;
}

const isNesting = (value: unknown): value is object =>
  Array.isArray(value) ||
  (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype);

function messageKey(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small') {
    if (issue.origin === 'array') return 'field.tooFew';
    if (issue.origin !== 'string') return 'field.tooSmall';
    return Number(issue.minimum) <= 1 ? 'field.required' : 'field.tooShort';
  }
  if (issue.code === 'too_big') {
    if (issue.origin === 'array') return 'field.tooMany';
    return issue.origin === 'string' ? 'field.tooLong' : 'field.tooBig';
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'field.required';
  return 'field.invalid';
}

function readBounds(issue: z.core.$ZodIssue): Record<string, string | number> {
  if (issue.code === 'too_small') return { minimum: Number(issue.minimum) };
  if (issue.code === 'too_big') return { maximum: Number(issue.maximum) };
  return {};
}
