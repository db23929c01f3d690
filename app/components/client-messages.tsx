import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import { type MessageTree, pickNamespaces } from '@/lib/i18n/messages';
import { MoreMessages } from './more-messages';
import { type Packed, pack } from './packed';

type ClientMessagesProps = { namespaces: readonly string[]; children: ReactNode };

/** By the texts of a language, which are read once, and by the names asked for: there are as many as pages. */
const known = new WeakMap<MessageTree, Map<string, Packed<MessageTree>>>();

function packNamespaces(messages: MessageTree, namespaces: readonly string[]): Packed<MessageTree> {
  const packed = known.get(messages) ?? new Map<string, Packed<MessageTree>>();
  known.set(messages, packed);
  const names = namespaces.join();
  const texts = packed.get(names) ?? pack(pickNamespaces(messages, namespaces));
  packed.set(names, texts);
  return texts;
}

/**
 * Hands texts to client components below, besides those that every page has (`app/layout.tsx`).
 * @param namespaces in whole (`auth`) or in part (`assets.row`)
 */
export async function ClientMessages({ namespaces, children }: ClientMessagesProps) {
  return <MoreMessages messages={packNamespaces(await getMessages(), namespaces)}>{children}</MoreMessages>;
}
