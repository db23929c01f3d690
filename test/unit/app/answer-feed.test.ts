import { describe, expect, it } from 'vitest';
import { answerFeed } from '@/app/api/calendar/[file]/answer-feed';

const changedAt = new Date('2026-03-02T09:00:00.700Z');
const status = (headers: Record<string, string>) =>
  answerFeed(new Headers(headers), { body: 'BEGIN', etag: 'abc', changedAt }).status;

describe('the answer of a calendar feed', () => {
  it.each([
    [{}, 200],
    [{ 'If-None-Match': '"abc"' }, 304],
    [{ 'If-None-Match': 'W/"abc"' }, 304],
    [{ 'If-None-Match': '"other", "abc"' }, 304],
    [{ 'If-None-Match': '*' }, 304],
    [{ 'If-None-Match': 'abc' }, 200],
    [{ 'If-None-Match': '"other"' }, 200],
    [{ 'If-None-Match': '' }, 200],
    [{ 'If-Modified-Since': 'Mon, 02 Mar 2026 09:00:00 GMT' }, 304],
    [{ 'If-Modified-Since': 'Mon, 02 Mar 2026 08:59:59 GMT' }, 200],
    [{ 'If-Modified-Since': 'yesterday' }, 200],
    // What is known by its tag goes first.
    [{ 'If-None-Match': '"other"', 'If-Modified-Since': 'Mon, 02 Mar 2026 09:00:00 GMT' }, 200],
  ])('to %j is %d', (headers, expected) => {
    expect(status(headers)).toBe(expected);
  });
});
