/**
 * The version of the scan service agreement that has to be accepted. Its text is in the message files below
 * `agreement.<version>`. A changed text is a new version; the old ones are kept for those who accepted them.
 */
export const CURRENT_AGREEMENT = 'v3';

/** The sections of each version, in order; each has `title` and `text`. */
export const AGREEMENT_SECTIONS = {
  v1: ['scope', 'limits', 'responsibility', 'data', 'end'],
  v2: ['scope', 'forms', 'traces', 'avoided', 'limits', 'responsibility', 'data', 'end'],
  v3: ['scope', 'forms', 'files', 'commands', 'traces', 'avoided', 'limits', 'responsibility', 'data', 'end'],
} as const satisfies Record<string, readonly string[]>;

export type AgreementVersion = keyof typeof AGREEMENT_SECTIONS;
