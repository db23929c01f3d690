/** The members of a value of JSON that is no array; none where it is no object. */
export type PastedFields = Readonly<Record<string, unknown>>;

/** A pasted text as JSON, when it is an object or an array; undefined when it is none. */
export function pastedJson(pasted: string): unknown {
  const text = pasted.trim().replace(/^\ufeff/, '');
  if (!text.startsWith('{') && !text.startsWith('[')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const toFields = (value: unknown): PastedFields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as PastedFields) : {};

export const textOrEmpty = (value: unknown): string => (typeof value === 'string' ? value : '');
