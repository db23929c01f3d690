import { OPINION_MB } from '@/lib/core/policy';

/** Why a report is not read at all. Texts: `errors.opinions.problems.<code>`. */
export const OPINION_PROBLEMS = [
  'EMPTY',
  'TOO_LARGE',
  'NOT_TEXT',
  'MARKUP',
  'NOT_JSON',
  'TOO_DEEP',
  'TOO_MANY_PARTS',
  'UNKNOWN_REPORT',
  'SARIF_VERSION',
  'OWN_REPORT',
  'OTHER_SITE',
  'TOOK_TOO_LONG',
  'TOO_MUCH',
  'UNREADABLE',
  'BUSY',
] as const;
export type OpinionProblem = (typeof OPINION_PROBLEMS)[number];

export const OPINION_MAX_BYTES = OPINION_MB * 1024 * 1024;

/** Ends the reading of a report from wherever it is; the reader's entrance turns it into a value. */
export class OpinionRefused extends Error {
  constructor(
    readonly reason: OpinionProblem,
    /** Hosts that the report is about, where that is the reason. */
    readonly hosts: readonly string[] = [],
  ) {
    super(reason);
    this.name = 'OpinionRefused';
  }
}
