// @vitest-environment happy-dom
import { NextIntlClientProvider } from 'next-intl';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AssessmentForm } from '@/app/(desk)/requests/[submissionId]/appeal/assessment-form';
import type { ActionResult } from '@/app/action-result';
import { loadMessages } from '@/lib/i18n/messages';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
// The action is a door of the server; what it answers is what matters here.
const answers: ActionResult<{ version: number }>[] = [];
const sent: FormData[] = [];
vi.mock('@/app/(desk)/requests/[submissionId]/appeal/actions', () => ({
  saveAssessmentAction: async (_previous: unknown, form: FormData) => {
    sent.push(form);
    const answer = answers.shift();
    if (!answer) throw new TypeError('Failed to fetch');
    return answer;
  },
}));

const stored = (version: number, explanation: string, over: object = {}) => ({
  findingId: 'f',
  conclusion: 'FALSE_POSITIVE' as const,
  explanation,
  reference: '',
  version,
  updatedAt: new Date('2026-03-01T00:00:00Z'),
  updatedById: 'me',
  updatedByName: 'Mei Lin',
  isYours: true,
  ...over,
});

let host: HTMLElement;
let root: Root;
const show = (assessment: ReturnType<typeof stored> | null, personId = 'me') =>
  act(async () =>
    root.render(
      <NextIntlClientProvider locale="en" timeZone="UTC" messages={loadMessages('en')}>
        <AssessmentForm
          {...{ submissionId: 's', findingId: 'f', findingClass: 'XSS', personId, assessment }}
          ends={{ first: '2026-03-08', suggested: '2026-03-31', last: '2026-08-28' }}
          suggestion={null}
          isNeeded
        />
      </NextIntlClientProvider>,
    ),
  );
const explanation = () => {
  const field = host.querySelector('textarea[name=explanation]');
  if (!(field instanceof HTMLTextAreaElement)) throw new Error('no explanation');
  return field;
};
const version = () => host.querySelector<HTMLInputElement>('input[name=version]')?.value;
const press = (label: string) =>
  act(async () => {
    const button = [...host.querySelectorAll('button')].find((each) => each.textContent === label);
    if (!button) throw new Error(`no button ${label}`);
    button.click();
  });

/** As browsers do it: happy-dom names the form itself as the button that was pressed. */
function submitWithoutButton(this: HTMLFormElement) {
  this.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }));
}
const pass = (ms: number) => act(async () => vi.advanceTimersByTime(ms));
const type = (text: string) =>
  act(async () => {
    explanation().value = text;
    explanation().dispatchEvent(new Event('input', { bubbles: true }));
  });
const choose = (conclusion: string) =>
  act(async () => host.querySelector<HTMLInputElement>(`input[value=${conclusion}]`)?.click());
const again = async (...shown: Parameters<typeof show>) => {
  await act(async () => root.unmount());
  root = createRoot(host);
  await show(...shown);
};

beforeEach(() => {
  vi.spyOn(HTMLFormElement.prototype, 'requestSubmit').mockImplementation(submitWithoutButton);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  localStorage.clear();
  answers.length = 0;
  sent.length = 0;
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
});
afterEach(async () => {
  await act(async () => root.unmount());
  host.remove();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
});

