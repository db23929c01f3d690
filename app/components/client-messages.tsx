import { NextIntlClientProvider } from 'next-intl';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { DEFAULT_LOCALE, isLocale } from '@/lib/i18n/locales';
import { loadMessages, pickNamespaces } from '@/lib/i18n/messages';

/** What the kit and the shell say in the browser, on every page. */
const EVERYWHERE = ['common', 'shell'];

type ClientMessagesProps = { namespaces?: readonly string[]; children: ReactNode };

/** Hands texts to client components below: those of the kit and the shell, and the namespaces named here. */
export async function ClientMessages({ namespaces = [], children }: ClientMessagesProps) {
  const locale = await getLocale();
  const messages = loadMessages(isLocale(locale) ? locale : DEFAULT_LOCALE);
  return (
    <NextIntlClientProvider messages={pickNamespaces(messages, [...EVERYWHERE, ...namespaces])}>
      {children}
    </NextIntlClientProvider>
  );
}
