// @vitest-environment happy-dom
import { NextIntlClientProvider } from 'next-intl';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type AssetRow, AssetRows } from '@/app/(desk)/assets/asset-rows';
import type { BulkChoice } from '@/app/(desk)/assets/bulk/asset-bulk-bar';
import { selectionForm, toggled } from '@/app/(desk)/assets/bulk/selection';
import { describeSort, readListQuery } from '@/app/(desk)/assets/list-query';
import { assetPath } from '@/app/paths';
import { LOCALES, type Locale } from '@/lib/i18n/locales';
import { loadMessages } from '@/lib/i18n/messages';

const push = vi.fn();
vi.mock('next/navigation', () => ({ useRouter: () => ({ push }) }));
vi.mock('@/app/(desk)/assets/actions', () => ({ modifyAssetAction: async () => null }));
vi.mock('@/app/(desk)/assets/bulk/actions', () => ({
  previewBulkAction: async () => null,
  startBulkAction: async () => null,
}));
vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

const instant = { iso: '2026-05-14T10:00:00.000Z', exact: 'Thursday', text: 'Thu 14 May' };
const row = (id: string, name: string): AssetRow => ({
  ...{
    id,
    name,
    submissionId: null,
    modify: 'DETAILS',
    host: null,
    more: null,
    safeUntil: null,
    cases: null,
  },
  line: { code: 'READY', tone: 'attention', turn: 'seller', label: 'Ready' },
  updated: instant,
});
const ROWS = [row('a1', 'Alpha'), row('b2', 'Beta'), row('c3', 'Gamma')];
const query = readListQuery({});

let host: HTMLElement;
let unmount: () => void;

function draw(locale: Locale, bulk: BulkChoice | null = null): void {
  const root = createRoot(host);
  unmount = () => act(() => root.unmount());
  act(() =>
    root.render(
      <NextIntlClientProvider
        locale={locale}
        timeZone="UTC"
        messages={loadMessages(locale)}
        onError={(error) => {
          throw error;
        }}
      >
        <AssetRows
          rows={ROWS}
          words={{ caption: 'Assets', noWebsite: 'None', notSafe: 'Not safe', notDeclared: 'Not declared' }}
          labels={{
            ...{ name: 'Name', status: 'Status', validUntil: 'Until' },
            ...{ connection: 'Connection', updated: 'Updated', actions: 'Actions' },
          }}
          sorts={{
            name: describeSort(query, 'name'),
            status: describeSort(query, 'status'),
            updated: describeSort(query, 'updated'),
          }}
          mayDelete
          bulk={bulk}
        />
      </NextIntlClientProvider>,
    ),
  );
}

beforeEach(() => {
  host = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  unmount();
  host.remove();
  push.mockClear();
});

const buttons = () => [...host.querySelectorAll<HTMLButtonElement>('td > div > button')];
const button = (index: number) => buttons()[index] as HTMLButtonElement;
const press = (index: number) =>
  act(() => {
    button(index).dispatchEvent(new Event('pointerdown', { bubbles: true }));
    button(index).click();
  });
const expanded = () => buttons().map((item) => item.getAttribute('aria-expanded'));
const panels = () => [...host.querySelectorAll<HTMLElement>('.floating')];

it.each(LOCALES)('the menu of each row says whose it is, in %s', (locale) => {
  draw(locale);
  expect(buttons().map((item) => item.getAttribute('aria-label'))).toEqual([
    expect.stringContaining('Alpha'),
    expect.stringContaining('Beta'),
    expect.stringContaining('Gamma'),
  ]);
  expect(panels()).toEqual([]);
});

