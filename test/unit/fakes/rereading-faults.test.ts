import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FAULT_NAMES, FAULTS } from '@/lib/fakes/faults';
import { REREADING_FAULTS, type RereadingFault } from '@/lib/fakes/faults/rereading-faults';
import { rereadBody, rereadParameters } from '@/lib/fakes/interface/reread-call';
import { type FakeSeller, startFakeSeller } from '@/lib/fakes/start-fake-seller';
import { processorTime } from '../processor-time';
import { ACCESS_KEY, FIRST_CALLS, KIT_ACCESS_KEY, readCode, sendCall } from './call-seller';

const NAMES = Object.keys(REREADING_FAULTS) as RereadingFault[];
const reread = (fault: RereadingFault, body: string) =>
  new TextDecoder().decode(rereadBody(new TextEncoder().encode(body), (name) => name === fault));

/** A body, and what each of the sellers verifies instead; written from the descriptions. */
const BODY = String.raw`{"a":"x & <y> = 'z' / \"q\" C:\\\"","b":"","c":[],"d":{"e":"0","f":0},"g":" t ","n":[20,12.10,9007199254740993]}`;
const MADE: Record<RereadingFault, string> = {
  'html-escaping-go': BODY.replace('&', '\\u0026').replace('<', '\\u003c').replace('>', '\\u003e'),
  'html-escaping-gson': BODY.replace('&', '\\u0026')
    .replace('<', '\\u003c')
    .replace('>', '\\u003e')
    .replace('=', '\\u003d')
    .replaceAll("'", '\\u0027'),
  'php-slashes': BODY.replace(' / ', ' \\/ '),
  'htmlspecialchars-filter': BODY.replace(
    String.raw`x & <y> = 'z' / \"q\" C:\\\"`,
    String.raw`x &amp; &lt;y&gt; = &#039;z&#039; / &quot;q&quot; C:\\&quot;`,
  ),
  'dropped-empties': BODY.replace('"b":"","c":[],', ''),
  'dropped-zeros': BODY.replace('"b":"","c":[],', '').replace('"e":"0","f":0', ''),
  'trimmed-values': BODY.replace('" t "', '"t"'),
  'numbers-as-doubles': BODY.replace('20,12.10,9007199254740993', '20.0,12.1,9.007199254740992E15').replace(
    '"f":0',
    '"f":0.0',
  ),
  'numbers-reprinted': BODY.replace('12.10,9007199254740993', '12.1,9007199254740992'),
};

describe('a body that is read and written again', () => {
  it.each(NAMES)('by %s changes in one way', (fault) => {
    expect(reread(fault, BODY)).toBe(MADE[fault]);
  });

  it.each(NAMES)('by %s stays as it is without such values', (fault) => {
    const isNumbers = fault === 'numbers-as-doubles';
    const body = isNumbers ? '{"a":"20","b":12.5}' : '{"a":"x","b":1,"c":{"d":["y"]}}';
    expect(reread(fault, body)).toBe(body);
  });

  it('stays what it was to the byte without a fault', () => {
    const bytes = Uint8Array.of(0xff, 0x7b, 0x00);
    expect(rereadBody(bytes, () => false)).toBe(bytes);
  });

  it('takes text inside of strings for text', () => {
    const body = String.raw`{"a":"\",\"b\":\"\",","c":"{\"d\":0,}"}`;
    for (const fault of ['dropped-empties', 'dropped-zeros', 'numbers-as-doubles'] as const)
      expect(reread(fault, body)).toBe(body);
  });

  it('is read in time that grows with its length', () => {
    const body = `{"a":"${'\\"'.repeat(200_000)}"${',"b":""'.repeat(50_000)}}`;
    const spentMs = processorTime();
    for (const fault of NAMES) reread(fault, body);
    expect(spentMs()).toBeLessThan(5_000);
  });
});

it('changes the parameters of V1.0 in the same ways', () => {
  const parameters = [
    ['a', ' x & "y" '],
    ['b', ''],
    ['c', '0'],
  ] as const;
  const made = (fault: RereadingFault) => rereadParameters(parameters, (name) => name === fault);
  expect(made('htmlspecialchars-filter')[0]).toEqual(['a', ' x &amp; &quot;y&quot; ']);
  expect(made('trimmed-values')[0]).toEqual(['a', 'x & "y"']);
  expect(made('dropped-empties').map(([name]) => name)).toEqual(['a', 'c']);
  expect(made('dropped-zeros').map(([name]) => name)).toEqual(['a']);
});

describe('the seller with a fault of rereading', () => {
  let seller: FakeSeller;
  beforeAll(async () => {
    seller = await startFakeSeller({ accessKey: ACCESS_KEY, kitAccessKey: KIT_ACCESS_KEY });
  });
  afterEach(() => {
    for (const fault of NAMES) seller.state.setFault(fault, false);
  });
  afterAll(() => seller.close());

  /** Ids of a tenant may be empty, and flags are numbers. */
  const MET_BY_TENANTS: readonly string[] = ['dropped-empties', 'dropped-zeros', 'numbers-as-doubles'];
  const cases = NAMES.flatMap((fault) =>
    FAULTS[fault].protocols.map((protocol) => [fault, protocol] as const),
  );
  it.each(cases)('%s in %s refuses what it changes and accepts the rest', async (fault, protocol) => {
    const strange = {
      extraText: ` a & 'b' / "c" `,
      extraEmpty: '',
      ...(protocol === 'V1' ? { extraZero: '0' } : { extraZero: 0, extraNumber: 1e22 }),
    };
    const send = async (fields: object) =>
      readCode(await sendCall(seller, protocol, { ...FIRST_CALLS[protocol], ...fields }));
    expect(await send(strange)).toBe('000000');
    seller.state.setFault(fault, true);
    // A number that JavaScript prints otherwise cannot be sent by JavaScript; kit calls hold integers.
    const isStrangeRefused = fault !== 'numbers-reprinted';
    const isUsualRefused = protocol === 'kit' && MET_BY_TENANTS.includes(fault);
    expect(await send(strange)).toBe(isStrangeRefused ? '000001' : '000000');
    expect(await send({})).toBe(isUsualRefused ? '000001' : '000000');
  });
});

it('has every fault of the scope in one list', () => {
  expect(FAULT_NAMES.filter((name) => FAULTS[name].scope === 'rereading')).toEqual(NAMES);
});
