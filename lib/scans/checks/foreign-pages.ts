import { headerValue } from '@/lib/http/exchange';
import type { SiteCheck } from './check';
import { darkWords, speaksAgainst } from './trojan/dark-words';
import { type PageContents, pageContents } from './trojan/page-contents';
import { signFinding } from './trojan/sign-finding';

const MAX_PAGES = 400;
const WORDS = 2;
/** So few of a site's pages may speak of it that it is not what the site is about. */
const SHARE = 0.5;
const MAX_FINDINGS = 10;

const isAdvertising = ({ title, text }: PageContents): boolean =>
  darkWords(title).length >= WORDS && !speaksAgainst(`${title} ${text}`);

/** Pages that advertise gambling, drugs and the like below a site whose other pages, the first among them, are about something else. */
export const foreignPages: SiteCheck = {
  kind: 'site',
  id: 'foreign-pages',
  version: 1,
  class: 'TROJAN',
  cwe: 506,
  async run(context) {
    const pages = context
      .exchanges()
      .filter(
        ({ response }) =>
          response.status === 200 && /html/i.test(headerValue(response.headers, 'content-type') ?? ''),
      )
      .slice(0, MAX_PAGES)
      .flatMap((exchange) => {
        const page = pageContents(exchange);
        return page?.isPage ? [{ exchange, page }] : [];
      });
    const strange = pages.filter(({ page }) => isAdvertising(page));
    const [first] = pages;
    const isOwnTopic = first !== undefined && darkWords(`${first.page.title} ${first.page.text}`).length > 0;
    if (strange.length === 0 || isOwnTopic || strange.length > pages.length * SHARE) return [];
    return strange.slice(0, MAX_FINDINGS).map(({ exchange, page }) => {
      const words = darkWords(page.title);
      return signFinding(this, exchange, {
        kind: 'foreignTitle',
        confidence: 'CONFIRMED',
        subject: words[0] ?? '',
        detail: words.slice(0, 3).join(' · '),
        proofs: [page.title, words[0] ?? ''],
      });
    });
  },
};
