import { escapeHtml } from './escape-html';

const BODY =
  'margin:0;padding:24px;background:#f6f7f9;color:#1b1f24;font:14px/1.5 system-ui,-apple-system,"Segoe UI","PingFang SC","Microsoft YaHei",sans-serif';
const CARD =
  'max-width:560px;margin:0 auto 12px;padding:20px 24px;background:#ffffff;border:1px solid #d9dde3;border-radius:8px';
const LINK = 'color:#0b5cad';
const QUIET = 'color:#57606a;font-size:13px;margin:0';

export const mailLink = (url: string, words: string): string =>
  `<a href="${escapeHtml(url)}" style="${LINK}">${escapeHtml(words)}</a>`;

type MailCard = {
  /** Where it is not that of the page. */
  language?: string;
  title: string;
  body: string;
  link: { url: string; words: string } | null;
  quiet: string;
};

const card = ({ language, title, body, link, quiet }: MailCard): string =>
  `<div style="${CARD}"${language === undefined ? '' : ` lang="${language}"`}>` +
  `<h2 style="margin:0 0 8px;font-size:16px">${escapeHtml(title)}</h2>` +
  `<p style="margin:0 0 12px">${escapeHtml(body)}</p>` +
  (link === null ? '' : `<p style="margin:0 0 12px">${mailLink(link.url, link.words)}</p>`) +
  `<p style="${QUIET}">${escapeHtml(quiet)}</p></div>`;

/** What every mail of ours looks like. All texts are plain but `foot`, which is made of `mailLink`. */
export function mailPage(page: {
  language: string;
  title: string;
  heading: string | null;
  cards: readonly MailCard[];
  foot: readonly string[];
}): string {
  const heading =
    page.heading === null
      ? ''
      : `<h1 style="max-width:560px;margin:0 auto 12px;font-size:20px">${escapeHtml(page.heading)}</h1>`;
  const foot =
    page.foot.length === 0
      ? ''
      : `<p style="${QUIET};max-width:560px;margin:0 auto">${page.foot.join(' · ')}</p>`;
  return (
    `<!doctype html><html lang="${page.language}"><head><meta charset="utf-8"><title>${escapeHtml(page.title)}</title></head>` +
    `<body style="${escapeHtml(BODY)}">${heading}${page.cards.map(card).join('')}${foot}</body></html>`
  );
}
