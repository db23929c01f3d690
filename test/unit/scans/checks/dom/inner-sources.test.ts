import { describe, expect, test } from 'vitest';
import type { DomSource } from '@/lib/scans/checks/dom/dom-sources';
import { innerSources, messageSources } from '@/lib/scans/checks/dom/inner-sources';
import { messageWords } from '@/lib/scans/checks/dom/message-words';

const start = { url: 'https://a.test/', plant: {} };
const query: DomSource = { name: 'query', key: 'state', fill: (text) => ({ url: text, plant: {} }) };
const inside = (...steps: (string[] | null)[][]) =>
  steps.map((paths) => ({ mark: 'm', steps: paths.map((path) => ({ path })) }));
const decode = (text: string) => Buffer.from(text, 'base64').toString();

describe('what is inside of a source', () => {
  test('is written as scripts read it', () => {
    const [one] = innerSources(query, inside([null]));
    expect(decode(one?.fill('x', start).url ?? '')).toBe('x');
    const [name, price] = innerSources(
      query,
      inside([['items']], [['items', '0']], [['items', '0', 'name']], [['items', '0', 'price']]),
    );
    expect(JSON.parse(name?.fill('x', start).url ?? '')).toEqual({ items: [{ name: 'x', price: '1' }] });
    expect(JSON.parse(price?.fill('x', start).url ?? '')).toEqual({ items: [{ name: '1', price: 'x' }] });
  });

  test('may be inside of one another', () => {
    const sources = innerSources(query, inside([null], [null, ['title']], [null, ['title'], null]));
    expect(sources).toHaveLength(1);
    const outer: { title: string } = JSON.parse(decode(sources[0]?.fill('x', start).url ?? ''));
    expect(decode(outer.title)).toBe('x');
  });
});

describe('messages', () => {
  const datas = (sources: readonly DomSource[]) =>
    sources.map((source) => source.fill('x', start).plant.messages?.[0]);

  test('have what listeners asked of them, and what they compare with', () => {
    const words = messageWords(
      ["(e) => { if (e.data.kind !== 'show') return; o.innerHTML = e.data.body.html; }"],
      [],
    );
    expect(words.literals).toEqual(['show']);
    const shapes = [
      { isJson: false, known: [], asked: ['kind'] },
      { isJson: false, known: [['kind', 'show'] as const], asked: ['body', 'body.html'] },
      { isJson: true, known: [], asked: ['kind', 'text'] },
    ];
    const sent = datas(messageSources(shapes, words));
    expect(sent).toContainEqual({ kind: 'show', body: { html: 'x' } });
    expect(sent).toContainEqual(JSON.stringify({ kind: 'show', text: 'x' }));
  });

  test('may be texts with a beginning', () => {
    const words = messageWords(
      [
        "(e) => { const [a, b] = e.data.split('|'); if (a === 'title') show(b); if (e.data.startsWith('go:')) go(); }",
      ],
      [],
    );
    const sent = datas(messageSources([], words));
    expect(sent).toContain('title|x');
    expect(sent).toContain('go:x');
  });

  test('are a bounded number', () => {
    const literals = Array.from({ length: 24 }, (_, at) => `kind${at}`);
    const asked = Array.from({ length: 20 }, (_, at) => `member${at}`);
    const words = { literals, prefixes: [], splitters: [] };
    expect(messageSources([{ isJson: false, known: [], asked }], words).length).toBeLessThanOrEqual(40);
  });
});
