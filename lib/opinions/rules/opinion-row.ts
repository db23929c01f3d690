import type { FindingClass, Severity } from '@/lib/findings/rules/finding';

/** The forms of report that are read: Wapiti's JSON, ZAP's traditional JSON, and SARIF 2.1 of any tool. */
export const OPINION_SOURCES = ['WAPITI', 'ZAP', 'SARIF'] as const;
export type OpinionSource = (typeof OPINION_SOURCES)[number];

/** One finding of another scanner. Texts are the report's own, shortened, and are only ever shown as plain text. */
export type OpinionRow = {
  title: string;
  /** Null for what none of our classes is about. */
  class: FindingClass | null;
  cwe: number | null;
  /** The nearest of our severities; null where the report says none. */
  severity: Severity | null;
  /** Empty where the report says none. */
  method: string;
  /** Where, as the report writes it: an absolute address, a path, or a file. */
  place: string;
  /** The path of the address; null where the place is none. */
  path: string | null;
  parameter: string;
  text: string;
};

/** Why something of a report is no row. Texts: `opinions.leftOut.<code>`. */
export const LEFT_OUT_REASONS = ['OTHER_SITE', 'NO_FINDING', 'OVER_LIMIT'] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

export type OpinionCounts = {
  rows: number;
  severities: Record<Severity | 'NONE', number>;
  leftOut: Record<LeftOutReason, number>;
};

export type OpinionReading = {
  source: OpinionSource;
  tool: string;
  toolVersion: string;
  madeAt: string;
  rows: OpinionRow[];
  counts: OpinionCounts;
};

/** Rows that are kept of one report, and of each row so many characters. */
export const ROWS_MAXIMUM = 2_000;
export const ROW_LENGTHS = { title: 300, place: 1_000, parameter: 200, method: 20, text: 6_000 } as const;
/** Characters of all texts together. */
export const ROWS_TEXT_MAXIMUM = 3_000_000;
