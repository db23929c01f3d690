import type { FindingRecord } from '@/lib/findings/finding-record';

type Alike = Pick<FindingRecord, 'id' | 'fingerprint' | 'lookalikeKey' | 'checkId' | 'titleKey' | 'sink'>;

/**
 * The other findings that one verdict may answer with this one: the same finding, or the same mistake of the same kind
 * of page, seen by the same check.
 */
export const alikeFindings = <Finding extends Alike>(findings: readonly Finding[], one: Alike): Finding[] =>
  findings.filter(
    (other) => other.id !== one.id && (other.fingerprint === one.fingerprint || isSameMistake(other, one)),
  );

const isSameMistake = (a: Alike, b: Alike): boolean =>
  a.lookalikeKey === b.lookalikeKey &&
  a.checkId === b.checkId &&
  a.titleKey === b.titleKey &&
  a.sink === b.sink;
