import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import { pickNamespaces } from '@/lib/i18n/messages';
import { MoreMessages } from './more-messages';

type ClientMessagesProps = { namespaces: readonly string[]; children: ReactNode };

/**
 * Hands texts to client components below, besides those that every page has (`app/layout.tsx`).
 * @param namespaces in whole (`auth`) or in part (`assets.row`)
 */
export async function ClientMessages({ namespaces, children }: ClientMessagesProps) {
  return <MoreMessages messages={pickNamespaces(await getMessages(), namespaces)}>{children}</MoreMessages>;
}
