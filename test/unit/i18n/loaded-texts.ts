import type { Locale } from '@/lib/i18n/locales';
import { loadMessages } from '@/lib/i18n/messages';

/** The texts of a namespace as the product loads them, with the numbers of the policy in them; `file` gives their type. */
export const loadedTexts = <Texts>(locale: Locale, namespace: string, _file: Texts): Texts =>
  loadMessages(locale)[namespace] as Texts;
