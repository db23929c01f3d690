// @vitest-environment happy-dom
import { NextIntlClientProvider } from 'next-intl';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type AssetRow, AssetRows } from '@/app/(desk)/assets/asset-rows';
import { describeSort, readListQuery } from '@/app/(desk)/assets/list-query';
import { assetPath } from '@/app/paths';
import { LOCALES, type Locale } from '@/lib/i18n/locales';
import { loadMessages } from '@/lib/i18n/messages';

const push = vi.fn();
vi.mock('next/navigation', () => ({ useRouter: () => ({ push }) }));
vi.mock('@/app/(desk)/assets/actions', () => ({ modifyAssetAction: async () => null }));
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

function draw(locale: Locale): void {
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
