// @vitest-environment happy-dom
import { NextIntlClientProvider } from 'next-intl';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ActionResult } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { TextField } from '@/app/components/text-field';
import { loadMessages } from '@/lib/i18n/messages';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

const conflict = {
  version: 4,
  changedBy: null,
  fields: [{ field: 'name', yours: 'Orbit', theirs: 'Comet' }],
};

type Answer = ActionResult<{ version: number }>;
let host: HTMLElement;
let root: Root;
let sent: Record<string, unknown>[];
let answers: (Answer | Promise<Answer> | 'LOST')[];

async function answer(_previous: Answer | null, form: FormData): Promise<Answer> {
  sent.push(Object.fromEntries(form));
  const next = answers.shift() ?? { ok: true, value: { version: 3 + sent.length } };
  if (next === 'LOST') throw new TypeError('Failed to fetch');
  return next;
}

/** As browsers do it: happy-dom names the form itself as the button that was pressed. */
function submitWithoutButton(this: HTMLFormElement) {
  this.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }));
}

beforeEach(async () => {
  vi.spyOn(HTMLFormElement.prototype, 'requestSubmit').mockImplementation(submitWithoutButton);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  sent = [];
  answers = [];
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  await act(async () =>
    root.render(
      <NextIntlClientProvider locale="en" timeZone="UTC" messages={loadMessages('en')}>
        <ActionForm action={answer} version={3} labels={{ name: 'Product' }} savesItself>
          <TextField name="name" label="Product" defaultValue="Ledger" />
        </ActionForm>
      </NextIntlClientProvider>,
    ),
  );
});

afterEach(async () => {
  await act(async () => root.unmount());
  host.remove();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const status = () =>
  [...host.querySelectorAll('[role=status]')].map(({ textContent }) => textContent).join('');
const input = () =>
  host.querySelector<HTMLInputElement>('input[name=name]') ?? document.createElement('input');
const pass = (ms: number) => act(async () => vi.advanceTimersByTime(ms));
const type = (value: string) =>
  act(async () => {
    input().value = value;
    input().dispatchEvent(new Event('input', { bubbles: true }));
  });
const press = (label: string) =>
  act(async () => [...host.querySelectorAll('button')].find((one) => one.textContent === label)?.click());

describe('a form that saves by itself', () => {
  it('saves once, a second after typing stopped, and not what is stored', async () => {
    expect(host.textContent).toContain('Saves by itself while you type.');
    await pass(5_000);
    await type('Orb');
    await pass(900);
    await type('Orbit');
    await pass(900);
    expect(sent).toEqual([]);
    await pass(200);
    expect(sent).toEqual([{ version: '3', name: 'Orbit' }]);
    await type('Orbit');
    await pass(5_000);
    expect(sent).toHaveLength(1);
    expect(host.textContent).toMatch(/Saved \d\d:\d\d/);
  });

  it('saves what was typed meanwhile after the save, over its version', async () => {
    let resolve: (result: Answer) => void = () => undefined;
    answers = [
      new Promise((settle) => {
        resolve = settle;
      }),
    ];
    await type('Orbit');
    await pass(1_000);
    await type('Orbit 2');
    await pass(5_000);
    expect(sent).toHaveLength(1);
    await act(async () => resolve({ ok: true, value: { version: 7 } }));
    await pass(1_000);
    expect(sent.at(-1)).toEqual({ version: '7', name: 'Orbit 2' });
  });

  it('saves nothing while two values conflict, then the one that was chosen', async () => {
    answers = [
      { ok: false, error: { code: 'CONFLICT', message: '', fields: [], reference: 'r', data: conflict } },
    ];
    await type('Orbit');
    await pass(1_000);
    await type('Orbit 2');
    await pass(5_000);
    expect(sent).toHaveLength(1);
    await press('Save mine');
    expect(sent.at(-1)).toEqual({ version: '4', name: 'Orbit 2' });
  });

  it('takes the stored value without sending it back', async () => {
    answers = [
      { ok: false, error: { code: 'CONFLICT', message: '', fields: [], reference: 'r', data: conflict } },
    ];
    await type('Orbit');
    await pass(1_000);
    await press('Take the stored values');
    await pass(5_000);
    expect([sent.length, input().value]).toEqual([1, 'Comet']);
  });

  it('says why it did not save, and leaves the focus where it is', async () => {
    answers = [
      { ok: false, error: { code: 'LIMIT_EXCEEDED', message: 'Too often.', fields: [], reference: 'r' } },
    ];
    input().focus();
    await type('Orbit');
    await pass(1_000);
    expect(status()).toBe('Not saved: Too often.');
    expect(host.querySelector('[role=alert]')).toBeNull();
    expect(document.activeElement).toBe(input());
    await pass(100_000);
    expect(sent).toHaveLength(1);
  });

  it('tries again by itself what did not arrive, later each time, and at once when the network is back', async () => {
    answers = ['LOST', 'LOST', 'LOST'];
    await type('Orbit');
    await pass(1_000);
    expect(status()).toBe('Not saved: The server did not answer. It is tried again.');
    await pass(5_000);
    expect(sent).toHaveLength(2);
    await pass(9_000);
    expect(sent).toHaveLength(2);
    await pass(1_000);
    expect(sent).toHaveLength(3);
    await act(async () => window.dispatchEvent(new Event('online')));
    expect(sent.map(({ name }) => name)).toEqual(Array.from({ length: 4 }, () => 'Orbit'));
    expect(host.textContent).toMatch(/Saved \d\d:\d\d/);
    await pass(100_000);
    expect(sent).toHaveLength(4);
  });

  it('keeps the page and asks before it is left while something is not saved', async () => {
    const leave = () => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(leave()).toBe(false);
    await type('Orbit');
    expect(leave()).toBe(true);
    await pass(1_000);
    expect(leave()).toBe(false);
  });

  it('saves when the page is hidden', async () => {
    await type('Orbit');
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    await act(async () => document.dispatchEvent(new Event('visibilitychange')));
    expect(sent).toEqual([{ version: '3', name: 'Orbit' }]);
  });
});
