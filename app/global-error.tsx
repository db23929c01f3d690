'use client';

import en from '@/lib/i18n/messages/en/global-error.json';
import zh from '@/lib/i18n/messages/zh-CN/global-error.json';
import './globals.css';

const TEXTS = [
  { lang: 'en', ...en },
  { lang: 'zh-CN', ...zh },
];

/** When even the root layout failed nobody knows the reader's language: it is said in both. */
export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <html lang="en">
      <body>
        <title>{en.title}</title>
        <main className="mx-auto flex max-w-reading flex-col gap-8 px-4 py-16">
          {TEXTS.map((text) => (
            <section key={text.lang} lang={text.lang} className="flex flex-col items-start gap-3">
              <h1 className="text-28 font-semibold">{text.title}</h1>
              <p className="text-muted">{text.why}</p>
              <button
                type="button"
                onClick={reset}
                className="rounded-8 bg-accent px-3.5 py-2 font-medium text-on-accent"
              >
                {text.retry}
              </button>
              {error.digest !== undefined && (
                <p className="text-13 text-muted">
                  {text.reference} <span className="font-mono">{error.digest}</span>
                </p>
              )}
            </section>
          ))}
        </main>
      </body>
    </html>
  );
}
