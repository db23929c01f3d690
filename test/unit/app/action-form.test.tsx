// @vitest-environment happy-dom
import { NextIntlClientProvider } from 'next-intl';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ActionError, ActionResult } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { SubmitButton } from '@/app/components/submit-button';
import { TextField } from '@/app/components/text-field';
import type { ConflictData } from '@/lib/core/edit-conflict';
import { loadMessages } from '@/lib/i18n/messages';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

const failure = (error: Partial<ActionError>): ActionResult => ({
  ok: false,
  error: {
    code: 'VALIDATION',
    message: 'Some values cannot be saved.',
    fields: [],
    reference: 'ref',
    ...error,
  },
});

const conflict: ConflictData = {
  version: 4,
  changedBy: 'Mei Lin',
  fields: [{ field: 'name', yours: 'Orbit', theirs: 'Orbit Pro' }],
};

let host: HTMLElement;
let unmount: () => void;
let draw: (kind: 'save' | 'act') => Promise<void>;
let sent: Record<string, unknown>[];
let answers: (ActionResult | Promise<ActionResult>)[];

async function answer(_previous: ActionResult | null, form: FormData): Promise<ActionResult> {
  sent.push(Object.fromEntries(form));
  return answers.shift() ?? { ok: true, value: undefined };
}

function find<T extends Element>(selector: string, kind: new () => T): T {
  const element = host.querySelector(selector);
  if (!(element instanceof kind)) throw new Error(`no ${selector}`);
  return element;
}

const nameInput = () => find('input[name=name]', HTMLInputElement);
const press = (label: string) =>
  act(async () => {
    const button = [...host.querySelectorAll('button')].find((each) => each.textContent === label);
    if (button === undefined) throw new Error(`no button ${label}`);
    button.click();
  });

beforeEach(async () => {
  sent = [];
  answers = [];
  host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  unmount = () => root.unmount();
  draw = (kind) =>
    act(async () =>
      root.render(
        <NextIntlClientProvider locale="en" timeZone="UTC" messages={loadMessages('en')}>
          <ActionForm action={answer} version={3} labels={{ name: 'Product' }} hasSavedNote kind={kind}>
            <TextField name="name" label="Product" hint="As sold" />
            <SubmitButton>Save</SubmitButton>
          </ActionForm>
        </NextIntlClientProvider>,
      ),
    );
  await draw('save');
});

afterEach(async () => {
  await act(async () => unmount());
  host.remove();
});

describe('ActionForm', () => {
  it('sends what was typed and says when it was saved', async () => {
    nameInput().value = 'Orbit';
    await press('Save');
    expect(sent).toEqual([{ version: '3', name: 'Orbit' }]);
    expect(find('[role=status]', HTMLElement).textContent).toMatch(/^Saved \d\d:\d\d$/);
  });

  it('keeps what was typed when it failed, sums up, focuses the summary and marks the field', async () => {
    answers = [failure({ fields: [{ field: 'name', message: 'Enter at most 80 characters.' }] })];
    nameInput().value = 'Orbit';
    await press('Save');
    const summary = find('[role=alert]', HTMLElement);
    expect(document.activeElement).toBe(summary);
    const link = find('[role=alert] a', HTMLAnchorElement);
    expect(link.getAttribute('href')).toBe(`#${nameInput().id}`);
    expect(nameInput().value).toBe('Orbit');
    expect(nameInput().getAttribute('aria-invalid')).toBe('true');
    const described = nameInput().getAttribute('aria-describedby')?.split(' ') ?? [];
    expect(described.map((id) => document.getElementById(id)?.textContent)).toEqual([
      'As sold',
      'Enter at most 80 characters.',
    ]);
  });

  it('says nothing of saving where the form acts', async () => {
    const fields = [{ field: 'name', message: 'Enter at most 80 characters.' }];
    answers = [failure({ fields }), failure({ fields }), failure({ code: 'CONFLICT' })];
    const title = () => find('[role=alert] p', HTMLElement).textContent;
    await press('Save');
    expect(title()).toBe('This was not saved');
    await draw('act');
    await press('Save');
    expect(title()).toBe('Check these values');
    await press('Save');
    expect(title()).toBe('This was not done');
  });

  it('shows the reference of a failure of ours only', async () => {
    answers = [failure({ reference: 'ref-1' }), failure({ code: 'INTERNAL', reference: 'ref-2' })];
    await press('Save');
    expect(host.textContent).not.toContain('ref-1');
    await press('Save');
    expect(host.textContent).toContain('ref-2');
  });

  it('shows both values of a conflict and saves mine over the stored version', async () => {
    answers = [failure({ code: 'CONFLICT', data: conflict })];
    nameInput().value = 'Orbit';
    await press('Save');
    expect([...host.querySelectorAll('tbody :is(th, td)')].map((cell) => cell.textContent)).toEqual([
      'Product',
      'Orbit',
      'Orbit Pro',
    ]);
    await press('Save mine');
    expect(sent.at(-1)).toEqual({ version: '4', name: 'Orbit' });
    expect(host.querySelector('table')).toBeNull();
  });

  it('takes the stored values without sending, ready to be edited on', async () => {
    answers = [failure({ code: 'CONFLICT', data: conflict })];
    nameInput().value = 'Orbit';
    await press('Save');
    await press('Take the stored values');
    expect(sent).toHaveLength(1);
    expect(nameInput().value).toBe('Orbit Pro');
    expect(host.querySelector('[role=alert]')).toBeNull();
    await press('Save');
    expect(sent.at(-1)).toEqual({ version: '4', name: 'Orbit Pro' });
  });

  it('sends once while the answer is awaited', async () => {
    let resolve: (result: ActionResult) => void = () => undefined;
    answers = [
      new Promise((settle) => {
        resolve = settle;
      }),
    ];
    await press('Save');
    await press('Save');
    expect(sent).toHaveLength(1);
    await act(async () => resolve({ ok: true, value: undefined }));
  });
});
