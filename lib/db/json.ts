import type { Prisma } from './generated/client';

/** A text as PostgreSQL takes it: NUL and halves of surrogate pairs, which hostile pages contain, become U+FFFD. */
export const toPostgresText = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd');

/** A plain record as a JSON column takes it: dates become ISO strings, undefined members vanish, texts as `toText`. */
export function toJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value), (_key, member: unknown) =>
    typeof member === 'string' ? toPostgresText(member) : member,
  ) as Prisma.InputJsonValue;
}
