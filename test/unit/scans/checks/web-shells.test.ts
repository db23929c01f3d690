import { describe, expect, it } from 'vitest';
import { webShells } from '@/lib/scans/checks/web-shells';
import { type RawAnswer, startRawSite } from '../../../fixtures/sites/raw-site';
import { runSiteCheck } from './site-harness';

const FRONT: RawAnswer = { body: '<!doctype html><title>Lamps</title><h1>Lamps</h1>' };
const MISSING: RawAnswer = { status: 404, body: 'Not found' };
const BARE =
  '<form method=post>Password: <input type=password name=p><input type=submit value="enter"></form>';

async function findingsOf(files: Readonly<Record<string, RawAnswer>>, other: RawAnswer = MISSING) {
  const site = await startRawSite(({ path }) => (path === '/' ? FRONT : (files[path] ?? other)));
  const { findings } = await runSiteCheck(webShells, site.origin, ['/', '/uploads/lamp.png']);
  await site.close();
  return findings;
}

describe('a shell at a name of shells', () => {
  it.each<[string, string, string]>([
    [
      'with a form for commands',
      '/cmd.jsp',
      '<title>JSP Shell</title><form method="GET"><input name="cmd"><input type=submit value="Run"></form>',
    ],
    ['with a field for a password', '/wso.php', BARE],
    [
      'in the folder of uploads',
      '/uploads/shell.php',
      '<pre>uid=33(www-data) Linux</pre><form><input name=cmd></form>',
    ],
    [
      'for Windows',
      '/aspxspy.aspx',
      '<title>ASPXSpy2014</title><form method=post>Password:<input name=pw type=password><input type=submit></form>',
    ],
  ])('%s', async (_name, path, body) => {
    expect(await findingsOf({ [path]: { body } })).toMatchObject([
      { confidence: 'CONFIRMED', severity: 'HIGH', cwe: 506 },
    ]);
  });
});

describe('what is no shell', () => {
  it.each<[string, Readonly<Record<string, RawAnswer>>, RawAnswer?]>([
    ['a site that asks everybody for a password', {}, { body: BARE }],
    [
      'a page of the site at such a name',
      {
        '/up.php': { body: '<title>Upload</title><a href="/">Home</a><form><input type=file name=f></form>' },
      },
    ],
    ['an empty page', { '/1.php': { body: '' } }],
    ['a page that says no', { '/shell.php': { status: 403, body: BARE } }],
    [
      'a sign-in with a name',
      { '/mini.php': { body: '<form method=post><input name=user><input type=password name=p></form>' } },
    ],
  ])('%s', async (_name, files, other) => {
    expect(await findingsOf(files, other)).toEqual([]);
  });
});
