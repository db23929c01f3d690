/** Names of a token that calls carry in their `Authorization` header: `access_token`, `idToken`, `jwt`. */
const TOKEN = /^(?:(?:access|id|auth|api|session|bearer|user)[_-]?)?(?:token|jwt)$/i;
/** RFC 6750, 2.1 */
const BEARER = /^[\w.~+/-]{8,4096}=*$/;
const MAX_DEPTH = 4;

/** The token that a login's answer hands to the page's scripts instead of a cookie; null where it has none, or no JSON. */
export function readSessionToken(text: string): string | null {
  try {
    return findToken(JSON.parse(text), 0);
  } catch {
    return null;
  }
}

function findToken(value: unknown, depth: number): string | null {
  if (value === null || typeof value !== 'object' || depth > MAX_DEPTH) return null;
  const entries = Object.entries(value);
  const own = entries.find(([name, one]) => TOKEN.test(name) && typeof one === 'string');
  const token = own && String(own[1]).replace(/^Bearer\s+/i, '');
  if (token !== undefined && BEARER.test(token)) return token;
  for (const [, inner] of entries) {
    const found = findToken(inner, depth + 1);
    if (found !== null) return found;
  }
  return null;
}
