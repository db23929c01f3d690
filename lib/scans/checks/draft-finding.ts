import { weigh } from '@/lib/findings/rules/cvss';
import type { Confidence, FindingDraft } from '@/lib/findings/rules/finding';
import type { Exchange } from '@/lib/http/exchange';
import type { FindingKey } from '@/lib/i18n/app-messages';
import type { Check } from './check';
import { toEvidence } from './probing/exchange-evidence';

/** Weights that several checks share. Severity follows from the vector, never from taste. */
export const VECTORS = {
  /** A second line of defence is missing: needs another weakness and a user's act. */
  hardening: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:N/I:L/A:N',
  /** Worth knowing, harms nobody by itself. */
  hint: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:N/I:N/A:N',
  /** A little of what should stay inside. */
  smallLeak: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:L/I:N/A:N',
  leak: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N',
  /** Secrets or whole data sets. */
  severeLeak: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N',
} as const;

export type DraftParts = {
  titleKey: FindingKey;
  values?: FindingDraft['values'];
  cvssVector: string;
  confidence: Confidence;
  sink: string;
  /** Literal texts of the exchange that prove it. */
  proofs: readonly string[];
  /** The place that the finding is about; the exchange's own URL unless told. */
  url?: string;
  parameter?: FindingDraft['parameter'];
};

/** A finding with the exchange as evidence and its weight computed from the vector. */
export function draftFinding(
  check: Pick<Check, 'id' | 'class' | 'cwe'>,
  exchange: Exchange,
  parts: DraftParts,
): FindingDraft {
  return {
    checkId: check.id,
    class: check.class,
    cwe: check.cwe,
    titleKey: parts.titleKey,
    values: parts.values ?? {},
    ...weigh(parts.cvssVector),
    confidence: parts.confidence,
    method: exchange.request.method,
    url: parts.url ?? exchange.request.url,
    parameter: parts.parameter ?? null,
    sink: parts.sink,
    evidence: toEvidence(exchange, parts.proofs),
  };
}

/** What belongs to the whole site is reported at its root once, with the first page that showed it as evidence. */
export const siteRoot = (origin: string): string => `${origin}/`;