it('one menu is open at a time, each leads to its own asset, and pressing again folds it', () => {
  draw('en');
  press(0);
  expect(expanded()).toEqual(['true', 'false', 'false']);
  expect(panels().map((panel) => panel.querySelector('a')?.getAttribute('href'))).toEqual([assetPath('a1')]);
  press(2);
  expect(expanded()).toEqual(['false', 'false', 'true']);
  expect(panels().map((panel) => [panel.id, panel.hidden])).toEqual([
    [button(2).getAttribute('aria-controls'), false],
  ]);
  expect(panels()[0]?.querySelector('a')?.getAttribute('href')).toBe(assetPath('c3'));
  press(2);
  expect(expanded()).toEqual(['false', 'false', 'false']);
});

it('Escape folds the menu and goes back to its button', () => {
  draw('en');
  press(1);
  const item = panels()[0]?.querySelector('a');
  item?.focus();
  act(() => item?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })));
  expect(expanded()).toEqual(['false', 'false', 'false']);
  expect(document.activeElement).toBe(button(1));
});

/** Clicks the name of the second asset. @returns whether the browser was kept from loading the page */
function follow(click: MouseEventInit): boolean {
  const link = host.querySelectorAll('th[scope=row] a')[1];
  const event = new MouseEvent('click', { bubbles: true, cancelable: true, ...click });
  act(() => link?.dispatchEvent(event));
  return event.defaultPrevented;
}

it('the name of an asset leads to it without loading the desk again', () => {
  draw('en');
  expect(follow({})).toBe(true);
  expect(push.mock.calls).toEqual([[assetPath('b2')]]);
});

it.each([{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }])(
  'a click with %j is the browser’s own',
  (click) => {
    draw('en');
    // The test's window would go where an untouched link leads.
    host.addEventListener('click', (event) => event.preventDefault(), { once: true });
    follow(click);
    expect(push).not.toHaveBeenCalled();
  },
);

const boxes = () => [...host.querySelectorAll<HTMLInputElement>('td input[type=checkbox]')];
const chosen = () => boxes().map(({ checked }) => checked);
const bar = () => host.querySelector('fieldset');
const barButton = (text: string) =>
  [...(bar()?.querySelectorAll('button') ?? [])].find(({ textContent }) => textContent === text);

it('a reader who may act on many chooses rows, this page, or all that match; others have no boxes', () => {
  draw('en');
  expect(boxes()).toEqual([]);
  expect(bar()).toBeNull();
  unmount();
  draw('en', { total: 318, filter: {}, scans: 5 });
  expect(barButton('Rescan')).toBeUndefined();
  expect(boxes().map(({ parentElement }) => parentElement?.textContent)).toEqual([
    ...['Select Alpha', 'Select Beta', 'Select Gamma'],
  ]);
  act(() => boxes()[1]?.click());
  expect(chosen()).toEqual([false, true, false]);
  expect(bar()?.textContent).toContain('1 asset selected');
  act(() => barButton('Select all 318 that match')?.click());
  expect(chosen()).toEqual([true, true, true]);
  expect(bar()?.textContent).toContain('318 assets selected');
  act(() => boxes()[0]?.click());
  expect(chosen()).toEqual([false, true, true]);
  expect(bar()?.textContent).toContain('2 assets selected');
  act(() => barButton('Clear selection')?.click());
  expect(chosen()).toEqual([false, false, false]);
  act(() => barButton('Select this page')?.click());
  expect(chosen()).toEqual([true, true, true]);
  expect(barButton('Select this page')).toBeUndefined();
});

it('a choice is sent as its rows, or as the filters of the list', () => {
  const one = toggled({ ids: new Set(), isAll: false }, 'a1', ['a1', 'b2']);
  expect(selectionForm('RESCAN', one, { q: 'x' })).toEqual([
    ['kind', 'RESCAN'],
    ['id', 'a1'],
  ]);
  expect(selectionForm('DELETE_DRAFTS', { ids: new Set(), isAll: true }, { q: 'x' })).toEqual([
    ['kind', 'DELETE_DRAFTS'],
    ['all', 'true'],
    ['q', 'x'],
  ]);
});
