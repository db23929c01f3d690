import type { FindingClass } from '@/lib/findings/rules/finding';

/** Weaknesses of the CWE that belong to one of our classes. */
const CWES: Record<FindingClass, readonly number[]> = {
  XSS: [79, 80, 81, 82, 83, 84, 85, 86, 87],
  SQL_INJECTION: [89, 564],
  CSRF: [352],
  XXE: [611, 776, 827],
  OS_COMMAND_INJECTION: [77, 78, 88],
  CROSS_DIRECTORY_ACCESS: [22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 73],
  FILE_UPLOAD: [434],
  INFORMATION_LEAKAGE: [
    ...[200, 201, 209, 210, 211, 215, 219, 256, 312, 359, 425, 497, 527, 528, 529, 530, 531, 532, 533, 534],
    ...[535, 536, 537, 538, 540, 541, 548, 550, 552, 598, 615, 651, 798],
  ],
  URL_REDIRECTION: [601],
  TLS: [295, 296, 297, 298, 299, 311, 319, 326, 327, 328, 523, 757],
  TROJAN: [506, 507, 508, 509, 510, 511, 512, 829, 912],
  HEADERS: [16, 346, 353, 525, 614, 644, 693, 942, 1004, 1021, 1275],
};
const BY_CWE = new Map(
  Object.entries(CWES).flatMap(([name, numbers]) => numbers.map((cwe) => [cwe, name as FindingClass])),
);

/** Chapters of the OWASP Web Security Testing Guide, which Wapiti names; `OSHP` is its family of headers. */
const CHAPTERS: readonly (readonly [RegExp, FindingClass])[] = [
  [/^WSTG-(?:INPV-0[12]|CLNT-01)$/, 'XSS'],
  [/^WSTG-INPV-05$/, 'SQL_INJECTION'],
  [/^WSTG-SESS-05$/, 'CSRF'],
  [/^WSTG-INPV-07$/, 'XXE'],
  [/^WSTG-INPV-12$/, 'OS_COMMAND_INJECTION'],
  [/^WSTG-ATHZ-01$/, 'CROSS_DIRECTORY_ACCESS'],
  [/^WSTG-BUSL-0[89]$/, 'FILE_UPLOAD'],
  [/^WSTG-(?:CONF-0[34]|ERRH-0[12]|INFO-0[258])$/, 'INFORMATION_LEAKAGE'],
  [/^WSTG-CLNT-04$/, 'URL_REDIRECTION'],
  [/^WSTG-(?:CRYP-0[13]|CONF-07)$/, 'TLS'],
  [/^(?:WSTG-(?:CONF-12|SESS-02|CLNT-0[79])|OSHP-.*)$/, 'HEADERS'],
];

/** What a name says, where a report has nothing better: some kinds have no weakness of their own. */
const NAMES: readonly (readonly [RegExp, FindingClass])[] = [
  [/\bxss\b|cross[- ]site scripting/i, 'XSS'],
  [/\bsql\b.{0,40}\binjection|\bsqli\b/i, 'SQL_INJECTION'],
  [/\bcsrf\b|cross[- ]site request forgery/i, 'CSRF'],
  [/\bxxe\b|xml external entit/i, 'XXE'],
  [/command (?:injection|execution)/i, 'OS_COMMAND_INJECTION'],
  [/(?:path|directory) traversal/i, 'CROSS_DIRECTORY_ACCESS'],
  [/file upload/i, 'FILE_UPLOAD'],
  [/(?:open|external|url) redirect/i, 'URL_REDIRECTION'],
  [/content[- ]security[- ]policy|\bcsp\b|click-?jacking|x-frame-options|secure headers/i, 'HEADERS'],
  [/x-content-type-options|mime (?:type|sniff)|referrer-policy|httponly|samesite|secure flag/i, 'HEADERS'],
  [/cookie without|cross-domain misconfiguration|sub-?resource integrity/i, 'HEADERS'],
  [/\btls\b|\bssl\b|strict[- ]transport|\bhsts\b|certificate|\bcipher/i, 'TLS'],
  [/backup file|directory (?:browsing|listing)|source code disclosure|stack ?trace/i, 'INFORMATION_LEAKAGE'],
  [
    /information (?:disclosure|leak)|server leaks|private ip|error (?:message|disclosure)/i,
    'INFORMATION_LEAKAGE',
  ],
];

const findNamed = (
  list: readonly (readonly [RegExp, FindingClass])[],
  texts: readonly string[],
): FindingClass | null => list.find(([pattern]) => texts.some((text) => pattern.test(text)))?.[1] ?? null;

/** The class that a finding of another scanner belongs to; null where it is none of ours. */
export const classifyWeakness = (facts: {
  cwe: number | null;
  chapters?: readonly string[];
  name: string;
}): FindingClass | null =>
  BY_CWE.get(facts.cwe ?? 0) ?? findNamed(CHAPTERS, facts.chapters ?? []) ?? findNamed(NAMES, [facts.name]);

/** The number of the first weakness that a text names: `CWE-89`, `external/cwe/cwe-089`, an address of cwe.mitre.org. */
export function findCwe(texts: readonly string[]): number | null {
  for (const text of texts) {
    const number = /\bcwe-0{0,4}(\d{1,4})\b|cwe\.mitre\.org\/data\/definitions\/(\d{1,4})\b/i.exec(text);
    if (number) return Number(number[1] ?? number[2]);
  }
  return null;
}
