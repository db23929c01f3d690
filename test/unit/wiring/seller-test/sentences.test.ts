import { expect, it } from 'vitest';
import { wordsOfExplanation } from '@/lib/wiring/seller-test/sentences';

const login = (kind: string) =>
  wordsOfExplanation({
    code: 'HTTP_LOGIN_DEMANDED',
    values: { kind, status: kind === 'proxyScheme' ? 407 : 401, scheme: 'Basic', product: 'x' },
  });

it('advises of a proxy what helps with a proxy, and shows no configuration of the server', () => {
  const { fix, snippet } = login('proxyScheme');
  expect(fix).toMatch(/pass the proxy without a login/);
  expect(fix).not.toMatch(/nginx|Spring/);
  expect(snippet).toBeNull();
});

it('advises of the server itself how to exclude the interface', () => {
  const { fix, snippet } = login('scheme');
  expect(fix).toMatch(/Exclude the path of the interface/);
  expect(snippet).toMatch(/^auth_basic off;.*permitAll\(\)/s);
});
