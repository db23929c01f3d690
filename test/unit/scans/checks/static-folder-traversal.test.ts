import { describe, expect, it, onTestFinished } from 'vitest';
import { staticFolderTraversal } from '@/lib/scans/checks/static-folder-traversal';
import { readTree } from '../../../fixtures/sites/file-tree';
import { type RawAnswer, startRawSite } from '../../../fixtures/sites/raw-site';
import { runSiteCheck } from './site-harness';

const CSS = 'body { color: #20304a; margin: 0 } /* the sheet of the lamp shop */\n';
const OTHER = 'h1 { font-size: 2rem; margin: 0 } /* the second sheet of the shop */\n';
/** Below `/srv/app`: the folder that is published, and what is beside it. */
const DISK: Readonly<Record<string, string>> = {
  '/srv/app/static/app.css': CSS,
  '/srv/app/static/more.css': OTHER,
  '/srv/app/settings.py': 'SECRET = 1',
  '/proc/version': readTree('/proc/version') ?? '',
  '/proc/filesystems': 'nodev\tsysfs\nnodev\ttmpfs\n\text4\n',
};
const missing: RawAnswer = { status: 404, body: 'Not found' };
const plain = (text: string | undefined): RawAnswer =>
  text === undefined ? missing : { type: 'text/css', body: text };

/** The file that a path leads to once its dots are followed. */
function fileAt(path: string): string | undefined {
  const way: string[] = [];
  for (const part of path.split('/'))
    part === '..' ? way.pop() : part !== '' && part !== '.' && way.push(part);
  return DISK[`/${way.join('/')}`];
}

/** `path` is decoded once, as servers do. */
type Server = (path: string) => RawAnswer;
const behind = (path: string, start: string) => (path.startsWith(start) ? path.slice(start.length) : null);
const served = (rest: string | null) => (rest === null ? missing : plain(fileAt(`/srv/app/static/${rest}`)));

async function findingsOf(respond: Server) {
  const site = await startRawSite(({ path }) => respond(path));
  onTestFinished(() => site.close());
  return runSiteCheck(staticFolderTraversal, site.origin, ['/static/app.css', '/static/more.css']);
}

describe('a folder of files that lets paths out', () => {
  it.each<[string, Server]>([
    ['decodes slashes and then follows dots', (path) => served(behind(path, '/static/'))],
    [
      'decodes twice',
      (path) => (path.includes('../') ? missing : served(behind(decodeURIComponent(path), '/static/'))),
    ],
    [
      'cuts off what is behind a semicolon',
      (path) => (path.includes('../') ? missing : served(behind(path.replaceAll('..;', '..'), '/static/'))),
    ],
    [
      'is an alias without a slash',
      (path) =>
        behind(path, '/static')?.includes('/../')
          ? missing
          : plain(fileAt(`/srv/app/static/${behind(path, '/static')}`)),
    ],
  ])('%s', async (_name, respond) => {
    const { findings, requests } = await findingsOf(respond);
    expect(findings).toMatchObject([
      { class: 'CROSS_DIRECTORY_ACCESS', confidence: 'CONFIRMED', severity: 'HIGH' },
    ]);
    expect(requests).toBeLessThanOrEqual(10);
  });
});

const fenced = (path: string) => {
  const rest = behind(path, '/static/');
  return rest === null || rest.split(/[\\/]/).includes('..') ? missing : served(rest);
};
const FOUND: Readonly<Record<string, string>> = { '/static/app.css': CSS, '/static/more.css': OTHER };

describe('a folder of files that does not', () => {
  it.each<[string, Server]>([
    ['refuses dots once it has decoded', fenced],
    ['answers every path with its front page', (path) => plain(FOUND[path] ?? '<div id="root"></div>')],
    ['answers every path with its sheet', () => plain(CSS)],
    ['looks at the name alone', (path) => plain(FOUND[`/static/${path.split('/').at(-1)}`])],
    [
      'resolves the path within the site',
      (path) => plain(FOUND[`/static${path.replace(/^.*(?=\/[^/]*$)/, '')}`]),
    ],
    ['tells of the kernel for every path', (path) => plain(FOUND[path] ?? 'Linux version 6.1.0 (gcc 12)')],
    [
      'repeats what is missing',
      (path) => (FOUND[path] ? plain(FOUND[path]) : { status: 404, body: `${path} Linux version 6.1.0` }),
    ],
    [
      'sends everybody to the sheet',
      (path) =>
        FOUND[path]
          ? plain(FOUND[path])
          : { status: 302, headers: { Location: '/static/app.css' }, body: '' },
    ],
    ['knows the alias with a slash', (path) => (path.startsWith('/static../') ? missing : fenced(path))],
    ['is confined to what is published', (path) => plain(FOUND[fileAt(path) === undefined ? path : ''])],
  ])('%s', async (_name, respond) => {
    expect((await findingsOf(respond)).findings).toEqual([]);
  });

  it('costs at most eight requests a folder', async () => {
    expect((await findingsOf(fenced)).requests).toBeLessThanOrEqual(8);
  });
});
