import type { FindingDraft } from '@/lib/findings/rules/finding';
import type { Exchange } from '@/lib/http/exchange';
import type { Check } from '../check';
import { draftFinding } from '../draft-finding';
import type { Sign, SignKind } from './sign';

/** Foreign code in the visitor's browser: everything the page can do, and its visitors' machines behind it. */
const FOREIGN_CODE = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:N';
/** The page carries what others pay for; visitors are led astray, nothing of theirs is read. */
const FOREIGN_TEXT = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N';
/** Whoever can send commands owns the server. */
const COMMANDS = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
/** One sign alone: worth a look. */
const ONE_SIGN = 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:C/C:L/I:L/A:N';

const CVSS: Readonly<Record<SignKind, string>> = {
  hiddenFrame: FOREIGN_CODE,
  hiddenCode: FOREIGN_CODE,
  hiddenLinks: FOREIGN_TEXT,
  addedLinks: FOREIGN_TEXT,
  strangeLinks: FOREIGN_TEXT,
  foreignTitle: FOREIGN_TEXT,
  miner: FOREIGN_CODE,
  skimmer: FOREIGN_CODE,
  hostileHost: FOREIGN_CODE,
  copiedHost: FOREIGN_CODE,
  outsideDocument: FOREIGN_CODE,
  visitorRedirect: FOREIGN_CODE,
  fetchedCode: FOREIGN_CODE,
  unreadableCode: FOREIGN_CODE,
  lure: FOREIGN_CODE,
  dropper: FOREIGN_CODE,
  defaced: FOREIGN_TEXT,
  webShell: COMMANDS,
};
/** Code of hosts that are known or named to deceive (CWE-829). */
const BY_HOST: ReadonlySet<SignKind> = new Set(['hostileHost', 'copiedHost']);

/** A sign with the answer that shows it; `visitor`: who alone is shown it. */
export function signFinding(
  check: Pick<Check, 'id' | 'class' | 'cwe'>,
  exchange: Exchange,
  sign: Sign,
  visitor = 'none',
): FindingDraft {
  const { kind, confidence, subject, detail, proofs } = sign;
  return draftFinding(BY_HOST.has(kind) ? { ...check, cwe: 829 } : check, exchange, {
    titleKey: `findings-trojan.${kind}`,
    values: { subject, detail, certainty: confidence, visitor },
    cvssVector: confidence === 'CONFIRMED' ? CVSS[kind] : ONE_SIGN,
    confidence,
    sink: `${kind}:${subject}`,
    proofs,
  });
}
