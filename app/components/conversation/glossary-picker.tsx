'use client';

import { useTranslations } from 'next-intl';
import type { MouseEvent } from 'react';
import type { GlossaryTerm } from '@/lib/i18n/glossary';
import { isLocale, LOCALES, type Locale } from '@/lib/i18n/locales';

/** Puts a word where the cursor is, with the blanks that the text around it asks for. */
function insertWord(field: Element | RadioNodeList | null, word: string): void {
  if (!(field instanceof HTMLTextAreaElement)) return;
  const before = field.value.slice(0, field.selectionStart);
  const gap = /[!-~]$/.test(before) && /^\w/.test(word) ? ' ' : '';
  field.setRangeText(`${gap}${word}`, field.selectionStart, field.selectionEnd, 'end');
}

/** The fixed words of the product: one press writes a word into the text, and its other word into the other text. */
export function GlossaryPicker({ terms }: { terms: readonly GlossaryTerm[] }) {
  const t = useTranslations('conversation.form');

  function insert({ currentTarget }: MouseEvent<HTMLButtonElement>, words: Record<Locale, string>) {
    const elements = currentTarget.form?.elements;
    const select = elements?.namedItem('language');
    const chosen = select instanceof HTMLSelectElement ? select.value : '';
    const language = isLocale(chosen) ? chosen : LOCALES[0];
    const other = LOCALES.find((locale) => locale !== language) ?? language;
    insertWord(elements?.namedItem('text') ?? null, words[language]);
    insertWord(elements?.namedItem('otherText') ?? null, words[other]);
  }

  return (
    <div>
      <p className="text-muted">{t('glossary')}</p>
      <ul className="mt-2 flex flex-wrap gap-1.5">
        {terms.map(({ key, words }) => {
          const term = LOCALES.map((locale) => words[locale]).join(' · ');
          return (
            <li key={key}>
              <button
                type="button"
                aria-label={t('insert', { term })}
                className="min-h-6 rounded-4 border border-line px-2 py-0.5 text-13 hover:bg-hover"
                onClick={(event) => insert(event, words)}
              >
                {term}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
