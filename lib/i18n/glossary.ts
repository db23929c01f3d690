import { LOCALES, type Locale } from './locales';
import { loadMessages, pickNamespaces } from './messages';

/** Groups of texts that are words of the product: whoever writes in two languages is offered them as they are. */
const GROUPS = ['reports.conclusions', 'scan.classes', 'scan.confidence', 'scan.severities'] as const;

export type GlossaryTerm = { key: string; words: Record<Locale, string> };

/** The fixed words of the product in each language. */
export function glossaryTerms(): GlossaryTerm[] {
  const words = new Map(LOCALES.map((locale) => [locale, readGroups(locale)]));
  return [...(words.get(LOCALES[0])?.keys() ?? [])].map((key) => ({
    key,
    words: Object.fromEntries(
      LOCALES.map((locale) => [locale, words.get(locale)?.get(key) ?? '']),
    ) as GlossaryTerm['words'],
  }));
}

function readGroups(locale: Locale): Map<string, string> {
  const found = new Map<string, string>();
  const collect = (tree: ReturnType<typeof loadMessages>, path: string) => {
    for (const [key, value] of Object.entries(tree))
      if (typeof value === 'string') found.set(`${path}${key}`, value);
      else collect(value, `${path}${key}.`);
  };
  collect(pickNamespaces(loadMessages(locale), GROUPS), '');
  return found;
}
