import { afterEach, describe, expect, it } from 'vitest';
import type { Check } from '@/lib/scans/checks/check';
import { backupFiles } from '@/lib/scans/checks/leakage/backup-files';
import { debugErrors } from '@/lib/scans/checks/leakage/debug-errors';
import { directoryListing } from '@/lib/scans/checks/leakage/directory-listing';
import {
  errorPageVersions,
  privateAddresses,
  versionBanners,
} from '@/lib/scans/checks/leakage/disclosed-details';
import { exposedFiles } from '@/lib/scans/checks/leakage/exposed-files';
import { provokedErrors } from '@/lib/scans/checks/leakage/provoked-errors';
import { secretsInPages } from '@/lib/scans/checks/leakage/secrets-in-pages';
import { sourceMaps } from '@/lib/scans/checks/leakage/source-maps';
import { type LocalSite, notFound, page, type SiteAnswer, startSite } from './local-site';

const LEAKAGE: readonly Check[] = [
  debugErrors,
  directoryListing,
  exposedFiles,
  backupFiles,
  secretsInPages,
  privateAddresses,
  versionBanners,
  errorPageVersions,
  sourceMaps,
];

let site: LocalSite;
afterEach(() => site.close());

async function scanPages(pages: Record<string, SiteAnswer>, other: SiteAnswer = notFound) {
  site = await startSite(({ url }) => pages[url.pathname] ?? other);
  const result = await site.scan({}, { checks: LEAKAGE });
  const found = result.findings
    .map(
      ({ titleKey, url, confidence, severity }) =>
        `${titleKey.split('.')[1]} ${new URL(url).pathname} ${confidence} ${severity}`,
    )
    .sort();
  return { result, found };
}

const text = (body: string, type = 'text/plain'): SiteAnswer => ({ type, body });
const JAVA_TRACE =
  'java.lang.NullPointerException: name\n\tat com.shop.Cart.total(Cart.java:42)\n\tat com.shop.Pay.run(Pay.java:7)\n';

describe('files that should not be served', () => {
  it('recognises each by its content', async () => {
    const { found } = await scanPages({
      '/': page('<a href="/index.php">x</a>'),
      '/index.php': page('shop'),
      '/index.php.bak': text("<?php $db = connect('root', 'hunter2');"),
      '/.env': text('APP_ENV=production\nDB_PASSWORD=hunter2\n'),
      '/.git/HEAD': text('ref: refs/heads/main\n'),
      '/.git/config': text('[core]\n\trepositoryformatversion = 0\n'),
      '/debug.log': text('2026-05-04 08:00:01 ERROR no such user\n2026-05-04 08:00:02 INFO stop\n'),
      '/backup.sql': text('-- MySQL dump 10.13\nCREATE TABLE `users` (id int);'),
      '/backup.zip': {
        type: 'application/zip',
        body: Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(200)]),
      },
      '/phpinfo.php': page('<h1 class="p">PHP Version 8.3.6</h1>', 'phpinfo()'),
      '/.svn/wc.db': text('SQLite format 3\0 and so on'),
    });
    expect(found).toEqual([
      'backupFile /index.php.bak CONFIRMED HIGH',
      'exposedFile /.env CONFIRMED HIGH',
      'exposedFile /.git/HEAD CONFIRMED HIGH',
      'exposedFile /.git/config CONFIRMED HIGH',
      'exposedFile /.svn/wc.db CONFIRMED HIGH',
      'exposedFile /backup.sql CONFIRMED HIGH',
      'exposedFile /backup.zip CONFIRMED HIGH',
      'exposedFile /debug.log CONFIRMED MEDIUM',
      'exposedFile /phpinfo.php CONFIRMED MEDIUM',
    ]);
  });

  it('finds nothing on a site that says 200 to everything', async () => {
    const everything = page(
      'Welcome to the shop. Oops, that page is gone: DB_PASSWORD=none ref: refs/heads/main <?php',
    );
    const { result, found } = await scanPages(
      { '/': page('<a href="/index.php">x</a>'), '/index.php': page('shop') },
      everything,
    );
    expect(found).toEqual([]);
    expect(result.coverage.warnings.map(({ code }) => code)).toContain('CATCH_ALL_200');
  });

  it('finds nothing where the catch-all answers in plain text and repeats the path', async () => {
    site = await startSite(({ url }) =>
      url.pathname === '/' ? page('home') : text(`nothing at ${url.pathname} PATH_INFO=${url.pathname}\n`),
    );
    const result = await site.scan({}, { checks: LEAKAGE });
    expect(result.findings).toEqual([]);
  });

  it('takes names alone for nothing', async () => {
    const { found } = await scanPages({
      '/': page('<a href="/a.php">x</a>'),
      '/a.php': page('a'),
      '/a.php.bak': page('This page was moved. <code>&lt;?php</code>'),
      '/.env': page('Environment policy: PLANTS=green'),
      '/.git/HEAD': text('HEAD is a word'),
      '/backup.zip': text('no archive here'),
      '/config.json': text('{"theme":"dark","password":""}', 'application/json'),
    });
    expect(found).toEqual([]);
  });
});

