import { createTranslator } from 'next-intl';
import type { AppMessages, MessageKey } from './app-messages';
import { withLists } from './list-text';
import type { Locale } from './locales';
import { loadMessages } from './messages';

export type MessageValues = Record<string, string | number | readonly string[]>;

/**
 * Texts outside a page: `t('errors.forbidden', values)` with the full key. `has` and `raw` are for `hasText`, which
 * tells whether there is a text. A value that is a list of names is written with the separator of the language.
 */
export type Translator = {
  (key: MessageKey, values?: MessageValues): string;
  has(key: MessageKey): boolean;
  raw(key: MessageKey): unknown;
};

/**
 * A translator for mails, workbooks, routes and the command line; pages use next-intl's own hooks.
 * A missing key is a defect: it throws instead of showing the key to a reader.
 * @param timeZone IANA zone in which dates inside texts are written
 */
export function translator(locale: Locale, timeZone = 'UTC'): Translator {
  const messages = loadMessages(locale) as AppMessages;
  const translate = createTranslator({
    locale,
    timeZone,
    messages,
    onError(error) {
      throw error;
    },
  });
  return Object.assign(
    (key: MessageKey, values?: MessageValues) => translate(key, values && withLists(locale, values)),
    {
      has: (key: MessageKey) => translate.has(key),
      raw: (key: MessageKey): unknown => translate.raw(key),
    },
  );
}
