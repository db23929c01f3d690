import { formatInstant, formatZone } from '@/lib/i18n/format-instant';
import type { Locale } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { escapeHtml } from '../rules/escape-html';
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
      title: oneLine(t(`notices.${title}`, values)),
      body: oneLine(t(`notices.${body}`, values)),
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
    subject: oneLine(subject),
    text: renderText(lines, frame, mail.unsubscribeUrl),
    html: renderHtml(lines, frame, mail),
  };
}

/** Names come from people and from websites: none of them begins a new line, or turns the direction of one. */
const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();

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

const BODY =
  'margin:0;padding:24px;background:#f6f7f9;color:#1b1f24;font:14px/1.5 system-ui,-apple-system,"Segoe UI","PingFang SC","Microsoft YaHei",sans-serif';
const CARD =
  'max-width:560px;margin:0 auto 12px;padding:20px 24px;background:#ffffff;border:1px solid #d9dde3;border-radius:8px';
const LINK = 'color:#0b5cad';
const QUIET = 'color:#57606a;font-size:13px;margin:0';

function renderHtml(
  lines: readonly Line[],
  frame: Frame,
  { language, unsubscribeUrl }: Pick<MailToRender, 'language' | 'unsubscribeUrl'>,
): string {
  const link = (url: string, words: string) =>
    `<a href="${escapeHtml(url)}" style="${LINK}">${escapeHtml(words)}</a>`;
  const cards = lines.map(
    ({ title, body, at, url }) =>
      `<div style="${CARD}"><h2 style="margin:0 0 8px;font-size:16px">${escapeHtml(title)}</h2>` +
      `<p style="margin:0 0 12px">${escapeHtml(body)}</p><p style="margin:0 0 12px">${link(url, frame.open)}</p>` +
      `<p style="${QUIET}">${escapeHtml(at)}</p></div>`,
  );
  const foot = [
    link(frame.settingsUrl, frame.settings),
    ...(unsubscribeUrl === null ? [] : [link(unsubscribeUrl, frame.stop)]),
  ].join(' · ');
  const heading =
    frame.heading === null
      ? ''
      : `<h1 style="max-width:560px;margin:0 auto 12px;font-size:20px">${escapeHtml(frame.heading)}</h1>`;
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(lines[0]?.title ?? '')}</title></head>` +
    `<body style="${escapeHtml(BODY)}">${heading}${cards.join('')}` +
    `<p style="${QUIET};max-width:560px;margin:0 auto">${foot}</p></body></html>`
  );
}
