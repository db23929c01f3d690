import { afterEach, describe, expect, it } from 'vitest';
import { crossSiteRequestForgery } from '@/lib/scans/checks/cross-site-request-forgery';
import { fileUpload } from '@/lib/scans/checks/file-upload';
import { type LocalSite, notFound, page, type SiteHandler, startSite } from './local-site';

let site: LocalSite;
afterEach(() => site.close());

const PAGES: Readonly<Record<string, string>> = {
  '/': '<a href="/lamps?by=price">Lamps</a> <a href="/about">About us</a>',
  '/lamps': '<p>Lamps of brass and of glass</p>',
  '/about': '<p>A shop in a small street since 1950</p><a href="/history">History</a>',
  '/history': '<p>Founded by two sisters who liked light</p>',
};

async function statesOf(more: Record<string, string> = {}, plan = {}) {
  const pages: Record<string, string> = { ...PAGES, ...more };
  const handler: SiteHandler = ({ url, method }) => {
    const content = pages[url.pathname];
    return content === undefined || method !== 'GET' ? notFound : page(content, url.pathname);
  };
  site = await startSite(handler);
  const { checklist } = await site.scan(plan, { checks: [crossSiteRequestForgery, fileUpload] });
  const stateOf = (name: string) => checklist.find((entry) => entry.class === name)?.state;
  return [stateOf('CSRF'), stateOf('FILE_UPLOAD')];
}
const NOTHING = ['NOTHING_TO_TEST', 'NOTHING_TO_TEST'];
const about = (content: string) => ({ '/about': `<p>A shop in a small street</p>${content}` });

describe('a site without a place of a class', () => {
  it('has nothing to test there', async () => {
    expect(await statesOf()).toEqual(NOTHING);
  });

  it('counts as untested where a known page could not be read', async () => {
    expect(await statesOf({}, { maxRequests: 10 })).toEqual(['NOT_TESTED', 'NOT_TESTED']);
  });

  it('counts as untested where a form with a file was never sent', async () => {
    const form =
      '<form method=post action=/delete enctype="multipart/form-data"><input type=file name=list><button>Delete all</button></form>';
    expect((await statesOf(about(form)))[1]).toBe('NOT_TESTED');
  });

  it('does not need a form that holds texts only to be sent for its files', async () => {
    const form = '<form method=post action=/newsletter><input name=mail><button>Subscribe</button></form>';
    expect(await statesOf(about(form))).toEqual(['NOT_TESTED', 'NOTHING_TO_TEST']);
  });

  it('counts as untested where a script changes something by PUT', async () => {
    const script = "<script>fetch('/photo', { method: 'PUT', body: file })</script>";
    expect((await statesOf(about(script)))[1]).toBe('NOT_TESTED');
  });
});
