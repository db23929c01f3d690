import { describe, expect, test } from 'vitest';
import { PageExplorer } from '@/lib/scans/browser/page-explorer';
import type { SeenControl, SeenField } from '@/lib/scans/browser/scan-browser';

const control = (html: string, more: Partial<SeenControl> = {}): SeenControl => ({
  ...{ at: 0, html, form: null, place: 'main#.', rank: 0, isNew: true, isReady: true },
  ...more,
});
const field = (html: string, more: Partial<SeenField> = {}): SeenField => ({
  ...{ at: 0, html, label: '', form: null, isPrefilled: false },
  ...more,
});
const explorer = () => new PageExplorer('https://shop.test/');
const presses = (html: string, form: string | null = null) =>
  explorer().chooseControl([control(html, { form })]) !== null;
const fills = (html: string, more: Partial<SeenField> = {}) =>
  explorer().chooseFields([field(html, more)])[0]?.values[0] ?? null;

describe('what is pressed', () => {
  test.each([
    '<button>Search</button>',
    '<div role="tab">Reports</div>',
    '<li>Contacts</li>',
    '<a href="/projects/12">Apollo</a>',
    '<button>Next</button>',
  ])('is harmless: %s', (html) => {
    expect(presses(html)).toBe(true);
  });

  test.each([
    ['<button>Delete</button>', null],
    ['<span class="icon-trash" title="Delete project">x</span>', null],
    ['<button>Sign out</button>', null],
    ['<button>Order now</button>', null],
    ['<button>Register</button>', null],
    ['<a href="/account/delete?id=7">Open</a>', null],
    ['<button>OK</button>', '<form id="delete-account"><input name="why"><button>OK</button></form>'],
    [
      '<button>Save</button>',
      '<div><input type="password"><input type="password"><button>Save</button></div>',
    ],
    ['<button>Yes</button>', '<form><p>Delete this contact?</p><button>Yes</button></form>'],
  ])('does no harm: %s in %s is left alone', (html, form) => {
    expect(presses(html, form)).toBe(false);
  });

  test('is pressed once, what a press brought comes first, and rows of a list are not all pressed', () => {
    const one = explorer();
    const rows = Array.from({ length: 40 }, (_, at) => control(`<button>Open item ${at}</button>`, { at }));
    expect(one.chooseControl(rows)?.at).toBe(0);
    expect(one.chooseControl(rows)).toBeNull();
    const names = 'abcdefghijklmnopqrstuvwxyz'
      .split('')
      .map((name, at) => control(`<li>${name}</li>`, { at, rank: 3 }));
    let count = 0;
    while (one.chooseControl(names)) count += 1;
    expect(count).toBeLessThan(10);
    const tabs = [control('<i>old</i>', { at: 1, isNew: false }), control('<i>new</i>', { at: 2, rank: 3 })];
    expect(one.chooseControl(tabs)?.at).toBe(2);
  });
});

describe('what is filled', () => {
  test.each([
    ['<input name="term">', 'preflight'],
    ['<input type="email" name="to">', 'preflight@example.com'],
    ['<input type="date" name="from">', '2026-01-01'],
    ['<select name="size"><option value="">-</option><option value="s">Small</option></select>', 's'],
  ])('gets a harmless value of its kind: %s', (html, value) => {
    expect(fills(html)).toBe(value);
  });

  const form = (inner: string) => `<form><h2>Profile</h2>${inner}</form>`;
  test.each([
    [
      'beside a password',
      '<input name="user">',
      form('<input name="user"><input type="password" name="p"><button>Log in</button>'),
    ],
    ['of a card', '<input name="cardnumber">', form('<input name="cardnumber"><button>Check</button>')],
    ['of a registration', '<input name="user">', form('<input name="user"><button>Create account</button>')],
  ])('is nothing %s', (_, html, around) => {
    expect(fills(html, { form: around })).toBeNull();
  });

  test('is nothing of a form that saves and shows what somebody stored', () => {
    const around = form('<input name="nick" value="Anna"><input name="town"><button>Save</button>');
    expect(fills('<input name="town">', { form: around, isPrefilled: true })).toBeNull();
    const search = form('<input name="term" value="Anna"><input name="town"><button>Search</button>');
    expect(fills('<input name="town">', { form: search, isPrefilled: true })).toBe('preflight');
  });

  test('is a list of a form that saves left as it is', () => {
    const list = '<select name="role"><option value="admin">Admin</option></select>';
    expect(fills(list, { form: form(`${list}<button>Save</button>`) })).toBeNull();
  });
});
