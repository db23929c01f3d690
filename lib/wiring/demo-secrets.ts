import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export type DemoSecrets = {
  seller: string;
  viewer: string;
  reviewer: string;
  siteUser: { username: string; password: string };
  accessKey: string;
  /** Of the joint-operations interfaces: basic and kit interfaces never share one. */
  kitAccessKey: string;
};

/**
 * Passwords and access keys of this machine's demo, each made once. No password begins with its account's name: where
 * only digits follow, the policy of passwords refuses it.
 * @param random so many random bytes
 */
export function demoSecrets(folder: string, random: (size: number) => Buffer = randomBytes): DemoSecrets {
  const file = path.join(folder, 'demo.json');
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<DemoSecrets>) : {};
  const newPassword = () => random(8).toString('hex');
  const secrets: DemoSecrets = {
    seller: newPassword(),
    viewer: newPassword(),
    reviewer: newPassword(),
    siteUser: { username: 'demo', password: newPassword() },
    accessKey: random(16).toString('hex'),
    kitAccessKey: random(16).toString('hex'),
    ...kept,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}
