import type { RawHeader } from './exchange';

export const MASK = '********';

/** Headers whose whole value is a secret but for the scheme in front. */
const CREDENTIALS = new Set(['authorization', 'proxy-authorization']);
const KEY_HEADERS = new Set(['x-api-key', 'x-auth-token', 'x-csrf-token', 'x-xsrf-token', 'api-key']);

/** How servers write quotation marks into markup: PHP, Go, Django and Java each in their own way. */
const QUOTES = ['"', '&quot;', '&#34;', '&#x22;'];
const APOSTROPHES = ["'", '&#39;', '&#039;', '&#x27;', '&apos;'];

/** Every written form in which a secret can be in a URL, a form, JSON, a basic credential or markup. */
function spellings(secret: string): string[] {
  const percent = encodeURIComponent(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  const markup = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const base64 = Buffer.from(secret, 'utf8').toString('base64');
  return [
    secret,
    percent,
    percent.replaceAll('%20', '+'),
    percent.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    new URLSearchParams({ v: secret }).toString().slice(2),
    json,
    ...QUOTES.flatMap((quote) =>
      APOSTROPHES.map((apostrophe) => markup.replaceAll('"', quote).replaceAll("'", apostrophe)),
    ),
    base64,
    base64.replace(/={1,2}$/, ''),
    Buffer.from(secret, 'utf8').toString('base64url'),
  ];
}

/**
 * The text with every given secret, in any of its spellings, replaced; longest first, so that none is left in part.
 * @param isCut the text ends where a cap fell: the beginning of a secret at its very end is masked too
 */
export function maskSecrets(text: string, secrets: readonly string[], isCut = false): string {
  const forms = [...new Set(secrets.filter((secret) => secret !== '').flatMap(spellings))];
  const masked = forms
    .sort((a, b) => b.length - a.length)
    .reduce((rest, form) => rest.replaceAll(form, MASK), text);
  if (!isCut) return masked;
  const tail = Math.max(0, ...forms.map((form) => tailLength(masked, form)));
  return tail === 0 ? masked : `${masked.slice(0, -tail)}${MASK}`;
}

/** How many characters at the end of the text are the beginning of the form. */
function tailLength(text: string, form: string): number {
  for (let length = form.length - 1; length > 0; length--)
    if (text.endsWith(form.slice(0, length))) return length;
  return 0;
}

/** A header value as it may be kept: credentials and cookie values masked, names and attributes left readable. */
export function maskHeader([name, value]: RawHeader): RawHeader {
  const lower = name.toLowerCase();
  if (CREDENTIALS.has(lower))
    return [
      name,
      value.replace(/^(\S+ )?.*$/s, (_all, scheme: string | undefined) => `${scheme ?? ''}${MASK}`),
    ];
  if (KEY_HEADERS.has(lower)) return [name, MASK];
  if (lower === 'cookie') return [name, value.split(/;\s*/).map(maskPair).join('; ')];
  if (lower === 'set-cookie') {
    const [pair = '', ...attributes] = value.split(';');
    return [name, [maskPair(pair), ...attributes].join(';')];
  }
  return [name, value];
}

/** A cookie without `=` is a value without a name. */
const maskPair = (pair: string): string =>
  pair.includes('=') ? `${pair.slice(0, pair.indexOf('='))}=${MASK}` : MASK;
