import { describe, expect, it } from 'vitest';
import {
  chooseEntryTone,
  describeEntry,
  describeOutcome,
} from '@/app/(desk)/assets/[assetId]/timeline-facts';
import { FINDING_CLASSES } from '@/lib/findings/rules/finding';
import { LOCALES } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';

const commas = (names: readonly string[]) => names.join('、');

const verdict = (after: object) => ({ event: 'appeal.verdictGiven' as const, after });

describe.each(LOCALES)('an entry of the timeline in %s', (locale) => {
  const t = translator(locale);

  it('names the finding of a verdict by number and class, whatever class it is of', () => {
    for (const name of FINDING_CLASSES) {
      const text = describeOutcome(verdict({ finding: 3, class: name, outcome: 'REJECTED' }), t);
      expect(text).toContain('#3');
      expect(text).toContain(t(`scan.classes.${name}`));
    }
    // Entries of earlier versions name no class.
    expect(describeOutcome(verdict({ finding: 3, outcome: 'ACCEPTED' }), t)).toContain('#3');
  });

  it('says how a scan and a login came out', () => {
    const scan = { event: 'scan.finished' as const, after: { status: 'COMPLETE', findings: 2 } };
    expect(describeOutcome(scan, t)).toContain('2');
    const tried = (isProven: boolean) =>
      describeOutcome({ event: 'website.loginTried', after: { isProven } }, t);
    expect(tried(true)).not.toBe(tried(false));
    expect(describeOutcome({ event: 'asset.created', after: null }, t)).toBeNull();
  });
});

describe('an entry', () => {
  it('is green only where something was accepted or proven', () => {
    expect(chooseEntryTone(verdict({ outcome: 'ACCEPTED' }))).toBe('success');
    expect(chooseEntryTone(verdict({ outcome: 'REJECTED' }))).toBe('attention');
    expect(chooseEntryTone({ event: 'scan.finished', after: { status: 'INCOMPLETE' } })).toBe('attention');
    expect(chooseEntryTone({ event: 'website.loginTried', after: null })).toBe('attention');
  });

  it('lists its cases in the marks of the language', () => {
    const row = { before: null, after: { cases: ['newInstance', 'refreshInstance'] }, websiteId: null };
    expect(describeEntry(row, new Map(), commas)).toBe('newInstance、refreshInstance');
  });

  it('names its website as it is called now, or by its own words once it is gone', () => {
    const row = { before: null, after: null, websiteId: 'w' };
    expect(describeEntry(row, new Map([['w', 'Shop']]), commas)).toBe('Shop');
    const said = { ...row, after: { website: 'shop.example.com' } };
    expect(describeEntry(said, new Map([['w', 'Shop']]), commas)).toBe('Shop');
    expect(describeEntry(said, new Map(), commas)).toBe('shop.example.com');
    expect(describeEntry({ ...row, websiteId: null }, new Map(), commas)).toBeNull();
  });
});
