import { describe, expect, it } from 'vitest';
import { processorTime } from '../../processor-time';
import { explain } from './answers';

describe('a hostile page', () => {
  const reading = (body: string, status = 500) => {
    const spentMs = processorTime();
    explain({ status, body });
    return spentMs();
  };
  it.each([
    ['names of packages', `<pre>${'a.'.repeat(200_000)}`],
    ['one long name', `<pre>${'A'.repeat(400_000)}`],
    ['labels', `<pre>${'Exception Type: '.repeat(30_000)}`],
    ['open tags', '<b>'.repeat(100_000)],
    ['references', `<p>${'&amp;#'.repeat(80_000)}`],
    ['frames', `<pre>${'\n at a(b:1'.repeat(50_000)}`],
    ['secrets', `<pre>Error: ${'password='.repeat(50_000)}`],
    ['braces', `{${'{"a":'.repeat(60_000)}`],
    ['filing words', `<p>${'未'.repeat(100_000)}`],
  ])('of %s is read in time', (_name, body) => {
    expect(reading(body)).toBeLessThan(2_000);
  });
});
