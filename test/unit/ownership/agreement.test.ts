import { describe, expect, it } from 'vitest';
import { LOCALES } from '@/lib/i18n/locales';
import { loadMessages } from '@/lib/i18n/messages';
import { AGREEMENT_SECTIONS, CURRENT_AGREEMENT } from '@/lib/ownership/rules/agreement';
import { MAX_SUBMISSIONS } from '@/lib/scans/engine/saving/submission-place';
import { PLAN_DEFAULTS } from '@/lib/scans/rules/plan';

type Version = { title: string; version: string; sections: Record<string, { title: string; text: string }> };

const loadVersions = (locale: (typeof LOCALES)[number]) =>
  loadMessages(locale).agreement as unknown as Record<string, Version>;

describe('the scan service agreement', () => {
  it('names the newest version as the current one', () => {
    expect(Object.keys(AGREEMENT_SECTIONS).at(-1)).toBe(CURRENT_AGREEMENT);
  });

  it.each(LOCALES)('has a text for every section of every version (%s)', (locale) => {
    const versions = loadVersions(locale);
    expect(Object.keys(versions)).toEqual(Object.keys(AGREEMENT_SECTIONS));
    for (const [version, sections] of Object.entries(AGREEMENT_SECTIONS))
      expect(Object.keys(versions[version]?.sections ?? {})).toEqual([...sections]);
  });

  it.each(LOCALES)('states the limits that a scan keeps (%s)', (locale) => {
    const sections = loadVersions(locale)[CURRENT_AGREEMENT]?.sections;
    expect(sections?.forms?.text).toMatch(new RegExp(`\\D${MAX_SUBMISSIONS}\\D`));
    expect(sections?.limits?.text).toMatch(new RegExp(`\\D${PLAN_DEFAULTS.requestsPerSecond}\\D`));
    expect(sections?.limits?.text).toContain('X-Preflight-Scan');
  });
});
