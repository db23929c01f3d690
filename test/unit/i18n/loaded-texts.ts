import type { AppMessages } from '@/lib/i18n/app-messages';
import type { Locale } from '@/lib/i18n/locales';
import { loadMessages } from '@/lib/i18n/messages';

/** The texts of a namespace as the product loads them, with the numbers of the policy in them. */
export const loadedTexts = <Name extends keyof AppMessages>(
  locale: Locale,
  namespace: Name,
): AppMessages[Name] => loadMessages(locale)[namespace] as unknown as AppMessages[Name];
