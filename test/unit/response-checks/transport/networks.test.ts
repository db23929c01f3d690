import { describe, expect, it } from 'vitest';
import { explain, page, type Row } from './answers';

const blocked = (title: string, body: string, status = 403): Row => ({ status, body: page(title, body) });

describe('a page of the network that the call went through is not the seller’s', () => {
  it.each<[string, Row]>([
    ['a login of a network', { status: 511, body: '' }],
    ['a login in JSON', { status: 511, body: '{"error":"login"}' }],
    ['a hotspot', blocked('Welcome', 'Please log in to the Wi-Fi to continue.', 200)],
    ['a policy', blocked('Not allowed', 'Your organization has selected a service to protect you.')],
    ['a company', blocked('Blocked', 'Blocked in accordance with company policy.', 503)],
    ['a category', blocked('Denied', 'Denied because of its content categorization: "None".', 503)],
    [
      'a name',
      blocked('Network Error', 'Your requested host "a.example" could not be resolved by DNS.', 502),
    ],
    ['support', blocked('Network Error', 'tcp_error. Contact your network support team.', 502)],
    ['上网', blocked('上网行为管理', '您访问的网站已被单位网络管理员禁止访问', 200)],
  ])('%s', (_name, row) => {
    expect(explain(row)).toMatchObject([{ code: 'GATEWAY_BLOCK_PAGE', values: { kind: 'network' } }]);
  });

  it.each<[string, Row]>([
    [
      'a filter of the seller',
      blocked('Request Rejected', 'The requested URL was rejected. Consult with your administrator.'),
    ],
    ['腾讯', blocked('501', '您提交的请求可能对网站造成威胁，请求已被管理员设置的策略阻断')],
    ['a gateway', { status: 502, body: page('502 Bad Gateway', '<hr><center>nginx</center>') }],
    ['a page about policies', blocked('Docs', `Company policy. ${'word '.repeat(1_000)}`, 200)],
  ])('%s is', (_name, row) => {
    expect(explain(row)[0]?.values.kind).not.toBe('network');
  });

  it('a redirect into a local network', () => {
    const headers: Row['headers'] = [['Location', 'http://192.168.1.1/login']];
    expect(explain({ status: 302, headers, body: '' })).toMatchObject([{ values: { kind: 'private' } }]);
  });
});

describe('a host name that the server does not accept', () => {
  it.each<[number, string]>([
    [400, page('DisallowedHost at /produce', "Invalid HTTP_HOST header: 'a.example'.")],
    [400, page('Bad Request', '<h2>Bad Request - Invalid Hostname</h2>')],
    [400, 'Invalid host header'],
    [403, page('Blocked', '<h1>Blocked hosts: a.example</h1>')],
    [421, page('421', 'Misdirected Request')],
  ])('%i %s', (status, body) => {
    expect(explain({ status, body })).toMatchObject([{ code: 'SITE_NOT_SERVED', values: { kind: 'host' } }]);
  });
});

describe('a model of a framework that refuses the content', () => {
  it.each<[number, string, string]>([
    [422, '{"message":"The order id field is required.","errors":{}}', 'The order id field is required'],
    [400, '{"error":"Field validation for OrderId failed"}', 'Field validation for OrderId failed'],
    [
      400,
      '{"timestamp":"2026-01-01","status":400,"error":"Bad Request","message":"JSON parse error: Unrecognized field","path":"/p"}',
      'JSON parse error: Unrecognized field',
    ],
    [
      400,
      page('400 Bad Request', '<h1>Bad Request</h1><p>Failed to decode JSON object: Expecting value</p>'),
      'Failed to decode JSON object: Expecting value',
    ],
    [
      422,
      page('Unprocessable Entity (422)', '<h1>Unprocessable Entity</h1><p>order_id is missing</p>'),
      'order_id is missing',
    ],
  ])('%i %s', (status, body, seen) => {
    const values = { kind: /^\{|JSON/.test(body) ? 'invalid' : 'client', seen };
    expect(explain({ status, body })).toMatchObject([{ code: 'STATUS_NOT_200', values }]);
  });
});
