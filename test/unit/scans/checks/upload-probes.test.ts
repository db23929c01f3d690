import { afterEach, describe, expect, it } from 'vitest';
import { fileUpload } from '@/lib/scans/checks/file-upload';
import { MAX_UPLOADS } from '@/lib/scans/rules/run-limits';
import { type LocalSite, notFound, page, type SiteAnswer, startSite } from '../engine/local-site';

let site: LocalSite;
afterEach(() => site.close());

type Kept = { name: string; type: string; field: string; body: string };

function partsOf(body: string): Kept[] {
  return body.split(/--preflight-\w+/).flatMap((part) => {
    const [head = '', ...rest] = part.split('\r\n\r\n');
    const name = /filename="([^"]*)"/.exec(head)?.[1];
    const field = / name="([^"]*)"/.exec(head)?.[1] ?? '';
    const type = /content-type: (\S+)/i.exec(head)?.[1] ?? '';
    return name ? [{ name, type, field, body: rest.join('\r\n\r\n').replace(/\r\n$/, '') }] : [];
  });
}

type Album = {
  fields?: string;
  accept?(file: Kept): boolean;
  serve(file: Kept): SiteAnswer;
  folder?: string;
  /** What the answer says of a file at an address. */
  say?(url: string, file: Kept): string;
};

/** A form with files; every file that it takes is kept below one folder. */
async function scanAlbum({ fields = '<input type=file name=photo>', ...album }: Album) {
  const { accept = () => true, folder = '/kept', say = (url) => `<img src="${url}">`, serve } = album;
  const kept = new Map<string, Kept>();
  site = await startSite(({ url, method, body }) => {
    if (url.pathname === '/')
      return page(
        `<form method=post action=/add enctype="multipart/form-data">${fields}<button>Upload</button></form>`,
      );
    if (url.pathname === '/add' && method === 'POST') {
      const files = partsOf(body);
      if (files.length === 0 || !files.every(accept)) return { status: 422, body: 'No' };
      for (const file of files) kept.set(`${folder}/${encodeURIComponent(file.name)}`, file);
      return page(files.map((file) => say(`${folder}/${encodeURIComponent(file.name)}`, file)).join(''));
    }
    const file = kept.get(url.pathname);
    return file ? serve(file) : notFound;
  });
  const result = await site.scan({}, { checks: [fileUpload] });
  const found = result.findings.map(({ titleKey, parameter }) => `${titleKey} ${parameter?.name}`);
  return { found, kept, result, posts: site.log.filter(({ method }) => method === 'POST') };
}

const attachment = (file: Kept): SiteAnswer => ({
  type: 'application/octet-stream',
  headers: { 'Content-Disposition': 'attachment' },
  body: file.body,
});
const byName = ({ name, body }: Kept): SiteAnswer => ({
  type: /\.html?$/i.test(name) ? 'text/html' : /\.png$/i.test(name) ? 'image/png' : 'text/plain',
  body,
});

describe('what is sent as a file', () => {
  it('holds nothing that anything runs, and all that stays is listed by name', async () => {
    const { kept, posts, result } = await scanAlbum({ serve: attachment });
    for (const { body } of posts) expect(body).not.toMatch(/<\?|<%|<script|\son\w+=|javascript:|\$\{|#!/i);
    const listed = result.leftBehind.map(({ mark }) => mark);
    const own = [...kept.values()].map(({ name }) => name).filter((name) => name !== 'preflight.txt');
    expect(own.length).toBeLessThanOrEqual(MAX_UPLOADS);
    expect(listed).toEqual(expect.arrayContaining(own));
  });
});

describe('a form with several files', () => {
  const fields = '<input type=file name=avatar><input type=file name=paper>';

  it('is tested at each of them, the others left empty', async () => {
    const accept = ({ field, name }: Kept) => field === 'paper' || /\.png$/.test(name);
    const { found, kept } = await scanAlbum({ fields, accept, serve: byName });
    expect(found).toEqual(['findings-upload.page paper']);
    expect(kept.size).toBeLessThanOrEqual(MAX_UPLOADS + 1);
  });
});

describe('a file that is kept', () => {
  it('is found by an address in JSON with escaped slashes', async () => {
    const say = (url: string) => JSON.stringify({ path: url }).replaceAll('/', '\\/');
    expect((await scanAlbum({ serve: byName, say })).found).toEqual(['findings-upload.page photo']);
  });

  it('is not asked for on another host', async () => {
    const say = (url: string) => `<a href="https://files.example.invalid${url}">Open</a>`;
    const { found } = await scanAlbum({ serve: byName, say, folder: '/x9k2' });
    expect(found).toEqual([]);
  });

  it('is a script where its type is that of a page, and a plain file has another', async () => {
    const serve = (file: Kept): SiteAnswer =>
      /\.php$/.test(file.name) ? { type: 'text/html', body: file.body } : attachment(file);
    const inline = (file: Kept): SiteAnswer => (/\.txt$/.test(file.name) ? byName(file) : serve(file));
    expect((await scanAlbum({ serve: inline })).found).toContain('findings-upload.script photo');
  });

  it('is no page where the site shows what is in it as text', async () => {
    const serve = ({ body }: Kept): SiteAnswer => page(`<pre>${body.replaceAll('<', '&lt;')}</pre>`);
    expect((await scanAlbum({ serve })).found).toEqual([]);
  });

  it.each(["default-src 'none'", "script-src 'none'; object-src 'none'", 'sandbox', 'sandbox allow-forms'])(
    'is no page where a policy stops its scripts: %s',
    async (policy) => {
      const serve = (file: Kept): SiteAnswer => ({
        ...byName(file),
        headers: { 'Content-Security-Policy': policy },
      });
      expect((await scanAlbum({ serve })).found).toEqual([]);
    },
  );
});
