import { expect, test } from 'vitest';
import { findListing } from '@/lib/scans/checks/leakage/folder-listing';
import { capturedPage } from '../captured-page';

const FOLDER = 'https://lamps.shop/files/';
const listingOf = (body: string, type = 'text/html', url = FOLDER) => {
  const exchange = capturedPage({ url, body });
  return findListing({ ...exchange, response: { ...exchange.response, headers: [['Content-Type', type]] } });
};
const entry = (href: string, text = href) => `<a href="${href}">${text}</a>`;

test.each([
  [
    'IIS in Chinese',
    `<title>h - /files/</title><H1>h - /files/</H1><pre>${entry('/', '[转到父目录]')} 82911 ${entry('/files/a.pdf', 'a.pdf')}`,
  ],
  [
    'Jetty',
    `<title>Directory: /files/</title>${entry('?C=N&O=D', 'Name')}${entry('/files/a.pdf', 'a.pdf')} 82,911 bytes`,
  ],
  ['Go', `<pre>\n${entry('a.pdf')}\n${entry('old/')}\n</pre>`],
  [
    'Caddy',
    `<title>/files/</title><h1>${entry('/')}${entry('/files/', 'files')}</h1>${entry('..', 'Go up')}${entry('./a.pdf', '<span>a.pdf</span>')}`,
  ],
  [
    'names that are cut',
    `<h1>Index: /files/</h1>${entry('invoice-of-the-year-2026.pdf', 'invoice-of-the-..&gt;')}`,
  ],
  ['encoded names', `<h2>/files/</h2>${entry('%E5%8F%91%E7%A5%A8.pdf', '发票.pdf')}`],
])('a list by %s', (_name, body) => {
  expect(listingOf(body)).not.toBeNull();
});

const BUCKET = '<ListBucketResult xmlns="http://obs.myhwclouds.com/doc/2015-06-30/"><Name>lamps</Name>';

test('a bucket that holds something, and one that holds nothing', () => {
  expect(
    listingOf(`${BUCKET}<Contents><Key>a.pdf</Key></Contents></ListBucketResult>`, 'application/xml'),
  ).not.toBeNull();
  expect(listingOf(`${BUCKET}</ListBucketResult>`, 'application/xml')).toBeNull();
});

test.each([
  ['a page of downloads', `<h1>Downloads</h1>${entry('a.pdf', 'Manual')}${entry('b.pdf', 'Prices')}`],
  ['a page with its path as its title', `<title>/files/</title>${entry('/about', 'about')}${entry('a.pdf')}`],
  ['a list of another folder', `<h1>/files/</h1>${entry('/other/a.pdf', 'a.pdf')}`],
  [
    'a folder of an open project',
    `<h1>lamps at main</h1>${entry('README')}${entry('LICENSE')}<p>Lamps, free for all.</p>`,
  ],
  ['an empty folder', `<h1>Folder /files/</h1>${entry('/', 'up')}`],
  ['links to partners', `<h1>/files/</h1>${entry('https://partner.example/a.pdf', 'a.pdf')}`],
])('no list: %s', (_name, body) => {
  expect(listingOf(body)).toBeNull();
});
