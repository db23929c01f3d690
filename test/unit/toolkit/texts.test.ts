import { describe, expect, it } from 'vitest';
import { sampleRequests } from '@/app/(desk)/toolkit/sign/sample-requests';
import { TOOL_TABS } from '@/app/(desk)/toolkit/tool-tab';
import { LOCALES } from '@/lib/i18n/locales';
import { textOr } from '@/lib/i18n/text-or';
import { translator } from '@/lib/i18n/translator';
import { STAGES } from '@/lib/response-checks/signature/stage-texts';
import { PROFILES } from '@/lib/signing/wire-message';

const WORDS = { activity: 'queryInstance', template: 'Freeze', unit: 'hours', count: 2 };

describe.each(LOCALES)('texts of the toolkit in %s', (locale) => {
  const t = translator(locale);
  const templates = sampleRequests(new Date(0), () => 'id').filter(
    ({ templateId }) => templateId !== 'current',
  );

  it.each([
    ...TOOL_TABS.map((tab) => `tab.${tab}`),
    ...PROFILES.flatMap((profile) => [
      `check.profiles.${profile}`,
      `sign.profiles.${profile}`,
      `sign.profileHint.${profile}`,
      `sign.keyHint.${profile}`,
    ]),
    ...['inside', 'stale', 'ahead'].map((state) => `check.age.${state}`),
    ...['fresh', 'stale', 'untimed', 'response'].flatMap((age) => [
      `sign.age.${age}.title`,
      `sign.age.${age}.text`,
    ]),
    ...['curl', 'http', 'httpWithoutBody', 'postman'].map((note) => `sign.notes.${note}`),
  ])('has %s', (key) => {
    expect(textOr(t, `toolkit.${key}`, '', WORDS)).toMatch(/^[^{}]+$/);
  });

  it.each(PROFILES.flatMap((profile) => STAGES.map((stage) => `rule.${profile}.${stage}`)))(
    'has xray.%s',
    (key) => {
      expect(textOr(t, `xray.${key}`, '')).toMatch(/^[^{}]+$/);
    },
  );

  it.each([...new Set(templates.map(({ templateId }) => templateId))])('names the template %s', (id) => {
    expect(textOr(t, `connection-checks.template.${id}`, '')).toMatch(/^[^{}]+$/);
  });

  it('tells the samples of a profile apart by their names', () => {
    const names = sampleRequests(new Date(0), () => 'id').map(
      ({ profile, activity, templateId }) =>
        `${profile} ${activity} ${templateId === 'current' ? '' : textOr(t, `connection-checks.template.${templateId}`, '')}`,
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it('writes the words for keys in braces, which nothing in a message can be mistaken for', () => {
    for (const word of ['accessKey', 'otherCase', 'otherKey'] as const)
      expect(t(`xray.${word}`)).toMatch(/^\{.+\}$/);
  });
});
