import { CookieJar } from 'tough-cookie';
import { type Exchange, headerValues } from '@/lib/http/exchange';
import { packExchange } from '../packed-exchange';

const MAX_COOKIE_ANSWERS = 50;

export type SessionCookie = { name: string; value: string };

/** The cookies of the scan's user, kept as a browser keeps them. */
export class ScanSession {
  private jar = ScanSession.emptyJar();
  /** The first answer that set each cookie: a login's own answer is no page of the crawl, and sets the one that counts. */
  readonly cookieAnswers = new Map<string, Exchange>();
  private isEmpty = true;

  private static emptyJar(): CookieJar {
    // Loopback and intranet names are no public suffixes in the sense of the list, and still have cookies.
    return new CookieJar(undefined, { rejectPublicSuffixes: false, looseMode: true });
  }

  /** Value of the `Cookie` header for a URL; empty when there is none. */
  cookieHeader(url: string): string {
    return this.isEmpty ? '' : this.jar.getCookieStringSync(url);
  }

  cookies(url: string): SessionCookie[] {
    return this.jar.getCookiesSync(url).map((cookie) => ({ name: cookie.key, value: cookie.value }));
  }

  /** Those that scripts of a page can read. */
  scriptCookies(url: string): SessionCookie[] {
    const cookies = this.jar.getCookiesSync(url).filter(({ httpOnly }) => !httpOnly);
    return cookies.map(({ key, value }) => ({ name: key, value }));
  }

  /** Takes what an answer sets; malformed cookies are left out, as browsers do. */
  absorb(exchange: Exchange): void {
    for (const value of headerValues(exchange.response.headers, 'set-cookie')) {
      this.isEmpty = false;
      this.jar.setCookieSync(value, exchange.request.url, { ignoreError: true });
      const name = value.split('=', 1)[0]?.trim() ?? '';
      if (!this.cookieAnswers.has(name) && this.cookieAnswers.size < MAX_COOKIE_ANSWERS)
        this.cookieAnswers.set(name, packExchange(exchange));
    }
  }

  /** Takes a `Cookie` header as a browser's developer tools show it: `a=1; b=2`. */
  adopt(cookieHeader: string, url: string): void {
    this.isEmpty = false;
    for (const pair of cookieHeader.replace(/^cookie:\s*/i, '').split(';')) {
      if (pair.includes('=')) this.jar.setCookieSync(`${pair.trim()}; Path=/`, url, { ignoreError: true });
    }
  }

  clear(): void {
    this.isEmpty = true;
    this.jar = ScanSession.emptyJar();
  }
}
