import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { DiagnosisList } from '@/app/(desk)/assets/[assetId]/connection/run/diagnosis-list';
import type { RunItem } from '@/lib/connection-tests/rules/run-item';
import { LOCALES, type Locale } from '@/lib/i18n/locales';
import { loadMessages } from '@/lib/i18n/messages';

const item = (changes: Partial<RunItem>): RunItem => ({
  key: 'cases/newInstance',
  section: 'cases',
  activity: 'newInstance',
  caseName: '',
  state: 'FAILED',
  messageIds: [],
  finding: null,
  explanations: [],
  ...changes,
});

/** The list's markup; a missing sentence throws. */
function draw(items: readonly RunItem[], locale: Locale = 'en'): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      timeZone="UTC"
      messages={loadMessages(locale)}
      onError={(error) => {
        throw error;
      }}
    >
      <DiagnosisList items={items} />
    </NextIntlClientProvider>,
  );
}

const mistake = {
  code: 'SELLER_MISTAKE',
  values: { mistakes: 'body-spaces', alternatives: '' },
  mark: null,
} as const;
const ITEMS = [
  item({ key: 'cases/newInstance', explanations: [mistake] }),
  item({ key: 'cases/queryInstance', activity: 'queryInstance', explanations: [mistake] }),
  item({
    key: 'flow/2-queryInstance',
    section: 'flow',
    activity: 'queryInstance',
    finding: { code: 'INSTANCE_UNKNOWN', values: { instanceId: 'i-1' } },
  }),
  item({
    key: 'adversarial/long-values',
    section: 'adversarial',
    state: 'WARNED',
    finding: {
      code: 'REFUSED_OTHERWISE',
      values: { calls: 'longest', documented: '000001', seen: 'HTTP 403' },
    },
  }),
];

describe('the list of what is wrong', () => {
  it('is not there when nothing is', () => {
    expect(draw([item({ state: 'PASSED' })])).toBe('');
  });

  it('says each cause once, in the order of mending, with what it spoiled', () => {
    const drawn = draw(ITEMS);
    expect(drawn).toContain('3 things to fix');
    expect(drawn.match(/Your verification has a known mistake/g)).toHaveLength(1);
    expect(drawn).toContain('Seen in: newInstance, queryInstance');
    expect(drawn.indexOf('known mistake')).toBeLessThan(drawn.indexOf('no instance i-1'));
    expect(drawn.indexOf('no instance i-1')).toBeLessThan(drawn.indexOf('HTTP 403'));
    expect(drawn).toContain('Make columns as long as documented');
  });

  it('speaks every language', () => {
    expect(new Set(LOCALES.map((locale) => draw(ITEMS, locale))).size).toBe(LOCALES.length);
  });
});
