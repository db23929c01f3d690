/** How libraries write a value into a query. */
const upper = (byte: number) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
const percented = (characters: RegExp) => (text: string) =>
  text.replace(characters, (character) => upper(character.charCodeAt(0)));
/** Half a surrogate pair can be encoded by none of them, and a stray `%` decoded by none. */
function whole(encode: (text: string) => string, text: string): string {
  try {
    return encode(text);
  } catch {
    return text;
  }
}
/** As it was where it is not encoded well. */
export const percentDecoded = (text: string): string => whole(decodeURIComponent, text);
const lowered = (text: string) => text.replace(/%[0-9A-F]{2}/g, (found) => found.toLowerCase());

/** JavaScript: leaves `! ' ( ) * ~`. */
export const component = (text: string): string => whole(encodeURIComponent, text);
/** RFC 3986, PHP's rawurlencode, Python's quote(safe=''): leaves `~` alone. */
const strict = (text: string): string => percented(/[!'()*]/g)(component(text));
/** As HTML forms write it, and Java's URLEncoder: a space becomes `+`, `*` stays. */
export const form = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);
/** PHP's urlencode and http_build_query: as a form, without `*`. */
const phpForm = (text: string): string => form(text).replaceAll('*', '%2A');
/** .NET's HttpUtility.UrlEncode: as a form, hexadecimal in lower case; `! ( ) *` stay. */
const dotnetForm = (text: string): string =>
  lowered(form(text).replace(/%21|%28|%29/g, (found) => decodeURIComponent(found)));
/** Java's URLEncoder with `+` replaced by `%20`. */
const formWithoutPlus = (text: string): string => form(text).replaceAll('+', '%20');
/** Go's QueryEscape and Python's quote_plus: as a form, `~` stays and `*` does not. */
const quotePlus = (text: string): string => phpForm(text).replaceAll('%7E', '~');
/** Python's quote: leaves slashes alone. */
const pathQuote = (text: string): string => strict(text).replaceAll('%2F', '/');
const strictLower = (text: string): string => lowered(strict(text));
/** JavaScript's encodeURI: leaves what has a meaning in a URL. */
const wholeUri = (text: string): string => whole(encodeURI, text);

/** Each by the name that people know. */
export const ENCODERS: Readonly<Record<string, (text: string) => string>> = {
  rawurlencode: strict,
  urlencode: phpForm,
  'HttpUtility.UrlEncode': dotnetForm,
  'URLEncoder with %20': formWithoutPlus,
  'URLEncoder with %20, %2A': (text) => formWithoutPlus(text).replaceAll('*', '%2A'),
  quote_plus: quotePlus,
  'urllib.parse.quote': pathQuote,
  'Uri.EscapeDataString in lower case': strictLower,
  encodeURI: wholeUri,
};
