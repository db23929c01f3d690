import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseState } from '@/lib/connection-tests/rules/case-state';
import {
  declarationDifference,
  type PlainDeclaration,
} from '@/lib/connection-tests/rules/declaration-difference';
import { isUnderWay, liveState } from '@/lib/connection-tests/rules/live-state';
import { runBlocker } from '@/lib/connection-tests/rules/run-blocker';
import type { InterfaceSpec } from '@/lib/koogallery/interface';
import { findInterface, INTERFACES } from '@/lib/koogallery/interface-catalog';
import { fromFieldTexts, otherMembers, readJsonObject, toFieldTexts } from '@/lib/koogallery/request-form';
import { escapeInvisibles, hexDump, plainText } from '@/lib/response-checks/hex-dump';

describe('the state of a case', () => {
  it.each([
    [undefined, 'NOT_RUN'],
    [{ lastPassed: null, lastRunDeclaration: null }, 'NOT_RUN'],
    [{ lastPassed: false, lastRunDeclaration: 3 }, 'FAILED'],
    [{ lastPassed: false, lastRunDeclaration: 2 }, 'FAILED'],
    [{ lastPassed: true, lastRunDeclaration: 3 }, 'PASSED'],
    [{ lastPassed: true, lastRunDeclaration: 2 }, 'OUTDATED'],
    [{ lastPassed: true, lastRunDeclaration: null }, 'OUTDATED'],
  ] as const)('%j against declaration 3 is %s', (last, state) => {
    expect(caseState(last, 3)).toBe(state);
  });

  it('is that of the run while one is under way', () => {
    const item = { section: 'cases', caseName: '' } as const;
    const items = [
      { ...item, activity: 'a', state: 'PASSED' },
      { ...item, activity: 'b', state: 'RUNNING' },
      { ...item, activity: 'c', state: 'WAITING' },
      { ...item, section: 'flow', activity: 'd', state: 'WAITING' },
      { ...item, caseName: 'Trial', activity: 'd', state: 'RUNNING' },
    ] as const;
    const shown = (status: 'QUEUED' | 'RUNNING' | 'FINISHED' | 'CANCELLED') =>
      ['a', 'b', 'c', 'd'].map((activity) => liveState(activity, 'FAILED', { status, items }));
    expect(shown('RUNNING')).toEqual(['FAILED', 'RUNNING', 'WAITING', 'FAILED']);
    expect(shown('FINISHED')).toEqual(Array(4).fill('FAILED'));
    expect(shown('CANCELLED')).toEqual(Array(4).fill('FAILED'));
    expect(liveState('a', 'OUTDATED', null)).toBe('OUTDATED');
    expect(liveState('d', 'PASSED', { status: 'RUNNING', items }, 'Trial')).toBe('RUNNING');
    expect([null, { status: 'FINISHED' as const }].map(isUnderWay)).toEqual([false, false]);
  });
});

describe('the difference of two declarations', () => {
  const stored: PlainDeclaration = {
    protocol: 'V2',
    productKind: 'COMMON',
    billingModes: ['YEARLY_MONTHLY', 'ONE_TIME'],
    productionUrl: 'https://saas.example.com/',
    extensionParameters: [
      { name: 'b', value: '2' },
      { name: 'a', value: '1' },
    ],
    provisioningInfo: ['EMAIL'],
    encryptionAlgorithm: 'AES256',
    kitPublicKey: '',
  };

  it('is none between equal ones, whatever the order of their lists', () => {
    const same = {
      ...stored,
      billingModes: stored.billingModes.toReversed(),
      extensionParameters: stored.extensionParameters.toReversed(),
    };
    expect(declarationDifference(stored, same)).toEqual([]);
  });

  it('shows both values of each field as a person reads them', () => {
    const mine = { ...stored, billingModes: [], extensionParameters: [{ name: 'a', value: '9' }] } as const;
    expect(declarationDifference(stored, mine)).toEqual([
      { field: 'billingModes', theirs: 'ONE_TIME, YEARLY_MONTHLY', yours: '' },
      { field: 'extensionParameters', theirs: 'a=1, b=2', yours: 'a=9' },
    ]);
  });
});

