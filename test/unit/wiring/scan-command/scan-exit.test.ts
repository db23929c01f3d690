import { describe, expect, it } from 'vitest';
import { FINDING_CLASSES } from '@/lib/findings/rules/finding';
import type { ChecklistEntry, ScanResult } from '@/lib/scans/rules/result';
import { classesLine, scanExitCode } from '@/lib/wiring/commands/scan';

const clean = FINDING_CLASSES.map((name): ChecklistEntry => ({ class: name, state: 'CLEAN' }));
const withFirst = (first: ChecklistEntry) => [first, ...clean.slice(1)];
const skipped = withFirst({ class: 'XSS', state: 'NOT_TESTED', reason: 'NO_INPUTS_FOUND' });
const absent = clean.map(
  (entry): ChecklistEntry =>
    entry.class === 'FILE_UPLOAD' ? { class: entry.class, state: 'NOTHING_TO_TEST' } : entry,
);
const partly = withFirst({ class: 'XSS', state: 'FINDINGS', findings: 1, isFullyTested: false });
const found = withFirst({ class: 'XSS', state: 'FINDINGS', findings: 1, isFullyTested: true });

type Given = { outcome?: ScanResult['outcome']; checklist: ChecklistEntry[]; findings?: number };
const exit = ({ outcome = 'COMPLETE', checklist, findings = 0 }: Given, allowUntested = false) =>
  scanExitCode(
    { outcome, checklist, findings: Array(findings) as ScanResult['findings'] },
    { allowUntested },
  );

describe('the exit code of a scan', () => {
  it('is 0 or 1 where every class was fully tested', () => {
    expect([exit({ checklist: clean }), exit({ checklist: found, findings: 1 })]).toEqual([0, 1]);
  });

  it('is 0 where the site has no place of a class', () => {
    expect(exit({ checklist: absent })).toBe(0);
  });

  it('is 3 where a class was not, unless that is allowed', () => {
    expect([exit({ checklist: skipped }), exit({ checklist: partly, findings: 1 })]).toEqual([3, 3]);
    expect([exit({ checklist: skipped }, true), exit({ checklist: partly, findings: 1 }, true)]).toEqual([
      0, 1,
    ]);
  });

  it('is 3 for a scan that did not come to its end, whatever is allowed', () => {
    expect(exit({ outcome: 'INCOMPLETE', checklist: clean }, true)).toBe(3);
  });
});

describe('the last line', () => {
  it('counts the classes of the customer, not the family of headers', () => {
    expect(classesLine({ checklist: clean })).toBe(
      '11 of 11 classes were fully tested; 11 of them are clean.',
    );
    expect(classesLine({ checklist: found })).toContain('11 of 11 classes were fully tested; 10 of');
    expect(classesLine({ checklist: partly })).toContain('10 of 11 classes were fully tested; 10 of');
    expect(classesLine({ checklist: absent })).toBe(
      '10 of 11 classes were fully tested; 10 of them are clean, and 1 has nothing to test on this site.',
    );
    expect(classesLine({ checklist: [] })).toContain('0 of 11');
  });
});
