import { explain } from '@/lib/signing/hypotheses/explain';
import type { Digests } from '@/lib/signing/primitives';

/** Larger than what is usually pasted, and still unnoticed while a page is idle. */
const MEMBERS = 100;

/**
 * Searches once for the mistake behind a value that has none. A browser compiles code while it runs: without this, the
 * first search of a page takes three times as long as all later ones, and it is the one that a seller waits for.
 */
export function warmUpSearch(digests: Digests): void {
  const entries = Array.from({ length: MEMBERS }, (_, index): [string, unknown] => [
    `member${index}`,
    { text: `<a & b> \u4e2d/\u00fc ${index}`, list: [index, 1.5, true, null], empty: '' },
  ]);
  const body = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const common = { accessKey: 'warm-up', body };
  const stamp = { nonce: 'warm+up+warm+up+', timestamp: '1700000000000' };
  explain({ profile: 'v2-request', ...common, ...stamp, theirs: '0'.repeat(64) }, digests);
  const headers = [['Body-Sign', 'sign_type="HMAC-SHA256", signature="AAAA"']] as const;
  explain({ profile: 'v1-body-sign', headers, ...common }, digests);
}
