import { MASK } from '@/lib/http/mask-secrets';

/** Names whose values are nobody's business but the seller's, without case and punctuation. */
const HIDDEN: ReadonlySet<string> = new Set([
  'username',
  'password',
  'passwd',
  'pwd',
  'mobilephone',
  'mobile',
  'phone',
  'email',
  'idnum',
  'clientsecret',
  'secret',
  'accesskey',
  'secretkey',
  'apikey',
  'token',
  'accesstoken',
  'refreshtoken',
  'idtoken',
  'xapikey',
  'xauthtoken',
  'authorization',
  'proxyauthorization',
  'cookie',
  'setcookie',
]);

/** Values that people compare: their beginning stays. */
const SHORTENED: ReadonlySet<string> = new Set(['signature', 'authtoken', 'xsign', 'sign', 'bodysign']);

const KEPT_CHARACTERS = 4;
/** A shorter signature is none, and would be given away by its beginning. */
const SHORTEST_SIGNATURE = 3 * KEPT_CHARACTERS;

export type Sensitivity = 'hidden' | 'shortened' | null;

/** How much of a value may be shown, by its name in JSON, a query, a head or a form. */
export function rateSensitivity(name: string): Sensitivity {
  const bare = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (HIDDEN.has(bare)) return 'hidden';
  return SHORTENED.has(bare) ? 'shortened' : null;
}

/** What is shown instead of a value; an empty one is shown as it is, since that is what people look for. */
export function maskedValue(value: string, sensitivity: Exclude<Sensitivity, null>): string {
  if (value === '') return '';
  return sensitivity === 'shortened' && value.length >= SHORTEST_SIGNATURE
    ? `${value.slice(0, KEPT_CHARACTERS)}${MASK}`
    : MASK;
}
