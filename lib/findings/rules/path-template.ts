const NUMBER = /^\d+$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DATE = /^\d{4}([-_.]?)\d{1,2}(\1\d{1,2})?(T[\d:.Z+-]*)?$/;
const LONG_HASH = /^(?=.*\d)[0-9a-f]{16,}$/i;
const OPAQUE_TOKEN = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9_-]{20,}$/;
/** A content hash in the middle of a file name, as bundlers write it: `main.3f2a9c1b.js`, `chunk-0a1b2c3d4e5f.css`. */
const HASH_IN_NAME = /([.-])(?=[0-9a-f]*\d)[0-9a-f]{8,}(?=\.)/gi;

/** Whether one path segment or parameter value names a row rather than a kind of page: number, UUID, date, hash, token. */
export const isIdentifier = (value: string): boolean =>
  NUMBER.test(value) ||
  UUID.test(value) ||
  DATE.test(value) ||
  LONG_HASH.test(value) ||
  OPAQUE_TOKEN.test(value);

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/**
 * The kind of page behind a path: identifiers become `{}`, so that `/item/1` and `/item/9999` are one.
 * Digits that are only a part of a name stay (`Case07.jsp`, `v2`): those are different pages more often than not.
 * @param pathname the path of a URL, percent-encoded as it stands there
 */
export function pathTemplate(pathname: string): string {
  const segments = pathname.split('/').map((segment) => {
    const text = decoded(segment).replace(/;.*/, '');
    return isIdentifier(text) ? '{}' : text.replace(HASH_IN_NAME, '$1{}');
  });
  const template = segments.join('/');
  return template.length > 1 ? template.replace(/(?<!\/)\/+$/, '') : '/';
}