describe('debug errors', () => {
  it('confirms a trace on a failing page and doubts one on a page that claims success', async () => {
    const { found } = await scanPages({
      '/': page('<a href="/broken">b</a><a href="/article">a</a><a href="/php">p</a><a href="/node">n</a>'),
      '/broken': { status: 500, body: `<pre>${JAVA_TRACE}</pre>` },
      '/article': page(`<pre>${JAVA_TRACE}</pre>`),
      '/php': {
        status: 500,
        body: '<b>Warning</b>:  Undefined variable $x in <b>/var/www/a.php</b> on line <b>3</b><br />',
      },
      '/node': {
        status: 500,
        body: 'TypeError: x is undefined<br> &nbsp; &nbsp;at run (/srv/app/index.js:4:9)<br> &nbsp; &nbsp;at main (/srv/app/main.js:8:1)',
      },
    });
    expect(found).toEqual([
      'debugError /article LIKELY MEDIUM',
      'debugError /broken CONFIRMED MEDIUM',
      'debugError /node CONFIRMED MEDIUM',
      'debugError /php CONFIRMED MEDIUM',
    ]);
  });

  it('does not mind words about errors', async () => {
    const { found } = await scanPages({
      '/': page(
        'Warning: stock is low. Fatal error handling explained. An Exception at Shop.open() is a sale. Traceback',
      ),
      '/oops': { status: 500, body: 'Internal error. Reference 12345.' },
    });
    expect(found).toEqual([]);
  });
});

describe('folders, keys, addresses, banners, maps', () => {
  it('asks for the folders that pages name and recognises a listing', async () => {
    const { found } = await scanPages({
      '/': page('<img src="/static/img/logo.png"><img src="/media/a.png">'),
      '/static/': page('<h1>Index of /static/</h1><hr><pre><a href="../">../</a></pre>', 'Index of /static/'),
      '/media/': page('<h1>Index of our media articles</h1>', 'Index of media'),
    });
    expect(found).toEqual(['directoryListing /static/ CONFIRMED MEDIUM']);
  });

  it('asks for the keys and dumps that a listing shows, and proves them', async () => {
    const links = ['../', 'server.key', 'notes.sql', 'app.zip', 'readme.pem', '/other/a.key']
      .map((name) => `<a href="${name}">${name}</a>`)
      .join('\n');
    const { found, result } = await scanPages({
      '/': page('<img src="/static/a.png">'),
      '/static/': page(`<h1>Index of /static/</h1><hr><pre>${links}</pre>`, 'Index of /static/'),
      '/static/server.key': text(
        `-----BEGIN PRIVATE KEY-----\n${'Mq9Z'.repeat(20)}\n-----END PRIVATE KEY-----\n`,
      ),
      '/static/notes.sql': text('How we write SQL: CREATE TABLE first.'),
      '/static/readme.pem': text('Keep your -----BEGIN PRIVATE KEY----- at home.'),
    });
    expect(found).toContain('exposedFile /static/server.key CONFIRMED HIGH');
    expect(found.filter((line) => line.startsWith('exposedFile'))).toHaveLength(1);
    expect(JSON.stringify(result)).not.toContain('Mq9ZMq9Z');
  });

  it('reads the version off an error page that the server signs', async () => {
    const { found } = await scanPages(
      { '/': page('Home. Powered by nginx/1.18.0') },
      { status: 404, body: '<h1>HTTP Status 404</h1><hr class="line"><h3>Apache Tomcat/9.0.31</h3>' },
    );
    expect(found).toEqual(['versionInError / INFO HINT']);
  });

  it('takes words of a database for a leak only where the answer fails', async () => {
    const words = 'SQLSTATE[42S02]: Base table or view not found';
    const { found } = await scanPages({
      '/': page('<a href="/lesson">l</a><a href="/broken">b</a>'),
      '/lesson': page(words),
      '/broken': { status: 500, body: `<p>${words}</p>` },
    });
    expect(found).toEqual(['debugError /broken CONFIRMED MEDIUM']);
  });

  it('finds keys, hides them in the evidence and lets stand-ins pass', async () => {
    const key = 'AKIAQ3EGRT7WZX2LKJ5M';
    const { result, found } = await scanPages({
      '/': page(
        '<!-- test login: bob, password: k8s!harbour --><!-- password: required --><script src="/a.js"></script><script src="/b.js"></script>',
      ),
      '/a.js': text(`const id = "${key}";`, 'text/javascript'),
      '/b.js': text(
        'const id="AKIAIOSFODNN7EXAMPLE"; const db_password = "changeme123"; const client_secret="your-client-secret"; sk_live_xxxxxxxxxxxxxxxxxxxxxxxx',
        'text/javascript',
      ),
    });
    expect(found).toEqual(['secret / CONFIRMED HIGH', 'secret /a.js CONFIRMED HIGH']);
    const evidence = result.findings.find(({ values }) => values.kind === 'awsAccessKey')?.evidence;
    expect(JSON.stringify(result)).not.toContain(key);
    expect(JSON.stringify(result)).not.toContain('k8s!harbour');
    const mark = evidence?.marks.find((entry) => entry.in === 'response');
    expect(evidence?.response.slice(mark?.from, mark?.to)).toBe(`AKIAQ3${'*'.repeat(14)}`);
  });

  it('reports banners and inner addresses once, and no version numbers or manual examples', async () => {
    const { found } = await scanPages({
      '/': {
        ...page('<a href="/two">2</a> version 10.20.30.40.5, router 192.168.1.1'),
        headers: { Server: 'nginx/1.18.0' },
      },
      '/two': { ...page('two'), headers: { Server: 'nginx/1.18.0', 'X-Backend': '10.3.7.21' } },
    });
    expect(found).toEqual(['privateAddress /two LIKELY LOW', 'versionBanner / INFO HINT']);
  });

  it('reads a source map only when it holds sources', async () => {
    const { found } = await scanPages({
      '/': page('<script src="/a.js"></script><script src="/b.js"></script>'),
      '/a.js': text('run();\n//# sourceMappingURL=a.js.map', 'text/javascript'),
      '/a.js.map': text(
        '{"version":3,"sources":["src/a.ts"],"sourcesContent":["let a"],"mappings":""}',
        'application/json',
      ),
      '/b.js': text('run();\n//# sourceMappingURL=b.js.map', 'text/javascript'),
      '/b.js.map': text('{"version":3,"sources":["src/b.ts"],"mappings":""}', 'application/json'),
    });
    expect(found).toEqual(['sourceMap /a.js.map CONFIRMED LOW']);
  });
});

