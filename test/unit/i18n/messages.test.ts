import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { conflict } from '@/lib/core/errors';
import type { FindingKey } from '@/lib/i18n/app-messages';
import { loadMessages, mergeNamespaces, pickNamespaces } from '@/lib/i18n/messages';
import { hasText } from '@/lib/i18n/text-or';
import { translator } from '@/lib/i18n/translator';

describe('mergeNamespaces', () => {
  it('makes a namespace of a file, and hangs the errors of a room below errors', () => {
    const merged = mergeNamespaces([
      ['assets', { title: 'Assets' }],
      ['connection-tests', { title: 'Tests' }],
      ['errors', { forbidden: 'No' }],
      ['errors-assets', { nameTaken: 'Taken' }],
    ]);
    expect(merged).toEqual({
      assets: { title: 'Assets' },
      'connection-tests': { title: 'Tests' },
      errors: { forbidden: 'No', assets: { nameTaken: 'Taken' } },
    });
  });

  it('needs no errors.json for the errors of a room', () => {
    expect(mergeNamespaces([['errors-http', { timeout: 'Slow' }]])).toEqual({
      errors: { http: { timeout: 'Slow' } },
    });
  });
});

describe('pickNamespaces', () => {
  it('takes what is there and nothing else', () => {
    expect(pickNamespaces({ a: { x: '1' }, b: { y: '2' } }, ['a', 'missing'])).toEqual({ a: { x: '1' } });
  });
});

describe('parts of namespaces', () => {
  const messages = { a: { x: { one: '1' }, y: { two: '2' }, z: '3' }, b: { t: '4' } };

  it('are taken alone, several of one namespace too', () => {
    expect(pickNamespaces(messages, ['a.x', 'a.z', 'b', 'a.missing', 'b.t.deeper'])).toEqual({
      a: { x: { one: '1' }, z: '3' },
      b: { t: '4' },
    });
  });

  it('leave the texts themselves as they are', () => {
    const before = JSON.stringify(messages);
    expect(pickNamespaces(messages, ['b', 'a', 'a.x.one', 'b.missing'])).toEqual(messages);
    expect(JSON.stringify(messages)).toBe(before);
  });
});

describe('loadMessages', () => {
  let folder: string;
  const write = (text: string, seconds: number) => {
    const file = path.join(folder, 'en/assets.json');
    writeFileSync(file, JSON.stringify({ title: text }));
    utimesSync(file, seconds, seconds);
  };

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'messages-'));
    mkdirSync(path.join(folder, 'en'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('reads once, and again after an edit', () => {
    write('Assets', 1);
    const first = loadMessages('en', folder);
    expect(first).toEqual({ assets: { title: 'Assets' } });
    expect(loadMessages('en', folder)).toBe(first);
    write('Things', 2);
    expect(loadMessages('en', folder)).toEqual({ assets: { title: 'Things' } });
  });

  it('never looks at the files again where nobody edits them, whatever language was read first', () => {
    write('Assets', 1);
    const first = loadMessages('en', folder, false);
    write('Things', 2);
    expect(loadMessages('en', folder, false)).toBe(first);
    rmSync(path.join(folder, 'en'), { recursive: true });
    expect(loadMessages('en', folder, false)).toBe(first);
    expect(() => loadMessages('zh-CN', folder, false)).toThrow(/zh-CN/);
  });

  it('fails loudly without texts', () => {
    expect(() => loadMessages('zh-CN', folder)).toThrow(/zh-CN/);
  });
});

describe('translator', () => {
  it('fills values in the language asked for', () => {
    expect(translator('en')('common.savedAt', { time: '12:03' })).toBe('Saved 12:03');
    expect(translator('zh-CN')('common.savedAt', { time: '12:03' })).toBe('12:03 已保存');
  });

  it('knows what exists and throws for what does not', () => {
    expect(translator('en').has('errors.forbidden')).toBe(true);
    expect(hasText(translator('en'), 'errors.nothingLikeThis')).toBe(false);
    // @ts-expect-error A key without a text does not compile.
    expect(() => translator('en')('errors.nothingLikeThis')).toThrow(/nothingLikeThis/);
    // @ts-expect-error Nor does an error without one.
    expect(conflict('nothingLikeThis').code).toBe('CONFLICT');
    // @ts-expect-error Nor does a finding without one.
    const finding: FindingKey = 'findings-active.nothingLikeThis';
    expect(hasText(translator('en'), `${finding}.title`)).toBe(false);
  });
});
