/** What a seller may conclude of a finding: column F of the workbook. Words: `reports.conclusions.<code>`. */
export const CONCLUSIONS = ['FALSE_POSITIVE', 'FIXED', 'RISK_ACCEPTED'] as const;
export type Conclusion = (typeof CONCLUSIONS)[number];

/** Shorter explanations explain nothing; longer ones belong into an evidence file. Characters. */
export const EXPLANATION_MINIMUM = 10;
export const EXPLANATION_MAXIMUM = 4_000;
export const REFERENCE_MAXIMUM = 1_000;

/** A character of these scripts says as much as this many letters. */
export const IDEOGRAPH_WEIGHT = 3;
const IDEOGRAPH = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u;

/** Whether an explanation says enough for a reviewer to judge. */
export function isExplained(explanation: string): boolean {
  let weight = 0;
  for (const character of explanation.trim()) {
    weight += IDEOGRAPH.test(character) ? IDEOGRAPH_WEIGHT : 1;
    if (weight >= EXPLANATION_MINIMUM) return true;
  }
  return false;
}
