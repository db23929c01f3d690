// @vitest-environment happy-dom
import { NextIntlClientProvider } from 'next-intl';
import { act } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { ShellKeys } from '@/app/shell/shell-keys';
import { openShellPart } from '@/app/shortcuts/shell-events';
import { AreShortcutsOn } from '@/app/shortcuts/shortcuts-context';
import { loadMessages } from '@/lib/i18n/messages';

const pushed: string[] = [];
vi.mock('next/navigation', () => {
  const router = { push: (href: string) => pushed.push(href) };
  return { useRouter: () => router, usePathname: () => '/assets' };
});

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
beforeEach(() => {
  pushed.length = 0;
});

const none = async () => {};
const SELLER = {
  organization: { id: 'o', name: 'Ours' },
  organizations: [{ id: 'o', name: 'Ours' }],
  user: { name: 'Ann', email: 'ann@example.com' },
  ...{ isReviewer: false, hasDecisions: false, mayCreateAssets: true, unread: 0 },
};

/** The dialogs as the server draws them beside a page, and how they come to life. */
function drawKeys(areShortcutsOn: boolean, data: Parameters<typeof ShellKeys>[0]['data'] = SELLER) {
  const shell = (
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={loadMessages('en')}>
      <AreShortcutsOn value={areShortcutsOn}>
        <ShellKeys
          data={data}
          actions={{ chooseOrganization: none, signOut: none }}
          preferences={{ theme: 'light', isRailCollapsed: false, areShortcutsOn }}
        />
        <main id="page">
          <textarea name="reason" />
        </main>
      </AreShortcutsOn>
    </NextIntlClientProvider>
  );
  const host = document.body.appendChild(document.createElement('div'));
  host.innerHTML = renderToString(shell);
  onTestFinished(() => host.remove());
  const [dialog, palette] = host.querySelectorAll('dialog');
  const press = (key: string, more: KeyboardEventInit = {}, target: EventTarget = document.body) =>
    act(() => {
      target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }));
    });
  const hydrate = async () => {
    const root = await act(async () => hydrateRoot(host, shell));
    onTestFinished(() => act(() => root.unmount()));
  };
  return { host, dialog: dialog as HTMLDialogElement, palette: palette as HTMLDialogElement, press, hydrate };
}

it('declares its key from the moment in which it is heard', async () => {
  const { dialog, press, hydrate } = drawKeys(true);
  press('?');
  expect(dialog.getAttribute('aria-keyshortcuts')).toBeNull();
  await hydrate();
  expect(dialog.open).toBe(false);
  expect(dialog.getAttribute('aria-keyshortcuts')).toBe('?');
  press('?', { shiftKey: true });
  expect(dialog.open).toBe(true);
});

it('hears no single key where they are switched off, and the chord of the palette still', async () => {
  const { dialog, palette, press, hydrate } = drawKeys(false);
  await hydrate();
  expect(dialog.getAttribute('aria-keyshortcuts')).toBeNull();
  for (const key of ['?', 'g', 'a']) press(key);
  expect(dialog.open).toBe(false);
  expect(pushed).toEqual([]);
  press('k', { ctrlKey: true });
  expect(palette.open).toBe(true);
});

it('leads to a place by a sequence, which Escape ends', async () => {
  const { press, hydrate } = drawKeys(true);
  await hydrate();
  press('g');
  press('a');
  expect(pushed).toEqual(['/assets']);
  press('g');
  press('Escape');
  press('w');
  expect(pushed).toEqual(['/assets']);
});

it.each([
  ['with a modifier', { altKey: true }],
  ['with Ctrl', { ctrlKey: true }],
  ['with Shift', { shiftKey: true }],
  ['held down', { repeat: true }],
  ['composed', { isComposing: true }],
  ['of an input method', { keyCode: 229 }],
])('does nothing for keys %s', async (_how, more) => {
  const { press, hydrate } = drawKeys(true);
  await hydrate();
  press('g', more);
  press('a', more);
  expect(pushed).toEqual([]);
});

it('does nothing while somebody types, or behind a dialog', async () => {
  const { host, dialog, press, hydrate } = drawKeys(true);
  await hydrate();
  const field = host.querySelector('textarea') as HTMLTextAreaElement;
  for (const key of ['g', 'a', '?']) press(key, {}, field);
  // A key in a field ends a sequence that was begun outside.
  press('g');
  press('x', {}, field);
  press('a');
  expect(pushed).toEqual([]);
  expect(dialog.open).toBe(false);
  press('?');
  for (const key of ['g', 'a']) press(key);
  expect(pushed).toEqual([]);
});

it('has no key of a place that the reader does not have', async () => {
  const { dialog, press, hydrate } = drawKeys(true, {
    ...SELLER,
    ...{ organization: null, organizations: [], isReviewer: true, mayCreateAssets: false },
  });
  await hydrate();
  press('g');
  press('a');
  expect(pushed).toEqual([]);
  press('g');
  press('r');
  expect(pushed).toEqual(['/review']);
  press('?');
  const places = [...dialog.querySelectorAll('section')][1]?.textContent ?? '';
  expect(places).toContain('Review desk');
  expect(places).not.toContain('Assets');
});

it('opens one dialog after the other, although the first says late that it was closed', async () => {
  const { host, palette, press, hydrate } = drawKeys(true);
  await hydrate();
  press('k', { ctrlKey: true });
  expect(palette.open).toBe(true);
  await act(async () => openShellPart('newAsset'));
  const adding = host.querySelectorAll('dialog')[2];
  expect([palette.open, adding?.open]).toEqual([false, true]);
  await act(async () => palette.dispatchEvent(new Event('close')));
  expect(adding?.open).toBe(true);
});
