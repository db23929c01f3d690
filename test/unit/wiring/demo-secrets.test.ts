import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { passwordProblem } from '@/lib/auth/rules/password-policy';
import { demoSecrets } from '@/lib/wiring/demo-secrets';

const folder = () => mkdtempSync(path.join(tmpdir(), 'preflight-demo-'));

it('makes passwords that the policy takes, also of bytes that are written as digits alone', () => {
  const digits = (size: number) => Buffer.from('5799397509551234'.repeat(2), 'hex').subarray(0, size);
  for (const random of [undefined, digits]) {
    const secrets = demoSecrets(folder(), random);
    for (const name of ['seller', 'viewer', 'reviewer'] as const)
      expect(passwordProblem(secrets[name], `${name}@example.com`), name).toBeNull();
  }
});

it('keeps what it has made', () => {
  const kept = folder();
  expect(demoSecrets(kept)).toEqual(demoSecrets(kept));
});