describe('the editor of a conclusion', () => {
  it('shows what a workbook stored, where nothing was typed', async () => {
    await show(null);
    await show(stored(1, 'From the workbook.'));
    expect([explanation().value, version()]).toEqual(['From the workbook.', '1']);
    expect(host.querySelector<HTMLInputElement>('input[type=radio]:checked')?.value).toBe('FALSE_POSITIVE');
    expect(host.textContent).not.toContain('saved other values');
  });

  it('keeps what is being typed, and says that it was you in another window', async () => {
    await show(stored(1, 'First.'));
    explanation().value = 'Being typed';
    await show(stored(2, 'From the other window.'));
    expect([explanation().value, version()]).toEqual(['Being typed', '1']);
    expect(host.textContent).toContain('You saved other values in another window');
    await press('Show them');
    expect([explanation().value, version()]).toEqual(['From the other window.', '2']);
  });

  it('names somebody else', async () => {
    await show(stored(1, 'First.'));
    explanation().value = 'Being typed';
    await show(stored(2, 'Theirs.', { isYours: false }));
    expect(host.textContent).toContain('Mei Lin saved other values');
  });

  it('takes its own save for what is shown', async () => {
    await show(stored(1, 'First.'));
    explanation().value = 'Second text.';
    answers.push({ ok: true, value: { version: 2 } });
    await press('Save conclusion');
    await show(stored(2, 'Second text.'));
    expect([explanation().value, version()]).toEqual(['Second text.', '2']);
    expect(host.textContent).not.toContain('saved other values');
    await show(stored(3, 'By the workbook.'));
    expect([explanation().value, version()]).toEqual(['By the workbook.', '3']);
  });

  it('offers the reasons of the conclusion and the class, with advice, and an end of an accepted risk', async () => {
    await show(null);
    const reasons = () => [...host.querySelectorAll('option')].map(({ value }) => value);
    expect(reasons()).toEqual(['']);
    await choose('FALSE_POSITIVE');
    expect(reasons()).toContain('ENCODED_OUTPUT');
    expect(reasons()).not.toContain('BOUND_PARAMETERS');
    const select = host.querySelector('select');
    await act(async () => {
      if (select) select.value = 'ENCODED_OUTPUT';
      select?.dispatchEvent(new Event('change', { bubbles: true }));
    });
    expect(host.textContent).toContain('name the function that encodes it');
    await choose('RISK_ACCEPTED');
    const end = host.querySelector<HTMLInputElement>('input[name=endsOn]');
    expect([end?.value, end?.min, end?.max]).toEqual(['2026-03-31', '2026-03-08', '2026-08-28']);
    answers.push({ ok: true, value: { version: 1 } });
    await pass(1_000);
    expect(Object.fromEntries(sent[0] ?? [])).toMatchObject({
      ...{ conclusion: 'RISK_ACCEPTED', reasonCode: '', endsOn: '2026-03-31', version: '0' },
    });
  });

  it('keeps what was typed in the browser until it is saved, for the person who typed it', async () => {
    await show(stored(1, 'First.'));
    await type('Typed without a network');
    await pass(1_000);
    expect(host.textContent).toContain('The server did not answer. It is tried again.');
    expect(host.textContent).toContain('kept in this browser until it is saved');
    await again(stored(1, 'First.'), 'somebody else');
    expect(explanation().value).toBe('First.');
    await again(stored(1, 'First.'));
    expect([explanation().value, version()]).toEqual(['Typed without a network', '1']);
    expect(host.textContent).toContain('It is back in the form and is saved now.');
    answers.push({ ok: true, value: { version: 2 } });
    await pass(1_000);
    expect(sent.at(-1)?.get('explanation')).toBe('Typed without a network');
    expect(localStorage.length).toBe(0);
    await again(stored(2, 'Typed without a network'));
    expect(host.textContent).not.toContain('It is back in the form');
  });

  it('shows both values of a conflict by their words, and what was typed meanwhile survives the choice', async () => {
    await show(stored(1, 'First.'));
    const fields = [
      { field: 'conclusion', yours: 'FALSE_POSITIVE', theirs: 'RISK_ACCEPTED' },
      { field: 'endsOn', yours: '', theirs: '2026-05-01' },
    ];
    const data = { version: 4, changedBy: 'Mei Lin', fields };
    answers.push({ ok: false, error: { code: 'CONFLICT', message: '', fields: [], reference: 'r', data } });
    await type('Second text.');
    await pass(1_000);
    expect(host.querySelector('table')?.textContent).toContain('Risk accepted');
    expect(host.textContent).not.toContain('RISK_ACCEPTED');
    await press('Take the stored values');
    expect(host.querySelector<HTMLInputElement>('input[name=endsOn]')?.value).toBe('2026-05-01');
    expect([explanation().value, version()]).toEqual(['Second text.', '4']);
    expect(localStorage.length).toBe(0);
  });

  it('is shown where a browser keeps nothing, or what it kept is broken', async () => {
    localStorage.setItem('preflight-draft:me s f', '{"values":{"explanation":7},"version":"1"');
    await show(stored(1, 'First.'));
    expect(explanation().value).toBe('First.');
    vi.stubGlobal('localStorage', {
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    });
    await type('Typed');
    await pass(1_000);
    expect(host.textContent).toContain('This browser cannot keep what you wrote.');
  });
});
