import { maskText } from './mask-text';

/** The header's own name, which would hide the kind of signature behind it like a secret. */
const HEADER_NAME = /^body-sign:[ \t]*/i;
/** A digest in any encoding that sellers use, by itself or under its name in the header. */
const BARE = /^[A-Za-z0-9+/=_%-]{16,128}$/;
const NAMED = /signature\s*=\s*(?:"[A-Za-z0-9+/=_% -]{0,128}"|[A-Za-z0-9+/=_%-]{0,128})/i;

/**
 * A `Body-Sign` value, or the signature of one. It is not masked: it proves who wrote a body and opens nothing, KooGallery
 * prints the expected value itself, and nobody can fix it without comparing the two. Whatever else is in the
 * header is masked like any text.
 */
export function maskBodySign(text: string): string {
  const [headerName = ''] = HEADER_NAME.exec(text) ?? [];
  return headerName + maskValue(text.slice(headerName.length));
}

function maskValue(text: string): string {
  if (BARE.test(text)) return text;
  const [found] = NAMED.exec(text) ?? [];
  if (found === undefined) return maskText(text);
  const at = text.indexOf(found);
  return maskText(text.slice(0, at)) + found + maskText(text.slice(at + found.length));
}
