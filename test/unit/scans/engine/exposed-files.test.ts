import { afterEach, expect, test } from 'vitest';
import { backupFiles } from '@/lib/scans/checks/leakage/backup-files';
import { exposedFiles } from '@/lib/scans/checks/leakage/exposed-files';
import { makeSibling } from '@/lib/scans/checks/leakage/missing-siblings';
import { type LocalSite, notFound, page, type SiteAnswer, startSite } from './local-site';

let site: LocalSite;
afterEach(() => site.close());

const text = (body: string, type = 'text/plain'): SiteAnswer => ({ type, body });
const HOME = page('<a href="/index.php">x</a>');

async function found(handler: (path: string) => SiteAnswer) {
  site = await startSite(({ url }) => (url.pathname === '/' ? HOME : handler(url.pathname)));
  const { findings } = await site.scan({}, { checks: [exposedFiles, backupFiles] });
  return findings.map(({ url }) => new URL(url).pathname).sort();
}

const FILES: Record<string, SiteAnswer> = {
  '/.env': text('# shop\nAPP_ENV=production\nexport DB_PASSWORD="h4rb0ur"\n\nMAIL_FROM=Ship <s@shop.io>\n'),
  '/.git/config': text('[core]\n\trepositoryformatversion = 0\n[remote "origin"]\n\turl = git@h:a.git\n'),
  '/.hg/requires': text('dotencode\nfncache\nrevlogv1\nstore\n'),
  '/.htpasswd': text('ann:$apr1$x1$abcdefghijklmnopqrstu.\nbob:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\n'),
  '/.htaccess': text('# rules\nOptions -Indexes\n<IfModule mod_rewrite.c>\nRewriteEngine On\n</IfModule>\n'),
  '/web.config': text(
    '<?xml version="1.0"?><configuration><system.web><trust/></system.web></configuration>',
    'text/xml',
  ),
  '/config.json': text('{"db":{"db_password":"h4rb0ur-9"}}', 'application/json'),
  '/config/database.yml': text('production:\n  adapter: mysql2\n  hosts:\n    - db1\n    - db2\n'),
  '/docker-compose.yml': text('version: "3"\nservices:\n  web:\n    image: shop\n    command: ["a", "b"]\n'),
  '/application.properties': text('# x\nspring.datasource.url=jdbc:mysql://db/x\nserver.port: 80\n'),
  '/.aws/credentials': text('[default]\naws_secret_access_key = wJ4lrX9tnFEM1K7MDbPxR3iCYzKq81LmP2abQ7dE\n'),
  '/.npmrc': text('registry=https://npm.corp.io/\n//npm.corp.io/:_authToken=npm_k2j3h4k5\n'),
  // Node's frameworks call every text a page; the whole of it says what it is.
  '/.env.local': text('STRIPE_KEY=sk_live_1\nDEBUG=true\n', 'text/html'),
  '/dump.sql': text(
    '-- PostgreSQL database dump\n\nSET x = 0;\nCOPY users (id, bio) FROM stdin;\n1\t<p>a</p>\n',
  ),
  '/db.sql': text(
    "DROP TABLE IF EXISTS t;\nCREATE TABLE t (id int);\nINSERT INTO t VALUES ('<h1>x</h1>');\n",
  ),
  '/error.log': text(
    '[Mon May 04 08:00:01 2026] [error] no such file\n[Mon May 04 08:00:02 2026] [notice] end\n',
  ),
  '/id_rsa': text(`-----BEGIN RSA PRIVATE KEY-----\n${'Mq9Z'.repeat(40)}\n-----END RSA PRIVATE KEY-----\n`),
  '/actuator/env': text('{"activeProfiles":["prod"],"propertySources":[]}', 'application/json'),
  '/wwwroot.rar': {
    type: 'application/octet-stream',
    body: Buffer.concat([Buffer.from('Rar!\x1a\x07\x01', 'latin1'), Buffer.alloc(99)]),
  },
};

test('each file is known by its whole content', async () => {
  expect(await found((path) => FILES[path] ?? notFound)).toEqual(Object.keys(FILES).sort());
});

