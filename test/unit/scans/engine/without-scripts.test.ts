import { describe, expect, it } from 'vitest';
import { readHtmlPage } from '@/lib/scans/engine/crawl/html-page';

const PAGE = 'https://shop.example.com/';
const hrefs = (html: string) => readHtmlPage(html, PAGE).links.map(({ href }) => href);

describe('what a page offers to browsers without scripts', () => {
  it.each([
    ['a link in the body', '<body><p>Shop<noscript><a href="/plain">Plain list</a></noscript>'],
    [
      'a link deep inside',
      '<div id="app"></div><noscript><div><p>or <a href="/plain">go on</a></p></div></noscript>',
    ],
    [
      'a refresh in the head',
      '<head><noscript><meta http-equiv="refresh" content="0;url=/plain"></noscript></head>',
    ],
    [
      'a link behind a counting picture in the head',
      '<head><noscript><img src="https://count.example/p"></noscript><title>A</title></head><body><noscript><a href="/plain">x</a></noscript>',
    ],
    ['a frame', '<noscript><iframe src="/plain"></iframe></noscript>'],
    ['what is never closed', '<body><noscript><a href="/plain">x</a>'],
  ])('is found: %s', (_name, html) => {
    expect(hrefs(html)).toEqual(['/plain']);
  });

  it('is a form too, with its fields', () => {
    const { forms } = readHtmlPage(
      '<div id="app"></div><noscript><form method="post" action="/find"><input name="word"><button>Find</button></form></noscript>',
      PAGE,
    );
    expect(forms).toMatchObject([
      { action: `${PAGE}find`, method: 'POST', fields: [{ name: 'word' }], buttons: [{}] },
    ]);
  });

  it('leaves the title and the links around it as they are', () => {
    const page = readHtmlPage(
      '<head><noscript><style>.a{}</style></noscript><title>Shop</title></head><a href="/a">a</a><noscript><a href="/b">b</a></noscript><a href="/c">c</a>',
      PAGE,
    );
    expect(page.title).toBe('Shop');
    expect(page.links.map(({ href }) => href)).toEqual(['/a', '/b', '/c']);
  });
});
