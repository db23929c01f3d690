import { expect, test } from 'vitest';
import { listParameterWords } from '@/lib/scans/browser/parameter-words';
import { messageWords } from '@/lib/scans/checks/dom/message-words';

test.each([
  ['/[?&](?:q|query)=([^&#]+)/.exec(a)', ['q', 'query']],
  ["location.href.split('note=')[1]", ['note']],
  ['/campaign=([^&]*)/.exec(location.hash)', ['campaign']],
  ["if (a === b) c = d; x.indexOf('=')", []],
])('parameters that %s cuts out are known', (script, names) => {
  expect(listParameterWords([script])).toEqual(names);
});

test('keys of tables of handlers are words of messages where a listener chooses by them', () => {
  const table =
    "const on = { 'ui/toast': ({ body }) => show(body), close() { hide(); }, move: function (m) { go(m); }, size: 3 };";
  expect(messageWords(['({ data }) => on[data.type](data)'], [table]).literals).toEqual([
    'ui/toast',
    'close',
    'move',
  ]);
  expect(messageWords(['({ data }) => show(data)'], [table]).literals).toEqual([]);
});
