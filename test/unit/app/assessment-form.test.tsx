// @vitest-environment happy-dom
import { NextIntlClientProvider } from 'next-intl';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AssessmentForm } from '@/app/(desk)/requests/[submissionId]/appeal/assessment-form';
import { loadMessages } from '@/lib/i18n/messages';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
// The action is a door of the server; what it answers is what matters here.
const answers: { ok: true; value: { version: number } }[] = [];
vi.mock('@/app/(desk)/requests/[submissionId]/appeal/actions', () => ({
  saveAssessmentAction: async () => answers.shift(),
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
const show = (assessment: ReturnType<typeof stored> | null) =>
  act(async () =>
    root.render(
      <NextIntlClientProvider locale="en" timeZone="UTC" messages={loadMessages('en')}>
        <AssessmentForm submissionId="s" findingId="f" assessment={assessment} suggestion={null} isNeeded />
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

beforeEach(() => {
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
});
afterEach(async () => {
  await act(async () => root.unmount());
  host.remove();
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
});
