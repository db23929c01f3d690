import { expect, it } from 'vitest';
import { secretsInPages } from '@/lib/scans/checks/leakage/secrets-in-pages';
import { capturedPage } from '../captured-page';

function kindsIn(body: unknown) {
  const page = capturedPage({ body: JSON.stringify(body) });
  const headers = [['Content-Type', 'application/json']] as const;
  const typed = { ...page, response: { ...page.response, headers } };
  const findings = secretsInPages.run(typed, { origin: 'https://shop.test', isBehindLogin: false });
  return {
    kinds: findings.map(({ values, confidence }) => `${values.kind} ${confidence}`),
    shown: findings.map(({ evidence }) => evidence.response).join('\n'),
  };
}

const ann = { username: 'ann', email: 'ann@shop.test', password: 'lamp7' };
const bob = { username: 'bob', email: 'bob@shop.test', password: 'sofa2' };

it.each<[string, unknown]>([
  ['a list', [ann, bob]],
  ['a list within an answer', { status: 'ok', data: { users: [ann, bob] } }],
  [
    'other names',
    [
      { userName: 'ann', id: 1, passwd: 'table5' },
      { userName: 'bob', id: 2, passwd: 'chair3' },
    ],
  ],
])('passwords of several people: %s', (_name, body) => {
  const { kinds, shown } = kindsIn(body);
  expect(kinds).toEqual(['listedPasswords CONFIRMED']);
  expect(shown).not.toMatch(/lamp7|sofa2|table5|chair3/);
});

it.each<[string, unknown]>([
  ['of one person', [ann]],
  ['that services hide', [ann, bob].map((one) => ({ ...one, password: '********' }))],
  ['that are not there', [ann, bob].map((one) => ({ ...one, password: null }))],
  ['the same sample each time', [ann, bob].map((one) => ({ ...one, password: 'lamp7' }))],
  [
    'but labels in several languages',
    ['Passwort', 'Contraseña', 'Senha', '密码'].map((password) => ({ username: 'Name', password })),
  ],
  [
    'of nobody',
    [
      { door: 'front', password: 'lamp7' },
      { door: 'back', password: 'sofa2' },
    ],
  ],
])('no passwords %s', (_name, body) => {
  expect(kindsIn(body).kinds).toEqual([]);
});
