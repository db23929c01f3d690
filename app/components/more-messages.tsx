'use client';

import { NextIntlClientProvider, useLocale, useMessages } from 'next-intl';
import { type ReactNode, useMemo } from 'react';
import type { MessageTree } from '@/lib/i18n/messages';

type MoreMessagesProps = { messages: MessageTree; children: ReactNode };

/** Adds texts to those of the providers around it: next-intl's own would replace them, so that a page sent them twice. */
export function MoreMessages({ messages, children }: MoreMessagesProps) {
  const outer = useMessages();
  const all = useMemo(() => ({ ...outer, ...messages }), [outer, messages]);
  return (
    <NextIntlClientProvider locale={useLocale()} messages={all}>
      {children}
    </NextIntlClientProvider>
  );
}
