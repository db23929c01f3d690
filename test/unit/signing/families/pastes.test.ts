import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toBytes } from '@/lib/signing/encoding';
import { readPaste } from '@/lib/signing/paste/read-paste';

/** A line of the table; `holds`: whether the text has the body of the call too. */
type Line = readonly [family: string, name: string, text: string, holds: 'call' | 'address'];

const LINES = readFileSync(join(import.meta.dirname, 'pastes.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Line);

const PATH =
  '/saas/produce?signature=C0FFEE00112233445566778899AABBCCDDEEFF00112233445566778899AABBCC&timestamp=1795939232793&nonce=Qx7pT2mV9aLk4RsW';
const BODY = { activity: 'newInstance', name: 'A & B', blank: '', n: 1 };

describe.each([...new Set(LINES.map(([family]) => family))])('%s that somebody pasted', (family) => {
  it.each(LINES.filter((line) => line[0] === family))('%s: %s', (_family, _name, text, holds) => {
    const message = readPaste(toBytes(text));
    const start = message?.start;
    const target = start?.kind === 'request' ? `${start.method} ${start.target}` : '';
    expect(target.replace(/https?:\/\/shop\.example(?::443)?/, '')).toBe(`POST ${PATH}`);
    const body = new TextDecoder().decode(message?.body);
    expect(body === '' ? null : JSON.parse(body)).toEqual(holds === 'call' ? BODY : null);
  });
});