test.each([
  ['in the folder that the scan is kept to', { scopePath: '/shop/' }, '/shop/'],
  ['in the folder that all pages are in', {}, '/'],
])('files of an application lie %s', async (_name, plan, start) => {
  const links = ['a', 'b', 'c', 'd', 'e'].map((name) => `<a href="/shop/${name}">${name}</a>`).join('');
  const given: Record<string, SiteAnswer> = {
    [start]: page(links),
    '/shop/.git/HEAD': text('ref: refs/heads/main\n'),
    '/shop/config.inc': text('<?php\n$password = "h4rb0ur-9";\n'),
    '/shop/.gitlab-ci.yml': text('stages:\n  - build\nbuild:\n  stage: build\n  script:\n    - make\n'),
  };
  site = await startSite(
    ({ url: { pathname } }) =>
      given[pathname] ?? (/^\/shop\/[a-e]$/.test(pathname) ? page(`Part ${pathname}`) : notFound),
  );
  const { findings } = await site.scan(
    { ...plan, startUrls: [`${site.origin}${start}`] },
    { checks: [exposedFiles] },
  );
  expect(findings.map(({ url }) => new URL(url).pathname).sort()).toEqual(
    Object.keys(given)
      .filter((path) => path !== start)
      .sort(),
  );
});

const QUOTES = Object.entries(FILES)
  .filter(([path]) => !/rar$/.test(path))
  .map(([, { body }]) => String(body))
  .join('\n');
const SOMETHING_NEW = (path: string) =>
  Array.from({ length: 90 }, (_, at) => `word${'abcdefghij'[(at * path.length) % 10]}${path.length}`).join(
    ' ',
  );

test.each<[string, (path: string) => SiteAnswer]>([
  ['a fragment of a page that changes', (path) => page(`<p>${SOMETHING_NEW(path)}</p><pre>${QUOTES}</pre>`)],
  [
    'elements without a page around',
    (path) => text(`<section><p>${SOMETHING_NEW(path)}<pre>\n${QUOTES}</pre></section>`, 'text/html'),
  ],
  ['an article in plain text', (path) => text(`Nothing at ${path}. ${SOMETHING_NEW(path)}\n${QUOTES}`)],
  ['settings for every address', (path) => text(`REQUEST_PATH=${path}\nSTATUS=ok\nTRACE=${path.length}\n`)],
  [
    'a row for every table',
    (path) =>
      path.endsWith('.sql') ? text(`INSERT INTO log VALUES ('${path}', '${path.length}');\n`) : notFound,
  ],
  ['a JSON document for every address', () => text('{"_links":{"self":1},"secret_key":"h4rb0ur-9"}')],
  ['an archive for every name', (path) => ({ body: Buffer.from(`PK\x03\x04${path}`.padEnd(99, '.')) })],
  ['source for every copy', (path) => text(`<?php // ${path}\n echo ${path.length};`)],
])('no file exists where the site answers %s', async (_name, answer) => {
  expect(await found((path) => (path === '/index.php' ? page('shop') : answer(path)))).toEqual([]);
});

test('copies of pages are their source, under the names that editors and people give', async () => {
  const copies = { '/.index.php.swp': text('b0VIM 8.2'), '/a.jsp~': text('<html><%@ page import="x" %>') };
  const handler = (path: string): SiteAnswer =>
    path === '/index.php' ? page('<a href="/a.jsp">a</a><a href="/b.py">b</a>') : notFound;
  const pages = ['/a.jsp', '/b.py'];
  const shown = await found((path) => {
    if (pages.includes(path)) return page('p');
    if (path === '/b.py.bak') return text('# the shop\nimport os\n\nprint(os.name)\n');
    return copies[path as keyof typeof copies] ?? handler(path);
  });
  expect(shown).toEqual(['/.index.php.swp', '/a.jsp~', '/b.py.bak']);
});

test.each([
  ['/.env', '/.env-x'],
  ['/.env.local', '/.env-x.local'],
  ['/.git/HEAD', '/.git/HEAD-x'],
  ['/backup.tar.gz', '/backup-x.tar.gz'],
  ['/debug/pprof/', '/debug/pprof-x/'],
])('the sibling of %s is %s', (path, sibling) => {
  expect(makeSibling(path, 'x')).toBe(sibling);
});
