import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { BROWSER_TEXTS } from './browser-texts';
import { ClientMessages } from './components/client-messages';
import { Toaster } from './components/toaster';
import { ZoneCookie } from './components/zone-cookie';
import './globals.css';
import { readPreferences } from './preferences';

export async function generateMetadata(): Promise<Metadata> {
  return { description: (await getTranslations('shell'))('description') };
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f6f7f9' },
    { media: '(prefers-color-scheme: dark)', color: '#0e1116' },
  ],
};

/** Language and theme are known before the first byte: nothing flashes and no script is needed for them. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, { theme }] = await Promise.all([getLocale(), readPreferences()]);
  return (
    <html lang={locale} data-theme={theme} className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>
        <NextIntlClientProvider messages={{}}>
          <ClientMessages namespaces={BROWSER_TEXTS}>
            {children}
            <Toaster />
            <ZoneCookie />
          </ClientMessages>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
