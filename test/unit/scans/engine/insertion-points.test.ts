import { describe, expect, it } from 'vitest';
import { crossDirectoryAccess } from '@/lib/scans/checks/cross-directory-access';
import { buildInsertionPoints } from '@/lib/scans/engine/requests/insertion-points';
import { englishPage } from '../../../fixtures/sites/case-site';
import { readTree, resolvedPath, SITE_ROOT } from '../../../fixtures/sites/file-tree';
import { startRawSite } from '../../../fixtures/sites/raw-site';
import { scanPart } from '../checks/scan-part';

const placesOf = (...paths: string[]) =>
  buildInsertionPoints({
    requests: [],
    pageUrls: paths.map((path) => `https://shop.test${path}`),
    documentUrls: [],
    missingUrl: 'https://shop.test/nosuch',
    isDiverse: () => false,
  })
    .filter(({ name }) => /^[2-9]$/.test(name))
    .map(({ url, value }) => `${new URL(url).pathname} ${value}`);

describe('the last segment of a path', () => {
  it('is a place where it names somebody or a document, once a folder each', () => {
    expect(
      placesOf('/user/alice', '/user/bert', '/user/terms.txt', '/files/report.pdf', '/files/b.csv'),
    ).toEqual(['/user/alice alice', '/user/terms.txt terms.txt', '/files/report.pdf report.pdf']);
  });

  it.each([
    '/css/site.css',
    '/shop/list.php',
    '/img/a.png',
    '/app/main.min.js',
    '/robots.txt',
    '/shop/',
    '/docs/index.html',
  ])('is none in %s', (path) => {
    expect(placesOf(path)).toEqual([]);
  });
});

describe('a document whose name is a part of the path', () => {
  const scan = async (isFenced: boolean) => {
    const site = await startRawSite(({ path }) => {
      if (path === '/') return { body: englishPage('Files', '<a href="/files/guide.txt">Guide</a>') };
      const name = path.startsWith('/files/') ? path.slice('/files/'.length) : null;
      const file = name === null ? null : `${SITE_ROOT}/docs/${name}`;
      const isInside =
        file !== null && resolvedPath(file, { isLexical: true })?.startsWith(`${SITE_ROOT}/docs/`);
      const text = file === null || (isFenced && !isInside) ? null : readTree(file);
      return text === null
        ? { status: 404, body: englishPage('Missing', '') }
        : { type: 'text/plain', body: text };
    });
    const { findings } = await scanPart(site.origin, {}, [crossDirectoryAccess]);
    await site.close();
    return findings.map(({ class: name, parameter }) => `${name} ${parameter?.location}`);
  };

  it('is tested for ways out of its folder', async () => {
    expect(await scan(false)).toEqual(['CROSS_DIRECTORY_ACCESS PATH']);
    expect(await scan(true)).toEqual([]);
  });
});
