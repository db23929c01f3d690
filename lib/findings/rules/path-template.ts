/** Only a UUID can do without, and most segments are words. */
const DIGIT = /\d/;
const NUMBER = /^\d+$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DATE = /^\d{4}([-_.]?)\d{1,2}(\1\d{1,2})?(T[\d:.Z+-]*)?$/;
const LONG_HASH = /^(?=.*\d)[0-9a-f]{16,}$/i;
const TOKEN = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9_-]{20,200}$/;
/** Words and abbreviations, as a person would read a name: `Case07-ReflectedText` has three. */
const READABLE_PART = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g;
/** Letters between two changes of case, or digits: under two in random texts, three and more in names. */
const MAX_RANDOM_PART = 2.7;
/** A content hash in the middle of a file name, as bundlers write it: `main.3f2a9c1b.js`, `chunk-0a1b2c3d4e5f.css`. */
const HASH_IN_NAME = /([.-])(?=[0-9a-f]*\d)[0-9a-f]{8,}(?=\.)/gi;

/**
 * Whether a long text with digits and both cases is random. Until version 0.2 every such text counted as a token:
 * findings below readable names of twenty characters and more (`/BenchmarkCase000042/`) have other fingerprints since
 * then, all others have kept theirs.
 */
function isOpaqueToken(value: string): boolean {
  if (!TOKEN.test(value)) return false;
  const parts = value.match(READABLE_PART) ?? [];
  return parts.join('').length / parts.length < MAX_RANDOM_PART;
}

/** Whether one path segment or parameter value names a row rather than a kind of page: number, UUID, date, hash, token. */
export const isIdentifier = (value: string): boolean =>
  UUID.test(value) ||
  (DIGIT.test(value) &&
    (NUMBER.test(value) || DATE.test(value) || LONG_HASH.test(value) || isOpaqueToken(value)));

function decoded(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/**
 * The kind of page behind a path: identifiers become `{}`, so that `/item/1` and `/item/9999` are one.
 * Digits that are only a part of a name stay (`Case07.jsp`, `v2`): those are different pages more often than not.
 * @param pathname the path of a URL, percent-encoded as in the URL
 */
export function pathTemplate(pathname: string): string {
  const template = pathname.split('/').map(segmentTemplate).join('/');
  if (template.length <= 1) return '/';
  return template.endsWith('/') ? template.replace(/(?<!\/)\/+$/, '') : template;
}

function segmentTemplate(segment: string): string {
  const whole = decoded(segment);
  const text = whole.includes(';') ? whole.replace(/;.*/, '') : whole;
  if (isIdentifier(text)) return '{}';
  return DIGIT.test(text) ? text.replace(HASH_IN_NAME, '$1{}') : text;
}
