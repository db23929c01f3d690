import type { MessageKey } from '@/lib/i18n/app-messages';

/** Texts by full key; `has` and `raw` are for `hasText`. */
export type Translate = {
  (key: MessageKey, values?: Record<string, string | number>): string;
  has(key: MessageKey): boolean;
  raw(key: MessageKey): unknown;
};
