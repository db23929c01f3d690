import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { DEFAULT_LOCALE, isLocale } from '@/lib/i18n/locales';
import { loadMessages, pickNamespaces } from '@/lib/i18n/messages';
import { MoreMessages } from './more-messages';

type ClientMessagesProps = { namespaces: readonly string[]; children: ReactNode };

/**
 * Hands texts to client components below, besides those that every page has (`app/layout.tsx`).
 * @param namespaces in whole (`auth`) or in part (`assets.row`)
 */
export async function ClientMessages({ namespaces, children }: ClientMessagesProps) {
  const locale = await getLocale();
  const messages = loadMessages(isLocale(locale) ? locale : DEFAULT_LOCALE);
  return <MoreMessages messages={pickNamespaces(messages, namespaces)}>{children}</MoreMessages>;
}
