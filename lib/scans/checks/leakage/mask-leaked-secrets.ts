import type { Evidence } from '@/lib/findings/rules/finding';

const SHOWN = 6;
const NAMED_SECRET =
  /((?:pass(?:word|wd)?|pwd|secret|token|key|dsn|database_url|credentials?)[\w-]{0,40}["']?\s{0,5}[:=]>?\s{0,5}["']?)([^\s"'<>,;]{2,500})/gi;
const HASH_LINE = /^([\w.@-]+:)(\S{8,})$/gm;
const KEY_LINES = /(-----BEGIN [A-Z ]*PRIVATE KEY-----\s*)([A-Za-z0-9+/=\s]+)/g;

const stars = (text: string): string => text.replace(/\S/g, '*');

function inBoth(evidence: Evidence, mask: (text: string) => string): Evidence {
  return { ...evidence, request: mask(evidence.request), response: mask(evidence.response) };
}

/** Hides each secret but for its first characters. Lengths stay, so that the marks keep their places. */
export function maskLeakedSecrets(evidence: Evidence, secrets: readonly string[]): Evidence {
  const masked = (secret: string) => secret.slice(0, SHOWN) + stars(secret.slice(SHOWN));
  return inBoth(evidence, (text) =>
    secrets.reduce((shown, secret) => shown.replaceAll(secret, masked(secret)), text),
  );
}

/** Hides what files keep under the names of secrets, password hashes and key material; lengths stay. */
export function maskNamedSecrets(evidence: Evidence): Evidence {
  const keepName = (_all: string, name: string, secret: string) => name + stars(secret);
  return inBoth(evidence, (text) =>
    text.replace(KEY_LINES, keepName).replace(NAMED_SECRET, keepName).replace(HASH_LINE, keepName),
  );
}
