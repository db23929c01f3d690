import type { KeyIn } from '@/lib/i18n/app-messages';
import type { Locale } from '@/lib/i18n/locales';
import { type MessageValues, translator } from '@/lib/i18n/translator';
import { mailLine } from '@/lib/mail/rules/mail-line';
import { mailPage } from '@/lib/mail/rules/mail-page';

/** What a letter is about: the name of its texts below `mail.`. */
export type LetterKind =
  KeyIn<'mail'> extends infer Key ? (Key extends `${infer Kind}.title` ? Kind : never) : never;

export type Letter = {
  kind: LetterKind;
  values(language: Locale): MessageValues;
  url: string;
};

/** A letter as text and as HTML with the same words, in one language or, where nobody knows it, in several. */
export function renderAccountMail(
  { kind, values, url }: Letter,
  languages: readonly [Locale, ...Locale[]],
): { subject: string; text: string; html: string } {
  const cards = languages.map((language) => {
    const t = translator(language);
    const say = (part: 'title' | 'body' | 'link' | 'quiet') =>
      mailLine(t(`mail.${kind}.${part}`, values(language)));
    return {
      ...{ language, title: say('title'), body: say('body'), quiet: say('quiet') },
      link: { url, words: say('link') },
    };
  });
  const subject = cards.map(({ title }) => title).join(' / ');
  const text = cards.map(({ title, body, link, quiet }) =>
    [title, body, `${link.words}:\n${link.url}`, quiet].join('\n\n'),
  );
  return {
    subject,
    text: text.join('\n\n\n'),
    html: mailPage({ language: languages[0], title: subject, heading: null, cards, foot: [] }),
  };
}
