/** How closely a sign binds its two sides. */
export const BINDING = new Map<string, number>([
  ['??', 1],
  ['||', 2],
  ['&&', 3],
  ['|', 4],
  ['^', 5],
  ['&', 6],
  ...['==', '!=', '===', '!=='].map((sign) => [sign, 7] as const),
  ...['<', '>', '<=', '>=', 'in', 'instanceof'].map((sign) => [sign, 8] as const),
  ...['<<', '>>', '>>>'].map((sign) => [sign, 9] as const),
  ['+', 10],
  ['-', 10],
  ['*', 11],
  ['/', 11],
  ['%', 11],
  ['**', 12],
]);
export const ASSIGNMENTS = new Set('= += -= *= /= %= **= <<= >>= >>>= &= |= ^= &&= ||= ??='.split(' '));
export const PREFIXES = new Set(['!', '~', '+', '-', 'typeof', 'void', 'delete', 'await', 'yield', '...']);
export const STEPS = new Set(['++', '--']);
export const CONSTANTS = new Map<string, boolean | null | undefined>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', undefined],
]);
/** Words that begin a statement and never an expression. */
export const RESERVED = new Set([
  'if',
  'for',
  'while',
  'do',
  'return',
  'var',
  'const',
  'try',
  'switch',
  'else',
  'case',
  'catch',
  'finally',
  'throw',
]);
