import { describe, expect, it } from 'vitest';
import { visibleText } from '@/lib/scans/engine/crawl/visible-text';

describe('the visible text of a page', () => {
  it.each([
    ['<title>T</title><h1>Welcome</h1><p>back,\n  Ana</p>', 'Welcome back, Ana'],
    ['<p>a</p><script>var secret = 1</script><style>p{}</style><noscript>n</noscript><p>b</p>', 'a b'],
    ['<template><p>later</p></template>now', 'now'],
    ['{"user":"ana"}', '{"user":"ana"}'],
    ['&lt;b&gt; &amp; more', '<b> & more'],
    ['', ''],
  ])('%s', (html, text) => expect(visibleText(html)).toBe(text));

  it('is found in a page nested deeper than a call stack', () => {
    expect(visibleText(`${'<div>'.repeat(20_000)}deep`)).toBe('deep');
  });
});
