import { describe, expect, test } from 'vitest';
import { RenderedPages } from '@/lib/scans/browser/rendered-pages';
import { codeShape, listScriptTexts } from '@/lib/scans/browser/script-words';
import { readHtmlPage } from '@/lib/scans/engine/crawl/html-page';

const SHARED = `const search = document.querySelector('#results'); if (search) search.innerHTML = location.search;`;

/** The pages that are opened one after the other; `shared` is what their script file says. */
function opened(pages: Readonly<Record<string, string>>, shared = SHARED, isEach = false): string[] {
  const rendered = new RenderedPages(isEach);
  for (const [path, html] of Object.entries(pages)) {
    const url = `https://shop.test${path}`;
    rendered.note(readHtmlPage(`<body>${html}`, url), url);
  }
  const paths: string[] = [];
  for (let url = rendered.next(); url !== null; url = rendered.next()) {
    paths.push(new URL(url).pathname);
    rendered.noteScripts(url, [shared]);
  }
  return paths;
}
const FILE = '<script src="/app.js"></script>';

describe('pages that are opened in the browser', () => {
  test('are those where something runs', () => {
    const pages = {
      '/plain': '<p>x</p>',
      '/data': '<script type="application/ld+json">{"@type":"Product"}</script>',
      '/template': '<script type="text/template"><b>{{x}}</b></script>',
      '/file': FILE,
      '/inline': '<script>start()</script>',
      '/handler': '<img src="x" onerror="start(1, 2)">',
      '/address': '<a href="javascript:start({})">x</a>',
    };
    expect(opened(pages)).toEqual(['/inline', '/handler', '/file', '/address']);
  });

  test('are not opened where the same scripts ran on a page that had all that they know', () => {
    const articles = Object.fromEntries(
      Array.from({ length: 300 }, (_, at) => [
        `/news/${'abcdefghij'[at % 10]}${at}`,
        `${FILE}<h2 id="part-${'xyz'[at % 3]}">x</h2>`,
      ]),
    );
    expect(opened(articles)).toHaveLength(1);
    expect(opened({ ...articles, '/find': `${FILE}<div id="results"></div>` })).toContain('/find');
    expect(opened(articles, SHARED, true)).toHaveLength(100);
  });

  test('are opened whatever their address is like when their scripts do something else', () => {
    const calls = ['show(location.hash)', 'document.write(location.search)', 'eval(name)', 'open(1 + 2)'];
    const pages = Object.fromEntries(calls.map((call, at) => [`/item/${at}`, `<script>${call}</script>`]));
    expect(opened(pages)).toHaveLength(calls.length);
  });

  test('are opened where a text of their own script is a word of a shared one', () => {
    const start = (name: string) => `${FILE}<script>start({ view: '${name}' })</script>`;
    const views = Object.fromEntries(
      ['list', 'cart', 'help', 'find'].map((name) => [`/${name}1`, start(name)]),
    );
    expect(opened(views, 'const views = { list() {}, cart() {}, help() {}, find() {} }')).toHaveLength(4);
    const products = Object.fromEntries(
      ['Tea', 'Cup', 'Pot', 'Jug'].map((name) => [
        `/${name}`,
        `${FILE}<script>show({ title: '${name}', tags: ['${name}', 'x'] })</script>`,
      ]),
    );
    expect(opened(products)).toHaveLength(2);
  });

  test('differ by classes that scripts select, not by those that they only set', () => {
    const looks = Object.fromEntries(
      ['red', 'big', 'new'].map((name, at) => [`/look/${at}`, `${FILE}<p class="${name} x">x</p>`]),
    );
    const setting = "node.className = 'red big new x';";
    expect(opened(looks, setting)).toHaveLength(1);
    expect(opened(looks, `${setting} document.querySelector('p.x, .big')`)).toEqual(['/look/0', '/look/1']);
  });

  test('are named as left where they have something new and enough of their kind were opened', () => {
    const rendered = new RenderedPages();
    const names = Array.from({ length: 40 }, (_, at) => `part${'abcdefghijklmnopqrst'[at % 20]}${at}`);
    for (const name of names) {
      const url = `https://shop.test/${name}`;
      rendered.note(readHtmlPage(`${FILE}<p id="${name}"></p>`, url), url);
    }
    let count = 0;
    for (let url = rendered.next(); url !== null; url = rendered.next()) {
      count += 1;
      rendered.noteScripts(url, [names.join(' ')]);
    }
    expect(rendered.left).toHaveLength(names.length - count);
    expect(count).toBeLessThan(names.length);
  });

  test('are opened for a route that only its scripts know, under one document', () => {
    const pages = { '/': FILE, '/orders': FILE, '/unknown': FILE };
    expect(opened(pages, "const routes = { '/orders': showOrders };")).toEqual(['/', '/orders']);
  });
});

test.each([
  [`a('x', 1)`, `a("it's", 22)`],
  ['f([1, 2, 3])', 'f([])'],
  [`f({ "a": [1, { "b": "c" }] })`, `f({ "z": [] })`],
])('the shape of %s is that of %s', (one, other) => {
  expect(codeShape(one)).toBe(codeShape(other));
});
test('the shape of code tells calls apart', () => {
  expect(codeShape('a(1)')).not.toBe(codeShape('b(1)'));
});

test('texts of scripts are those of files and those inside of documents', () => {
  const response = (type: string, text: string) => ({
    ...{ status: 200, headers: [['Content-Type', type]] as const, body: new TextEncoder().encode(text) },
  });
  const html = '<p>word</p><SCRIPT type="module">one()</SCRIPT><script src="/a.js"></script><script>two';
  expect(listScriptTexts([response('text/html', html), response('text/javascript', 'three()')])).toEqual([
    'one()',
    '',
    'three()',
  ]);
});