describe('what only another value brings out', () => {
  it('is provoked by the class itself', async () => {
    const trace =
      'Traceback (most recent call last):\n  File "/srv/app/views.py", line 12, in item\nValueError: invalid literal';
    site = await startSite(({ url }) => {
      if (url.pathname === '/') return page('<a href="/item?id=7">item</a>');
      if (url.pathname !== '/item') return notFound;
      return /^\d+$/.test(url.searchParams.get('id') ?? '')
        ? page('<p>Lamp</p>')
        : { ...page(`<pre>${trace}</pre>`), status: 500 };
    });
    const result = await site.scan({}, { checks: [debugErrors, provokedErrors] });
    expect(result.findings.map(({ checkId, confidence }) => [checkId, confidence])).toEqual([
      ['debug-errors', 'CONFIRMED'],
    ]);
  });

  it('lies in the folder of an application', async () => {
    const { found } = await scanPages({
      '/': page('<a href="/desk/">desk</a>'),
      '/desk/': page('<p>Desk</p>'),
      '/desk/.git/HEAD': { type: 'text/plain', body: 'ref: refs/heads/main\n' },
    });
    expect(found).toEqual(['exposedFile /desk/.git/HEAD CONFIRMED HIGH']);
  });
});

describe('a site behind a filter', () => {
  it('is tested by what it shows, though what would provoke an error is refused', async () => {
    site = await startSite(({ url }) => {
      if (url.pathname === '/') return page('<a href="/item?id=7">item</a>');
      if (url.pathname !== '/item') return notFound;
      return url.searchParams.get('id') === '7' ? page('<p>Lamp</p>') : { ...page('Blocked'), status: 403 };
    });
    const { checklist } = await site.scan({}, { checks: [...LEAKAGE, provokedErrors] });
    expect(checklist).toContainEqual(
      expect.objectContaining({ class: 'INFORMATION_LEAKAGE', state: 'CLEAN' }),
    );
  });
});

describe('a site without inputs', () => {
  it('is tested by what it shows, though no error can be provoked', async () => {
    site = await startSite(({ url }) => (url.pathname === '/' ? page('<p>Lamps and shoes</p>') : notFound));
    const { checklist } = await site.scan({}, { checks: [...LEAKAGE, provokedErrors] });
    expect(checklist).toContainEqual(
      expect.objectContaining({ class: 'INFORMATION_LEAKAGE', state: 'CLEAN' }),
    );
  });
});
