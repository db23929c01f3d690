import type { Severity } from './finding';

/** KooGallery's Product Security Review Standards 3.0: from here on a weakness must be solved or worked around. */
export const BLOCKING_CVSS_SCORE = 7;

const METRICS = {
  AV: { N: 0.85, A: 0.62, L: 0.55, P: 0.2 },
  AC: { L: 0.77, H: 0.44 },
  UI: { N: 0.85, R: 0.62 },
  C: { H: 0.56, L: 0.22, N: 0 },
  I: { H: 0.56, L: 0.22, N: 0 },
  A: { H: 0.56, L: 0.22, N: 0 },
} as const;
const PRIVILEGES = {
  U: { N: 0.85, L: 0.62, H: 0.27 },
  C: { N: 0.85, L: 0.68, H: 0.5 },
} as const;

type Weights = Readonly<Record<string, number>>;

/** Rounds up to one decimal in whole numbers, as appendix A of the specification asks, free of binary fractions. */
function roundUp(score: number): number {
  const whole = Math.round(score * 100_000);
  return whole % 10_000 === 0 ? whole / 100_000 : (Math.floor(whole / 10_000) + 1) / 10;
}

/**
 * Base score of a CVSS 3.1 vector (https://www.first.org/cvss/v3.1/specification-document, section 7.1).
 * @param vector `CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H`; metrics in any order
 * @throws RangeError when the vector is not a complete CVSS 3.1 base vector
 */
export function cvssBaseScore(vector: string): number {
  const [version, ...pairs] = vector.split('/');
  if (version !== 'CVSS:3.1') throw new RangeError(`Not a CVSS 3.1 vector: ${vector}`);
  const values = new Map(
    pairs.map((pair) => {
      const colon = pair.indexOf(':');
      return [pair.slice(0, colon), pair.slice(colon + 1)] as const;
    }),
  );
  const weight = (metric: string, weights: Weights): number => {
    const found = weights[values.get(metric) ?? ''];
    if (found === undefined) throw new RangeError(`CVSS metric ${metric} is missing or unknown: ${vector}`);
    return found;
  };
  const scope = values.get('S');
  if (scope !== 'U' && scope !== 'C') throw new RangeError(`CVSS metric S is missing or unknown: ${vector}`);
  const isChanged = scope === 'C';
  const base = 1 - (1 - weight('C', METRICS.C)) * (1 - weight('I', METRICS.I)) * (1 - weight('A', METRICS.A));
  const impact = isChanged ? 7.52 * (base - 0.029) - 3.25 * (base - 0.02) ** 15 : 6.42 * base;
  const exploitability =
    8.22 *
    weight('AV', METRICS.AV) *
    weight('AC', METRICS.AC) *
    weight('PR', PRIVILEGES[scope]) *
    weight('UI', METRICS.UI);
  if (impact <= 0) return 0;
  return roundUp(Math.min((isChanged ? 1.08 : 1) * (impact + exploitability), 10));
}

/** Severity of a base score: high from 7.0, medium from 4.0, low above 0, hint at 0. */
export function severityOfScore(score: number): Severity {
  if (score >= BLOCKING_CVSS_SCORE) return 'HIGH';
  if (score >= 4) return 'MEDIUM';
  return score > 0 ? 'LOW' : 'HINT';
}

/** Everything a check states about weight, from the vector alone, so that the three can never contradict each other. */
export function weigh(cvssVector: string): { cvssVector: string; cvssScore: number; severity: Severity } {
  const cvssScore = cvssBaseScore(cvssVector);
  return { cvssVector, cvssScore, severity: severityOfScore(cvssScore) };
}
