import { describe, expect, it } from 'vitest';
import { markExcerpt } from '@/lib/response-checks/mark-excerpt';

const bytes = (text: string) => new TextEncoder().encode(text);
const cutMarked = (excerpt: ReturnType<typeof markExcerpt>) => excerpt?.text.slice(excerpt.from, excerpt.to);

describe('the marked stretch of a body', () => {
  it('is found by its bytes, also behind characters of several', () => {
    const text = '{"name":"数据","bad":x}';
    const offset = bytes('{"name":"数据","bad":').length;
    expect(cutMarked(markExcerpt(text, bytes(text), { offset, length: 1 }))).toBe('x');
  });

  it('is found where masking has changed the text before it, or behind it', () => {
    const exact = '{"password":"secret","bad":x,"token":"t"}';
    const offset = exact.indexOf('x');
    const before = '{"password":"•","bad":x,"token":"t"}';
    expect(cutMarked(markExcerpt(before, bytes(exact), { offset, length: 1 }))).toBe('x');
    const behind = '{"password":"secret","bad":x,"token":"•••"}';
    expect(cutMarked(markExcerpt(behind, bytes(exact), { offset, length: 1 }))).toBe('x');
  });

  it('is not shown where its place can no longer be told', () => {
    const exact = '{"password":"secret","bad":x,"token":"t"}';
    const masked = '{"password":"•","bad":x,"token":"•••"}';
    const offset = exact.indexOf('x');
    expect(markExcerpt(masked, bytes(exact), { offset, length: 1 })).toBeNull();
    expect(markExcerpt('anything', new Uint8Array([0xff, 0xfe]), { offset: 0, length: 1 })).toBeNull();
  });

  it('is one character for a place between two, the last one at the end', () => {
    expect(cutMarked(markExcerpt('{"a":1', bytes('{"a":1'), { offset: 1, length: 0 }))).toBe('"');
    expect(cutMarked(markExcerpt('{"a":1', bytes('{"a":1'), { offset: 6, length: 0 }))).toBe('1');
  });

  it('is shown with what stands around it, and says that there is more', () => {
    const text = `${'a'.repeat(500)}X${'b'.repeat(500)}`;
    const excerpt = markExcerpt(text, bytes(text), { offset: 500, length: 1 });
    expect(excerpt).toMatchObject({ isCutBefore: true, isCutAfter: true });
    expect(excerpt?.text).toHaveLength(241);
    expect(cutMarked(excerpt)).toBe('X');
  });
});
