import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEMO_DATA_DIR, environmentOfServer } from '@/lib/wiring/environment-of-server';
import { keepLocalSettings, localSecrets } from '@/lib/wiring/local-settings';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'preflight-environment-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const folderPath = (name: string) => path.join(root, name);
const serverIn = (name: string) => localSecrets(folderPath(name)).NEXTAUTH_SECRET;
/** What `npm run dev` keeps is in the folder that the environment or the default names. */
const withDev = (given: Record<string, string> = {}) => ({ DATA_DIR: folderPath('.data'), ...given });

describe('the settings of the server that a command belongs to', () => {
  it('are those of the environment where it holds its secrets', () => {
    serverIn(DEMO_DATA_DIR);
    const given = { NEXTAUTH_SECRET: 'from-the-environment', PORT: '4000' };
    expect(environmentOfServer(given, root, () => true)).toEqual(given);
  });

  it('are those of the demo where nothing else is there', () => {
    const secret = serverIn(DEMO_DATA_DIR);
    keepLocalSettings(folderPath(DEMO_DATA_DIR), {
      PORT: '4301',
      NEXTAUTH_URL: 'http://localhost:4301',
      OUTBOUND_ALLOW_PRIVATE: 'localhost:4303',
    });
    expect(environmentOfServer({}, root, () => false)).toMatchObject({
      NEXTAUTH_SECRET: secret,
      DATA_DIR: folderPath(DEMO_DATA_DIR),
      NEXTAUTH_URL: 'http://localhost:4301',
      OUTBOUND_ALLOW_PRIVATE: 'localhost:4303',
    });
  });

  it('are those of the folder that is named, and of no other', () => {
    const secret = serverIn('.data');
    serverIn(DEMO_DATA_DIR);
    expect(environmentOfServer(withDev(), root, (folder) => folder.endsWith('demo'))).toMatchObject({
      NEXTAUTH_SECRET: secret,
    });
    expect(environmentOfServer({ DATA_DIR: folderPath('empty') }, root, () => true)).toEqual({
      DATA_DIR: folderPath('empty'),
    });
  });

  it('give way to what the environment sets itself', () => {
    serverIn(DEMO_DATA_DIR);
    expect(environmentOfServer({ LOG_LEVEL: 'debug' }, root, () => true)).toMatchObject({
      LOG_LEVEL: 'debug',
    });
  });

  it('are none where there is no server', () => {
    mkdirSync(folderPath(DEMO_DATA_DIR), { recursive: true });
    writeFileSync(path.join(folderPath(DEMO_DATA_DIR), 'demo.json'), '{}');
    expect(environmentOfServer({}, root, () => true)).toEqual({});
  });
});
