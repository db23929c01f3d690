/**
 * The version of the scan service agreement that is accepted today. Its text stands in the message files below
 * `agreement.<version>`; a changed text is a new version, and the old one stays for those who accepted it.
 */
export const CURRENT_AGREEMENT = 'v1';

/** The sections of each version, in order; each has `title` and `text`. */
export const AGREEMENT_SECTIONS = {
  v1: ['scope', 'limits', 'responsibility', 'data', 'end'],
} as const satisfies Record<string, readonly string[]>;

export type AgreementVersion = keyof typeof AGREEMENT_SECTIONS;
