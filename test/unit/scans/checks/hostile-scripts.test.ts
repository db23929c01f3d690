import { describe, expect, test } from 'vitest';
import { injectedContent } from '@/lib/scans/checks/injected-content';
import { processorTime } from '../../processor-time';
import { capturedPage } from './captured-page';

const SIZE = 160_000;
const fill = (part: string, size = SIZE) => part.repeat(Math.ceil(size / part.length)).slice(0, size);

function run(body: string) {
  const context = { origin: 'https://shop.test', isBehindLogin: false };
  return injectedContent.run(capturedPage({ url: 'https://shop.test/', body }), context);
}
const script = (code: string) => `<script>${code}</script>`;

/** What is made to keep a reader of pages and scripts busy, by its size. */
const PAGES: readonly [string, (size: number) => string][] = [
  ['brackets that open', (size) => script(fill('(', size))],
  ['lists that open', (size) => script(`x=${fill('[', size)}`)],
  ['functions in functions', (size) => script(fill('(function(){', size))],
  ['blocks that fail', (size) => script(fill('{if(a){;)', size))],
  ['sums', (size) => script(`x=${fill('a+', size)}1`)],
  ['chains', (size) => script(`x=a${fill('.b()', size)}`)],
  ['choices', (size) => script(`x=${fill('a?b:', size)}1`)],
  ['else without end', (size) => script(`${fill('if(a)b();else ', size)}c()`)],
  ['arrows in arrows', (size) => script(`x=${fill('a=>', size)}1`)],
  ['a loop without end', () => script('var s="a";while(true){s+=s;s=s.split("a").join("aa")}')],
  [
    'loops in loops',
    () => script('for(var i=0;i<1e9;i++)for(var j=0;j<1e9;j++)for(var k=0;k<1e9;k++){a=i*j}'),
  ],
  ['what calls itself', () => script('function f(a){return f(a+1)+f(a+2)}f(1)')],
  ['code that writes its code', () => script('var c="eval(c+c)";eval(c)')],
  ['lists that grow', () => script('var a=[1];for(;;){a=a.concat(a);a.push.apply(a,a)}')],
  [
    'an expression that goes back',
    () =>
      script(
        'var s="aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!";s.replace(/(a+)+$/,"").match(/^(a|a)*$/);"x".repeat(1e9).replace(/.*.*.*=/g,"")',
      ),
  ],
  [
    'replacements that grow',
    () => script('var s="ab";for(var i=0;i<1e6;i++)s=s.replace(/a/g,s).replaceAll("b",s)'),
  ],
  ['pages that write pages', () => script(fill('document.write("<iframe src=//a.example width=0>");', SIZE))],
  ['handlers', (size) => fill('<img onerror="a=b+c" src=x>', size)],
  ['frames', (size) => fill('<iframe src=//a.example style=display:none>', size)],
  ['hidden links', (size) => `<div style="display:none">${fill('<a href=//a.example>x</a>', size)}`],
  ['blocks in blocks', (size) => fill('<div hidden>', size)],
  [
    'rules for every element',
    (size) => `<style>${fill('.a{display:none}', size / 2)}</style>${fill('<p class=a>', size / 2)}`,
  ],
  [
    'rules with many parts',
    (size) => `<style>${fill('a b c d e f,', size / 2)}{display:none}</style>${fill('<f>', size / 2)}`,
  ],
  ['comments in a style', (size) => `<style>${fill('/*/**', size)}</style>`],
  ['braces in a style', (size) => `<style>${fill('a{', size)}</style>`],
  ['properties', (size) => `<p style="${fill('color:red;', size)}">`],
  ['titles', (size) => `<title>${fill('casino 六合彩 ', size)}</title>`],
  ['dots in words', (size) => `<title>${fill('slots_._', size)}</title>`],
];

describe('pages and scripts that are made to keep a reader busy', () => {
  test.each(PAGES)('%s', (_name, render) => {
    const costOf = (size: number) => {
      const html = render(size);
      const spentMs = processorTime();
      for (const { class: name } of run(html)) expect(name).toBe('TROJAN');
      return spentMs();
    };
    costOf(SIZE / 8);
    expect(costOf(SIZE)).toBeLessThan(24 * Math.max(costOf(SIZE / 8), 40));
  });
});
