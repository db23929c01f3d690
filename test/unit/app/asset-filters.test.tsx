// @vitest-environment happy-dom
import { NextIntlClientProvider } from 'next-intl';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, it, vi } from 'vitest';
import { AssetFilters } from '@/app/(desk)/assets/asset-filters';
import { readListQuery } from '@/app/(desk)/assets/list-query';
import { EXPIRING_WITHIN_DAYS } from '@/lib/core/policy';
import { LOCALES } from '@/lib/i18n/locales';
import { loadMessages } from '@/lib/i18n/messages';

vi.mock('next/navigation', () => ({ useRouter: () => ({ push() {} }) }));
vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

let end: () => void;
afterEach(() => end());

it.each(LOCALES)(
  'each filter is labelled, shows what the address says, and keeps the order, in %s',
  (locale) => {
    const host = document.body.appendChild(document.createElement('div'));
    const root = createRoot(host);
    end = () => {
      act(() => root.unmount());
      host.remove();
    };
    const query = readListQuery({ expiry: 'ENDING', interfaces: 'FAILED', sort: 'name', direction: 'desc' });
    act(() =>
      root.render(
        <NextIntlClientProvider locale={locale} timeZone="UTC" messages={loadMessages(locale)}>
          <AssetFilters query={query} websites={[]} wholeList="/assets" />
        </NextIntlClientProvider>,
      ),
    );
    const selects = [...host.querySelectorAll('select')];
    expect(selects.map(({ name, value }) => [name, value])).toEqual([
      ['status', ''],
      ['expiry', 'ENDING'],
      ['interfaces', 'FAILED'],
    ]);
    for (const select of selects) expect(select.labels?.[0]?.textContent, select.name).toMatch(/\S/);
    const [, ...choices] = [...(selects[1]?.options ?? [])].map(({ text }) => text);
    expect(choices).toHaveLength(3);
    expect(choices[1]).toContain(String(EXPIRING_WITHIN_DAYS));
    expect(
      [...host.querySelectorAll<HTMLInputElement>('input[type=hidden]')].map(({ name, value }) => [
        name,
        value,
      ]),
    ).toEqual([
      ['sort', 'name'],
      ['direction', 'desc'],
    ]);
  },
);
