import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { explain } from './answers';

const OK = '{"resultCode":"000000","resultMsg":"success.","instanceId":"i-1"}';
const UTF16 = Buffer.from(OK, 'utf16le');
const packed = gzipSync(OK);
const WRAPPED = `{"code":200,"data":${OK}}`;

describe('bytes that were written as text are named with the bytes', () => {
  it.each<[string, object]>([
    [packed.toString('base64'), { kind: 'base64', inner: 'compressed', bytes: '1F 8B 08' }],
    [packed.toString('base64url'), { kind: 'base64', inner: 'compressed', bytes: '1F 8B 08' }],
    [JSON.stringify(packed.toString('base64')), { kind: 'base64', inner: 'compressed' }],
    [packed.toString('hex'), { kind: 'hex', inner: 'compressed', bytes: '1F 8B 08' }],
    [`0x${packed.toString('hex').toUpperCase()}`, { kind: 'hex', inner: 'compressed' }],
    [deflateSync(OK).toString('base64'), { kind: 'base64', inner: 'compressed', bytes: '78 9C' }],
    [UTF16.toString('base64'), { kind: 'base64', inner: 'utf16', bytes: '7B 00 22 00' }],
    [Buffer.from(UTF16).swap16().toString('hex'), { kind: 'hex', inner: 'utf16', bytes: '00 7B 00 22' }],
    [Buffer.from(`\ufeff${OK}`, 'utf16le').toString('base64'), { inner: 'utf16', bytes: 'FF FE 7B 00' }],
    [Buffer.from(`\ufeff\n${OK}`).toString('hex'), { kind: 'hex', inner: 'text' }],
    [
      JSON.stringify({ code: 0, data: { body: packed.toString('base64') } }),
      { kind: 'memberBase64', path: 'data.body', inner: 'compressed' },
    ],
    [
      JSON.stringify({ data: packed.toString('hex') }),
      { kind: 'memberHex', path: 'data', bytes: '1F 8B 08' },
    ],
  ])('%s', (body, values) => {
    expect(explain({ status: 200, body })).toMatchObject([{ code: 'JSON_ENCODED_TWICE', values }]);
  });
});

describe('an answer that members hold as text', () => {
  it.each<[unknown, string]>([
    [{ result: OK }, 'result'],
    [{ code: 0, data: { data: { result: OK } } }, 'data.data.result'],
    [{ result: JSON.stringify(OK) }, 'result'],
    [{ result: WRAPPED }, 'result'],
    [[OK], '[0]'],
    [{ rows: [{ text: OK }] }, 'rows[0].text'],
  ])('%j', (value, path) => {
    const found = explain({ status: 200, body: JSON.stringify(value) });
    expect(found).toMatchObject([{ code: 'JSON_ENCODED_TWICE', values: { kind: 'member', path } }]);
  });
});

describe('JSON for browsers', () => {
  it.each<[string, string[]]>([
    [`cb(${WRAPPED});`, ['TEXT_AROUND_JSON jsonp']],
    [`)]}',\n${WRAPPED}`, ['TEXT_AROUND_JSON guard']],
    [`)]}'\n[${OK}]`, ['TEXT_AROUND_JSON guard']],
    [`for(;;);${OK}`, ['TEXT_AROUND_JSON guard']],
    [`cb(${JSON.stringify(OK)})`, ['TEXT_AROUND_JSON jsonp', 'JSON_ENCODED_TWICE json']],
    [`\ufeff)]}',\n${OK}`, ['BODY_HAS_BOM mark', 'TEXT_AROUND_JSON guard']],
  ])('%j', (body, codes) => {
    const found = explain({ status: 200, body });
    expect(found.map(({ code, values }) => `${code} ${values.kind}`)).toEqual(codes);
  });
});

it.each(['null', '[]', '"done"', '7', 'true', '[1,2]'])('%s is no object', (body) => {
  expect(explain({ status: 200, body })).toMatchObject([{ code: 'JSON_NOT_OBJECT', values: { text: body } }]);
});
