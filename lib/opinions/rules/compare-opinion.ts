import type { FindingDraft } from '@/lib/findings/rules/finding';
import { pathTemplate } from '@/lib/findings/rules/path-template';
import type { OpinionRow } from './opinion-row';

/** What our own scan says of a row. Texts: `opinions.states.<code>`. */
export const COMPARED_STATES = ['ALSO_HERE', 'ONLY_THERE', 'NOT_COMPARED'] as const;
export type ComparedState = (typeof COMPARED_STATES)[number];

type OwnFinding = Pick<FindingDraft, 'class' | 'titleKey' | 'url' | 'cwe'> & { number: number };
export type Compared = { state: ComparedState /** Of our findings that match. */; numbers: number[] };

/** What concerns the whole site and is reported once by us, whatever page another scanner names. */
const OF_THE_SITE: readonly (readonly [says: RegExp, isOurs: RegExp])[] = [
  [/content[- ]security[- ]policy|\bcsp\b/i, /^findings-headers\.csp/],
  [/click-?jacking|x-frame-options|frame-ancestors/i, /^findings-headers\.frameable$/],
  [/x-content-type-options|mime (?:type|sniff)/i, /^findings-headers\.sniffable$/],
  [/referrer[- ]policy/i, /^findings-headers\.referrerLeaks$/],
  [/httponly/i, /^findings-headers\.cookieNotHttpOnly$/],
  [/samesite/i, /^findings-headers\.cookie(?:No)?SameSite/],
  [/secure flag|cookie without secure/i, /^findings-headers\.cookieNotSecure$/],
  [/cross-domain misconfiguration|cross-origin resource sharing|\bcors\b/i, /^findings-headers\.cors/],
  [/sub-?resource integrity/i, /^findings-headers\.integrityMissing$/],
  [/cross-origin-opener-policy/i, /^findings-headers\.openerPolicyMissing$/],
  [/strict[- ]transport|\bhsts\b/i, /^findings-tls\.(?:no|short)StrictTransport$/],
  [/server leaks|x-powered-by|version (?:information|disclosure)/i, /^findings-leakage\.version/],
];
/** Classes without a place of their own: the same weakness is the same finding. */
const PLACELESS = ['TLS', 'HEADERS'];

/**
 * Each row beside our own findings: the same class at the same kind of page, or the same fault of the whole site.
 * @param findings of our newest scan that came to an end
 */
export function compareOpinion(rows: readonly OpinionRow[], findings: readonly OwnFinding[]): Compared[] {
  const byPlace = new Map<string, number[]>();
  for (const { class: name, url, number } of findings) {
    const key = placeKey(name, new URL(url).pathname);
    byPlace.set(key, [...(byPlace.get(key) ?? []), number]);
  }
  return rows.map((row) => compareRow(row, findings, byPlace));
}

function compareRow(
  row: OpinionRow,
  findings: readonly OwnFinding[],
  byPlace: ReadonlyMap<string, number[]>,
): Compared {
  const matching = (is: (finding: OwnFinding) => boolean) =>
    toCompared(findings.filter(is).map(({ number }) => number));
  const fault = OF_THE_SITE.find(([says]) => says.test(row.title));
  if (fault) return matching(({ titleKey }) => fault[1].test(titleKey));
  if (row.class === null) return { state: 'NOT_COMPARED', numbers: [] };
  if (PLACELESS.includes(row.class)) {
    if (row.cwe === null) return { state: 'NOT_COMPARED', numbers: [] };
    return matching((finding) => finding.class === row.class && finding.cwe === row.cwe);
  }
  if (row.path === null) return { state: 'NOT_COMPARED', numbers: [] };
  return toCompared(byPlace.get(placeKey(row.class, row.path)) ?? []);
}

const placeKey = (name: string, path: string): string => JSON.stringify([name, pathTemplate(path)]);

const toCompared = (numbers: number[]): Compared => ({
  state: numbers.length > 0 ? 'ALSO_HERE' : 'ONLY_THERE',
  numbers,
});
