import type { MessageKey } from '@/lib/i18n/app-messages';
import type { Translate } from './report-content';

/** The same texts, those without values looked up once: a report of ten thousand findings says them as often. */
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
  const say = (key: MessageKey, values?: Record<string, string | number>) =>
    values ? t(key, values) : plain(key);
  return Object.assign(say, { has: once((key) => t.has(key)), raw: once((key) => t.raw(key)) });
}
