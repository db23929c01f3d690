// @vitest-environment happy-dom
import { NextIntlClientProvider } from 'next-intl';
import { act } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { expect, it, onTestFinished, vi } from 'vitest';
import { ShortcutsDialog } from '@/app/shell/shortcuts-dialog';
import { loadMessages } from '@/lib/i18n/messages';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

/** The dialog as the server draws it, and how it comes to life. */
function drawDialog(areShortcutsOn: boolean) {
  const shell = (
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={loadMessages('en')}>
      <ShortcutsDialog areShortcutsOn={areShortcutsOn} hasSearch isReviewer={false} />
    </NextIntlClientProvider>
  );
  const host = document.body.appendChild(document.createElement('div'));
  host.innerHTML = renderToString(shell);
  onTestFinished(() => host.remove());
  const dialog = host.querySelector('dialog') as HTMLDialogElement;
  const press = () => act(() => document.dispatchEvent(new KeyboardEvent('keydown', { key: '?' })));
  const hydrate = async () => {
    const root = await act(async () => hydrateRoot(host, shell));
    onTestFinished(() => act(() => root.unmount()));
  };
  return { dialog, press, hydrate };
}

it('declares its key from the moment in which it is heard', async () => {
  const { dialog, press, hydrate } = drawDialog(true);
  press();
  expect(dialog.getAttribute('aria-keyshortcuts')).toBeNull();
  await hydrate();
  expect(dialog.open).toBe(false);
  expect(dialog.getAttribute('aria-keyshortcuts')).toBe('?');
  press();
  expect(dialog.open).toBe(true);
});

it('declares none where shortcuts are switched off', async () => {
  const { dialog, press, hydrate } = drawDialog(false);
  await hydrate();
  expect(dialog.getAttribute('aria-keyshortcuts')).toBeNull();
  press();
  expect(dialog.open).toBe(false);
});
