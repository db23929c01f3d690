// @vitest-environment happy-dom
import { NextIntlClientProvider } from 'next-intl';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it, onTestFinished, vi } from 'vitest';
import { ShowMore } from '@/app/components/show-more';
import { loadMessages } from '@/lib/i18n/messages';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

async function draw(total: number) {
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  onTestFinished(async () => {
    await act(async () => root.unmount());
    host.remove();
  });
  const rows = Array.from({ length: total }, (_, index) => index);
  await act(async () =>
    root.render(
      <NextIntlClientProvider locale="en" timeZone="UTC" messages={loadMessages('en')}>
        <ShowMore rows={rows}>{(shown) => shown.map((row) => <i key={row}>{row}</i>)}</ShowMore>
      </NextIntlClientProvider>,
    ),
  );
  const count = () => host.querySelectorAll('i').length;
  const button = () => host.querySelector('button');
  return { count, button, press: () => act(async () => button()?.click()) };
}

it('draws a few rows of very many, and as many again for each press', async () => {
  const { count, button, press } = await draw(10_000);
  expect(count()).toBe(10);
  await press();
  expect(count()).toBe(20);
  expect(button()?.textContent).toBe('Show 20 more');
  for (let pressed = 0; pressed < 9; pressed++) await press();
  expect(count()).toBe(10_000);
  expect(button()).toBeNull();
});

it('draws a few rows whole, without a button', async () => {
  const { count, button } = await draw(10);
  expect([count(), button()]).toEqual([10, null]);
});
