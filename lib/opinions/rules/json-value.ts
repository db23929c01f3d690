export type JsonRecord = Readonly<Record<string, unknown>>;

/** A value as a record: an empty one where it is something else. */
export const recordOrEmpty = (value: unknown): JsonRecord => (isRecord(value) ? value : {});

export const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as a list: an empty one where it is something else. */
export const listOrEmpty = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A value as a text, numbers included: reports write the same thing as either. */
export const textOrNone = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

/** A member of its own: never what every object has. */
export const ownMember = (record: JsonRecord, name: string): unknown =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** A whole number from 0; null where the value is none. */
export function asCount(value: unknown): number | null {
  const number = Number(typeof value === 'string' && value.trim() === '' ? Number.NaN : value);
  return Number.isSafeInteger(number) && number >= 0 ? number : null;
}
