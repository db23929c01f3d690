import { describe, expect, it } from 'vitest';
import { readUploadedOpinion } from '@/lib/opinions/read-uploaded-opinion';
import { OPINION_MAX_BYTES } from '@/lib/opinions/rules/opinion-problem';
import { ROWS_MAXIMUM, ROWS_TEXT_MAXIMUM } from '@/lib/opinions/rules/opinion-row';

const HOST = 'shop.example.com';
const wapiti = (vulnerabilities: string) =>
  Buffer.from(`{"infos":{"target":"https://${HOST}/"},"vulnerabilities":{${vulnerabilities}}}`);

const read = (bytes: Uint8Array) => readUploadedOpinion(bytes, HOST);

describe('a report made to be read for ever', () => {
  it('with a name as long as the file is looked at once, whatever has that name', async () => {
    const name = 'sql '.repeat(1_000_000);
    const answer = await read(wapiti(`"${name}":[${'{},'.repeat(100_000)}{}]`));
    expect(answer).toMatchObject({ ok: true, counts: { rows: ROWS_MAXIMUM } });
  });

  it('with a rule that is looked up for each of its results ends at the limit of time', async () => {
    const tags = JSON.stringify(Array(200_000).fill('x'));
    const rules = `[{"id":"a","properties":{"tags":${tags}}}]`;
    const results = `[${'{"ruleIndex":0},'.repeat(300_000)}{}]`;
    const answer = await read(
      Buffer.from(`{"version":"2.1.0","runs":[{"tool":{"driver":{"rules":${rules}}},"results":${results}}]}`),
    );
    expect(answer).toMatchObject({ ok: false, reason: 'TOOK_TOO_LONG' });
  });

  it('with more rows than are kept is counted to its end', async () => {
    const entries = 400_000;
    const answer = await read(wapiti(`"XSS":[${'{"path":"/a"},'.repeat(entries)}{}]`));
    expect(answer).toMatchObject({
      ok: true,
      counts: { rows: ROWS_MAXIMUM, leftOut: { OVER_LIMIT: entries + 1 - ROWS_MAXIMUM } },
    });
  });

  it('with texts as long as the file keeps no more of them than there is room for', async () => {
    const long = 'x'.repeat(6_000);
    const entry = JSON.stringify({ path: '/a', info: long });
    const count = Math.floor((OPINION_MAX_BYTES - 1_000) / (entry.length + 1));
    const answer = await read(wapiti(`"XSS":[${Array(count).fill(entry).join()}]`));
    if (!answer.ok) throw new Error(answer.reason);
    const kept = answer.rows.reduce((sum, { text }) => sum + text.length, 0);
    expect(kept).toBeLessThanOrEqual(ROWS_TEXT_MAXIMUM);
    expect(answer.counts.leftOut.OVER_LIMIT).toBe(count - answer.rows.length);
  });

  it('that is one text without an end is refused', async () => {
    const answer = await read(Buffer.from(`{"vulnerabilities":"${'\\"'.repeat(9_000_000)}`));
    expect(answer).toMatchObject({ ok: false, reason: 'NOT_JSON' });
  });
});
