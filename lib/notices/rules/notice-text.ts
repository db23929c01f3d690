import type { NoticeContent, NoticeKind } from './notice-kinds';

/** What the sentences of a notice are made of: their keys below `notices.`, and their values. */
export type NoticeText = {
  title: `kinds.${NoticeKind}.title`;
  body: `kinds.${NoticeKind}.body`;
  values: Record<string, string | number | readonly string[]>;
};

/**
 * Takes a notice apart for its reader's language. Instants are written by `writeAt`; a yes or no is `yes` or `no`, what
 * is not known is `unknown`: the texts choose by them.
 */
export function noticeText({ kind, values }: NoticeContent, writeAt: (at: Date) => string): NoticeText {
  const given = Object.entries(values).map(([name, value]) => [name, toArgument(name, value, writeAt)]);
  return {
    title: `kinds.${kind}.title`,
    body: `kinds.${kind}.body`,
    values: Object.fromEntries(given) as NoticeText['values'],
  };
}

function toArgument(
  name: string,
  value: string | number | boolean | null | readonly string[],
  writeAt: (at: Date) => string,
): string | number | readonly string[] {
  if (value === null) return 'unknown';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' && name.endsWith('At') ? writeAt(new Date(value)) : value;
}
