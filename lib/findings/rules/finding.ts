import type { FindingKey } from '@/lib/i18n/app-messages';

/** The eleven classes of the customer's list, in its order, and the header family that Preflight adds. */
export const VULNERABILITY_CLASSES = [
  'XSS',
  'SQL_INJECTION',
  'CSRF',
  'XXE',
  'OS_COMMAND_INJECTION',
  'CROSS_DIRECTORY_ACCESS',
  'FILE_UPLOAD',
  'INFORMATION_LEAKAGE',
  'URL_REDIRECTION',
  'TLS',
  'TROJAN',
] as const;
export const FINDING_CLASSES = [...VULNERABILITY_CLASSES, 'HEADERS'] as const;
export type VulnerabilityClass = (typeof VULNERABILITY_CLASSES)[number];
export type FindingClass = (typeof FINDING_CLASSES)[number];

export const SEVERITIES = ['HIGH', 'MEDIUM', 'LOW', 'HINT'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** `CONFIRMED`: two independent signals; `LIKELY`: one; `INFO`: worth knowing, no judgement. */
export const CONFIDENCES = ['CONFIRMED', 'LIKELY', 'INFO'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export const PARAMETER_LOCATIONS = [
  'QUERY',
  'FORM',
  'JSON',
  'XML',
  'PATH',
  'HEADER',
  'COOKIE',
  'MULTIPART',
] as const;
export type ParameterLocation = (typeof PARAMETER_LOCATIONS)[number];

/** A stretch of text that proves the finding: character offsets into the evidence's request or response. */
export type ProofMark = { in: 'request' | 'response'; from: number; to: number };

/** The exact exchange, secrets masked; text is the bytes read as UTF-8 with undecodable ones as U+FFFD. */
export type Evidence = { request: string; response: string; isTruncated: boolean; marks: ProofMark[] };

/** A few lines that show a fix; `language` is the name of a programming language, a server or a format. */
export type FixExample = { language: string; code: string };

/** What a check reports. Texts are keys: `<titleKey>.title|why|fix` in the message files (`findings-active.reflectedXss.title`), filled with `values`. */
export type FindingDraft = {
  checkId: string;
  class: FindingClass;
  titleKey: FindingKey;
  values: Record<string, string | number>;
  severity: Severity;
  confidence: Confidence;
  cvssVector: string;
  cvssScore: number;
  cwe: number;
  method: string;
  url: string;
  /** Path and choosing parameters of a page that proved unlike others of its template, so that it counts for itself. */
  ownAddress?: string;
  parameter: { location: ParameterLocation; name: string } | null;
  /** The request before any probe, as the scans that found it write it: a re-test begins with it. */
  source?: object | null;
  /** Where the input ends up (`html-text`, `attribute`, `location-header`): part of the fingerprint. */
  sink: string;
  evidence: Evidence;
};

/** Only a confirmed high finding blocks release: as a filter of queries, and as a question. */
export const severeWhere = {
  severity: 'HIGH',
  confidence: 'CONFIRMED',
} as const satisfies Partial<FindingDraft>;
type Weighed = Pick<FindingDraft, 'severity' | 'confidence'>;
/** What earlier decisions make of a finding (`standing.ts`); absent where nobody can have decided. */
type Stood = { standing?: { state: 'CARRIED' | 'REOPENED' } | null };

/** Whether a finding blocks unless somebody accepted it. */
export const isSevere = ({ severity, confidence }: Weighed): boolean =>
  severity === severeWhere.severity && confidence === severeWhere.confidence;

/** Whether a finding was accepted earlier and is not asked again. */
export const isCarried = ({ standing }: Stood): boolean => standing?.state === 'CARRIED';

/** Only a confirmed high finding that nobody accepted earlier blocks release. In SQL: `decisions/store.ts`. */
export const isBlocking = (finding: Weighed & Stood): boolean => isSevere(finding) && !isCarried(finding);
