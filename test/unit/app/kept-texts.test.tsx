// @vitest-environment happy-dom
import { NextIntlClientProvider } from 'next-intl';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { ActionForm } from '@/app/components/action-form';
import { KeptTexts } from '@/app/components/kept-texts';
import { TextArea } from '@/app/components/text-area';
import { loadMessages } from '@/lib/i18n/messages';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

/** The form of a finding as a page draws it, or what is there where it cannot be used. */
async function open(draftKey: string, version: number, canSend = true) {
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  const close = async () => {
    await act(async () => root.unmount());
    host.remove();
  };
  onTestFinished(close);
  const draw = (hasForm: boolean) =>
    act(async () =>
      root.render(
        <NextIntlClientProvider locale="en" timeZone="UTC" messages={loadMessages('en')}>
          <KeptTexts draftKey={draftKey} version={version}>
            {hasForm ? (
              <ActionForm action={async () => ({ ok: true, value: {} })}>
                <TextArea name="reason" label="Reason" />
              </ActionForm>
            ) : undefined}
          </KeptTexts>
        </NextIntlClientProvider>,
      ),
    );
  await draw(canSend);
  const field = host.querySelector('textarea');
  const type = (text: string) =>
    act(async () => {
      if (!field) throw new TypeError('the form was expected');
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
  return { host, field, type, draw, close };
}

beforeEach(() => localStorage.clear());

it('gives back what was typed and not sent, to the same person and finding alone', async () => {
  const first = await open('ann verdict 1', 0);
  await first.type('The re-test shows');
  await first.close();
  expect((await open('bob verdict 1', 0)).field?.value).toBe('');
  const again = await open('ann verdict 1', 0);
  expect(again.field?.value).toBe('The re-test shows');
  expect(again.host.textContent).toContain('did not send is back');
  await again.type('');
  await again.close();
  expect((await open('ann verdict 1', 0)).field?.value).toBe('');
});

it('forgets it once it was sent, which another version says', async () => {
  const first = await open('ann verdict 1', 0);
  await first.type('The re-test shows');
  await first.close();
  expect((await open('ann verdict 1', 1)).field?.value).toBe('');
  expect((await open('ann verdict 1', 0)).field?.value).toBe('');
});

it('shows it where it can no longer be sent', async () => {
  const first = await open('ann verdict 1', 0);
  await first.type('The re-test <b>shows</b>');
  await first.close();
  const blocked = await open('ann verdict 1', 0, false);
  expect(blocked.field).toBeNull();
  expect(blocked.host.textContent).toContain('The re-test <b>shows</b>');
  await blocked.draw(true);
  expect(blocked.host.querySelector('textarea')?.value).toBe('The re-test <b>shows</b>');
  expect((await open('ann verdict 2', 0, false)).host.textContent).toBe('');
});
