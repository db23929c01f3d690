import { MASK } from '@/lib/http/mask-secrets';
import { jsonFromBase64, maskText } from './mask-text';
import { maskedValue, rateSensitivity } from './sensitive-names';

export type MaskedJson = string | number | boolean | null | MaskedJson[] | { [name: string]: MaskedJson };

/** Deeper than any interface; PostgreSQL and we alike read JSON recursively. */
const MAX_DEPTH = 60;

/** A text as PostgreSQL takes it: NUL and halves of surrogate pairs become U+FFFD. */
export const storableText = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd');

/**
 * A JSON text with every value under a sensitive name masked, at any depth, inside texts that are JSON themselves, and
 * in lists of `{name, value}` as extension parameters are.
 * @returns undefined for what is not JSON, or nested too deep to be searched
 */
export function maskJson(text: string): MaskedJson | undefined {
  const value = parseMaskableJson(text);
  return value === undefined ? undefined : masked(value);
}

/** A JSON text as it is; undefined for what is none, or nested too deep. */
export function parseMaskableJson(text: string): MaskedJson | undefined {
  try {
    const value: MaskedJson = JSON.parse(withoutMark(text));
    return isDeeperThan(value, MAX_DEPTH) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** Without the byte order mark, which no JSON reader takes and every other reader overlooks. */
export const withoutMark = (text: string): string => text.replace(/^\ufeff/, '');

/** A value by its name in JSON, a query or a form. */
export function maskNamedText(name: string, value: string): string {
  const sensitivity = rateSensitivity(name);
  return sensitivity ? maskedValue(value, sensitivity) : maskInner(value);
}

function masked(value: unknown): MaskedJson {
  if (typeof value === 'string') return maskInner(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object' || value === null) return typeof value === 'boolean' ? value : null;
  if (Array.isArray(value)) return value.map(masked);
  const named = 'name' in value && typeof value.name === 'string' ? rateSensitivity(value.name) : null;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const sensitivity = rateSensitivity(name) ?? (name === 'value' ? named : null);
      return [storableText(name), sensitivity ? hide(member, sensitivity) : masked(member)];
    }),
  );
}

function hide(value: unknown, sensitivity: 'hidden' | 'shortened'): MaskedJson {
  if (value === null) return null;
  return typeof value === 'string' ? storableText(maskedValue(value, sensitivity)) : MASK;
}

/** A text under a harmless name: it may still hold JSON, a link with a query, or either in base64. */
function maskInner(value: string): string {
  const plain = jsonFromBase64(value);
  if (plain !== null) {
    const inner = maskText(plain);
    if (inner !== plain) return inner;
  }
  return storableText(maskText(value));
}

function isDeeperThan(root: unknown, depth: number): boolean {
  let level: unknown[] = [root];
  for (let at = 0; level.length > 0; at++) {
    if (at > depth) return true;
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return false;
}
