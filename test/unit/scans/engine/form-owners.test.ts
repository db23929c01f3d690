import { describe, expect, it } from 'vitest';
import { readHtmlPage } from '@/lib/scans/engine/crawl/html-page';

const PAGE = 'https://shop.example.com/shop/';
const read = (html: string) =>
  readHtmlPage(html, PAGE).forms.map(({ method, action, encoding, fields, buttons }) => ({
    sends: `${method} ${action.slice(PAGE.length - 1)}${encoding === 'multipart' ? ' multipart' : ''}`,
    fields: fields.map(({ name }) => name),
    buttons: buttons.map(({ control }) => control.label),
  }));

describe('the fields of a form', () => {
  it.each([
    ['in rows of a table', '<table><form action="a"><tr><td><input name="q"></td></tr></form></table>'],
    [
      'in a table body',
      '<table><tbody><form action="a"><tr><td><input name="q"></td></tr></form></tbody></table>',
    ],
    ['in a row', '<table><tr><form action="a"><td><input name="q"></td></form></tr></table>'],
    ['in cells after it', '<table><tr><td><form action="a"></td><td><input name="q"></td></tr></table>'],
    [
      'behind an end tag that is out of place',
      '<div><form action="a"></div><input name="q"></form><input name="other">',
    ],
    ['in a template', '<template><form action="a"><p><input name="q"></p></form></template>'],
    ['elsewhere, by its id', '<input name="q" form="f"><form id="f" action="a"></form>'],
    ['that never ends', '<form action="a"><p><input name="q">'],
    ['in an ill-nested paragraph', '<p><form action="a"><table><input name="q"></table></form>'],
  ])('are those that a browser sends: %s', (_name, html) => {
    expect(read(html)).toEqual([{ sends: 'GET /a', fields: ['q'], buttons: [] }]);
  });

  it('leave out what names another form, or none that there is', () => {
    expect(
      read(
        '<form action="a"><input name="q"><input name="theirs" form="g"><input name="lost" form="none"><input name="empty" form=""></form><form id="g" action="b"></form><form id="g"></form>',
      ),
    ).toEqual([
      { sends: 'GET /a', fields: ['q'], buttons: [] },
      { sends: 'GET /b', fields: ['theirs'], buttons: [] },
      { sends: 'GET /', fields: [], buttons: [] },
    ]);
  });

  it('of two forms in one table stay apart', () => {
    const row = (name: string) =>
      `<form action="${name}" method="post"><tr><td><input name="${name}1"><textarea name="${name}2"></textarea><input type="submit" value="Go"></td></tr></form>`;
    expect(read(`<table>${row('a')}${row('b')}</table>`)).toEqual([
      { sends: 'POST /a', fields: ['a1', 'a2'], buttons: ['Go'] },
      { sends: 'POST /b', fields: ['b1', 'b2'], buttons: ['Go'] },
    ]);
  });
});

describe('a form whose buttons send it elsewhere', () => {
  it('is each of its ways, with the button that was pressed', () => {
    expect(
      read(
        '<form action="a"><input name="q"><button>Find</button><button formaction="b" formmethod="post" formenctype="multipart/form-data" name="how" value="x">Send</button></form>',
      ),
    ).toEqual([
      { sends: 'GET /a', fields: ['q'], buttons: ['Find', 'Send'] },
      { sends: 'POST /b multipart', fields: ['q', 'how'], buttons: ['Send'] },
    ]);
  });

  it('is another one by a method or an encoding of the button alone', () => {
    expect(
      read(
        '<form action="a"><input name="q"><button>Find</button><button formmethod="post">Save</button><button formmethod="post" formenctype="multipart/form-data">Load</button></form>',
      ),
    ).toEqual([
      { sends: 'GET /a', fields: ['q'], buttons: ['Find', 'Save', 'Load'] },
      { sends: 'POST /a', fields: ['q'], buttons: ['Save'] },
      { sends: 'POST /a multipart', fields: ['q'], buttons: ['Load'] },
    ]);
  });

  it('is never sent to itself where every button has an address of its own', () => {
    expect(
      read(
        '<form method="post"><input name="q"><input type="submit" value="One" formaction="b"><input type="submit" value="Two" formaction="c"></form>',
      ),
    ).toEqual([
      { sends: 'POST /b', fields: ['q'], buttons: ['One'] },
      { sends: 'POST /c', fields: ['q'], buttons: ['Two'] },
    ]);
  });

  it('sends nothing as a dialog, but by a button that says how', () => {
    expect(
      read(
        '<form method="dialog"><input name="q"><button>Close</button><button formaction="b" formmethod="post">Send</button></form>',
      ),
    ).toEqual([{ sends: 'POST /b', fields: ['q'], buttons: ['Send'] }]);
  });
});

it('are few of a page that has many', () => {
  const html = '<form><input name="a" form="x"><button formaction="b"></button></form>'.repeat(20_000);
  expect(readHtmlPage(html, PAGE).forms).toHaveLength(200);
});

it('are found as soon below twenty thousand other elements', () => {
  const html = `${'<div>'.repeat(20_000)}${'<input name="q">'.repeat(20_000)}`;
  expect(readHtmlPage(html, PAGE).forms).toEqual([]);
});
