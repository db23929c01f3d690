import type { MessageKey } from '@/lib/i18n/app-messages';
import type { Translate } from './translate';

/** Texts with values that are remembered; a report says a few hundred again and again, and the rest once. */
const REMEMBERED_MAXIMUM = 2_000;

/** The same texts, each looked up once: a report of ten thousand findings says the same in most of its rows. */
export function rememberTexts(t: Translate): Translate {
  const once = <Value>(read: (key: MessageKey) => Value): ((key: MessageKey) => Value) => {
    const known = new Map<MessageKey, Value>();
    return (key) => {
      const value = known.get(key) ?? read(key);
      known.set(key, value);
      return value;
    };
  };
  const plain = once((key) => t(key));
  const filled = new Map<string, string>();
  const fill = (key: MessageKey, values: Record<string, string | number>): string => {
    const name = `${key} ${JSON.stringify(values)}`;
    const known = filled.get(name);
    if (known !== undefined) return known;
    const text = t(key, values);
    if (filled.size < REMEMBERED_MAXIMUM) filled.set(name, text);
    return text;
  };
  const say = (key: MessageKey, values?: Record<string, string | number>) =>
    values ? fill(key, values) : plain(key);
  return Object.assign(say, { has: once((key) => t.has(key)), raw: once((key) => t.raw(key)) });
}