describe('what stands in the way of a run', () => {
  const declaration = { billingModes: ['ONE_TIME'], isAccessKeySet: true } as const;
  const ready = { editBlocker: null, declaration, productionUrl: { ok: true } };
  it.each([
    [ready, null],
    [{ ...ready, editBlocker: 'UNDER_REVIEW', declaration: null } as const, 'UNDER_REVIEW'],
    [{ ...ready, declaration: null }, 'NOT_DECLARED'],
    [{ ...ready, declaration: { ...declaration, billingModes: [] } }, 'NOT_DECLARED'],
    [{ ...ready, productionUrl: null }, 'PRODUCTION_URL_MISSING'],
    [{ ...ready, productionUrl: { ok: false } }, 'PRODUCTION_URL_UNUSABLE'],
    [{ ...ready, declaration: { ...declaration, isAccessKeySet: false } }, 'ACCESS_KEY_MISSING'],
  ])('%j → %s', (facts, blocker) => {
    expect(runBlocker(facts)).toBe(blocker);
  });
});

describe('the request as controls', () => {
  const newInstance = findInterface('V2.0', 'newInstance') as InterfaceSpec;

  it('comes back from the controls as it was, for every template of every interface', () => {
    const now = new Date('2026-03-02T09:00:00Z');
    const context = { now, newId: () => 'id', orderId: 'o', orderLineId: 'l', instanceId: 'i' };
    for (const spec of INTERFACES)
      for (const template of spec.templates) {
        const request = { ...template.build(context), unknown: [1, { deep: true }] };
        const others = otherMembers(spec, request);
        expect(others).toEqual({ unknown: [1, { deep: true }] });
        expect(fromFieldTexts(spec, toFieldTexts(spec, request), others)).toEqual(request);
      }
  });

  it('leaves out empty controls and keeps unreadable JSON as text', () => {
    const texts = { activity: 'newInstance', orderId: '', buyerInfo: '{"a":', orderInfo: '[]' };
    expect(fromFieldTexts(newInstance, texts)).toEqual({
      activity: 'newInstance',
      buyerInfo: '{"a":',
      orderInfo: [],
    });
  });

  it.each(['', '[]', '1', 'null', '{"a":1'])('%j is no object', (text) => {
    expect(readJsonObject(text)).toBeNull();
  });
});

describe('bytes on a page', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  it('are text when nothing is lost or hidden', () => {
    expect(plainText(bytes('{"a":"ä 中文"}\r\n\t'))).toBe('{"a":"ä 中文"}\r\n\t');
    expect(plainText(new Uint8Array())).toBe('');
  });

  it.each([
    ['a byte order mark', bytes('\ufeff{}')],
    ['a zero byte', bytes('a\u0000b')],
    ['an escape sequence', bytes('\u001b[31m')],
    ['no UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d)],
  ])('with %s are not', (_name, value) => {
    expect(plainText(value)).toBeNull();
  });

  it('show what is hidden as escapes, and nothing else', () => {
    expect(escapeInvisibles('\ufeff{"a":"中"}\u0000\n')).toBe('\\ufeff{"a":"中"}\\u0000\n');
  });

  it('are dumped sixteen a row, up to the limit', () => {
    expect(hexDump(bytes('{"resultCode":"000000"}'), 20)).toBe(
      [
        '00000000  7b 22 72 65 73 75 6c 74 43 6f 64 65 22 3a 22 30  {"resultCode":"0',
        '00000010  30 30 30 30                                      0000',
      ].join('\n'),
    );
  });

  it('can all be read back from the dump', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (value) => {
        const hex = hexDump(value, 100)
          .split('\n')
          .flatMap((row) => row.slice(10, 57).match(/[0-9a-f]{2}/g) ?? []);
        expect(hex.map((pair) => Number.parseInt(pair, 16))).toEqual([...value]);
      }),
    );
  });
});
