import { expect, it } from 'vitest';
import { describeChain } from '@/lib/wiring/commands/audit';

const head = { position: 12, seal: new Uint8Array(32).fill(0xab) };
const shownHead = `12:${'ab'.repeat(32)}`;

it('says that the audit log is whole, and what to keep', () => {
  const text = describeChain({ sealed: 12, unsealed: 1, head, breaks: [] });
  expect(text).toMatch(/^WHOLE: 12 sealed entries are as written. 1 entry is not sealed yet.\n/);
  expect(text).toContain(shownHead);
  expect(describeChain({ sealed: 0, unsealed: 0, head: null, breaks: [] })).not.toContain('head');
});

it('names what was changed and what is missing, and how much more there is', () => {
  const breaks = Array.from({ length: 25 }, (_, at) => ({
    kind: 'CHANGED' as const,
    position: at + 1,
    id: `entry-${at + 1}`,
  }));
  const text = describeChain({
    sealed: 30,
    unsealed: 0,
    head,
    breaks: [{ kind: 'MISSING', position: 3, id: null }, ...breaks],
  });
  const lines = text.trimEnd().split('\n');
  expect(lines[0]).toBe('The entry at position 3 is missing.');
  expect(lines[1]).toBe('The entry entry-1 at position 1 was changed after it was sealed.');
  expect(lines[20]).toBe('6 more breaks');
  expect(lines[21]).toMatch(/^BROKEN: /);
});
