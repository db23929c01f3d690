import { describe, expect, it } from 'vitest';
import type { FormFacts, RequestTemplate } from '@/lib/scans/checks/check';
import { requestEffect } from '@/lib/scans/engine/danger/request-effect';

const ORIGIN = 'https://shop.example';
type Field = Partial<FormFacts['fields'][number]> & { name: string };

function submission(path: string, words: string, fields: Field[] = [{ name: 'a' }]): RequestTemplate {
  const full = fields.map((field) => ({ value: '', type: 'text', untouched: '', ...field }));
  return {
    method: 'POST',
    url: `${ORIGIN}${path}`,
    headers: [],
    body: { kind: 'form', fields: full.map(({ name, value }) => [name, value]) },
    pageUrl: `${ORIGIN}/`,
    form: { words, fields: full },
  };
}
const link = (path: string): RequestTemplate => ({
  method: 'GET',
  url: `${ORIGIN}${encodeURI(path)}`,
  headers: [],
  body: { kind: 'none' },
});
const judged = (template: RequestTemplate) => {
  const { effect, isCertain } = requestEffect(template);
  return isCertain ? effect : `${effect}?`;
};

describe('what a link does', () => {
  it.each([
    '/search?q=a',
    '/item?id=7',
    '/post?id=3',
    '/comments?page=2',
    '/users/edit?id=3',
    '/orders/new?type=a',
    '/list?start=10&order=name',
    '/find?submit=Go&q=updates',
    '/address/7',
    '/saved-items?id=1',
    '/store/item?add=1',
    '/sql/blind-like?q=a',
  ])('%s reads', (path) => expect(judged(link(path))).toBe('READS'));
  it.each([
    '/order/approve?id=7',
    '/index.php?action=save&name=a',
    '/api/updateUser?id=1',
    '/item/vote/7',
    '/订单/确认?id=1',
    '/a?do=审批&id=1',
  ])('%s saves', (path) => expect(judged(link(path))).toBe('SAVES'));
});

describe('what a submission does', () => {
  it.each([
    ['/search', 'Go'],
    ['/comments', 'Search comments'],
    ['/a', '查询评论'],
    ['/a', '登录'],
    ['/account/login', 'Log in'],
    ['/a', 'Calculate'],
    ['/api/preview', ''],
  ])('%s with "%s" reads', (path, words) => expect(judged(submission(path, words))).toBe('READS'));
  it.each([
    ['/search', 'Save search'],
    ['/profile', 'OK'],
    ['/a', 'Post'],
    ['/a', '保存'],
    ['/a', '发表评论'],
    ['/a', '修改查询'],
    ['/a', 'Sign me up, create account'],
    ['/user/edit', ''],
    ['/a?action=update', ''],
  ])('%s with "%s" saves', (path, words) => expect(judged(submission(path, words))).toBe('SAVES'));

  it('reads the button that is sent and the hidden field that chooses', () => {
    expect(judged(submission('/a', '', [{ name: 'save', value: 'OK', type: 'submit' }]))).toBe('SAVES');
    expect(judged(submission('/a', '', [{ name: 'op', value: 'lookup', type: 'hidden' }]))).toBe('READS');
    expect(judged(submission('/a', '', [{ name: '_method', value: 'PUT', type: 'hidden' }]))).toBe('SAVES');
  });

  it('saves long texts, and takes a lone password for a login', () => {
    expect(judged(submission('/a', '', [{ name: 'text', type: 'textarea' }]))).toBe('SAVES');
    expect(judged(submission('/a', '', [{ name: 'user' }, { name: 'pw', type: 'password' }]))).toBe('READS');
  });

  it('leaves to the site what nothing says', () => {
    expect(judged(submission('/ask', 'Submit'))).toBe('SAVES?');
    expect(judged({ ...link('/api/thing'), method: 'POST', body: { kind: 'json', text: '{}' } })).toBe(
      'SAVES?',
    );
    expect(judged({ ...link('/api/search'), method: 'PUT' })).toBe('SAVES');
  });
});
