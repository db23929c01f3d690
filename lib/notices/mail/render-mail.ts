import { formatInstant, formatZone } from '@/lib/i18n/format-instant';
import type { Locale } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { mailLine } from '@/lib/mail/rules/mail-line';
import { mailLink, mailPage } from '@/lib/mail/rules/mail-page';
import type { NoticeContent } from '../rules/notice-kinds';
import { type NoticeSide, noticeLink } from '../rules/notice-link';
import { noticeText } from '../rules/notice-text';

export type MailToRender = {
  isDigest: boolean;
  language: Locale;
  zone: string;
  now: Date;
  /** The desk's address. */
  baseUrl: string;
  /** Null where its subject cannot be switched off. */
  unsubscribeUrl: string | null;
  /** At least one; oldest first. */
  notices: readonly { content: NoticeContent; at: Date; side: NoticeSide }[];
};

type Line = { title: string; body: string; at: string; url: string };
type Frame = { heading: string | null; open: string; settings: string; settingsUrl: string; stop: string };

/** A mail in its reader's language, as text and as HTML with the same words. */
export function renderMail(mail: MailToRender): { subject: string; text: string; html: string } {
  const { isDigest, language, zone, now, baseUrl, notices } = mail;
  const t = translator(language, zone);
  const write = (at: Date) => `${formatInstant(at, language, zone, now)} ${formatZone(at, language, zone)}`;
  const lines = notices.map(({ content, at, side }): Line => {
    const { title, body, values } = noticeText(content, write);
    return {
      title: mailLine(t(`notices.${title}`, values)),
      body: mailLine(t(`notices.${body}`, values)),
      at: write(at),
      url: new URL(noticeLink(content, side), baseUrl).href,
    };
  });
  const heading = isDigest ? t('notices.mail.digest', { count: lines.length }) : null;
  const subject = heading ?? lines[0]?.title ?? '';
  const frame: Frame = {
    heading,
    open: t('notices.mail.open'),
    settings: t('notices.mail.settings'),
    settingsUrl: new URL('/settings/notices', baseUrl).href,
    stop: t('notices.mail.stop'),
  };
  return {
    subject: mailLine(subject),
    text: renderText(lines, frame, mail.unsubscribeUrl),
    html: renderHtml(lines, frame, mail),
  };
}

function renderText(lines: readonly Line[], frame: Frame, unsubscribeUrl: string | null): string {
  const parts = lines.map(({ title, body, at, url }) => [title, body, at, url].join('\n'));
  const foot = [
    `${frame.settings}: ${frame.settingsUrl}`,
    ...(unsubscribeUrl === null ? [] : [`${frame.stop}: ${unsubscribeUrl}`]),
  ];
  return [...(frame.heading === null ? [] : [frame.heading]), ...parts, ['-- ', ...foot].join('\n'), '']
    .join('\n\n')
    .trimEnd();
}

const renderHtml = (
  lines: readonly Line[],
  frame: Frame,
  { language, unsubscribeUrl }: Pick<MailToRender, 'language' | 'unsubscribeUrl'>,
): string =>
  mailPage({
    language,
    title: lines[0]?.title ?? '',
    heading: frame.heading,
    cards: lines.map(({ title, body, at, url }) => ({
      ...{ title, body, quiet: at },
      link: { url, words: frame.open },
    })),
    foot: [
      mailLink(frame.settingsUrl, frame.settings),
      ...(unsubscribeUrl === null ? [] : [mailLink(unsubscribeUrl, frame.stop)]),
    ],
  });
