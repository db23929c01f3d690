import { CookieJar } from 'tough-cookie';
import { type Exchange, headerValues } from '@/lib/http/exchange';
import type { RequestCookie } from '../../checks/check';
import { packExchange, receivedExchange, sentForm } from '../packed-exchange';

const MAX_COOKIE_RESPONSES = 50;

export type SessionCookie = { name: string; value: string };

/** The cookies of the scan's user, kept as a browser keeps them. */
export class ScanSession {
  private jar = ScanSession.emptyJar();
  /** The first answer that set each cookie: a login's own answer is no page of the crawl, and sets the one that counts. */
  readonly cookieResponses = new Map<string, Exchange>();
  private isEmpty = true;
  /** What the calls of a page's scripts carry instead of a cookie; empty where there is none. */
  token = '';
  /** Names of cookies that were adopted and that no answer has set since. */
  private readonly given = new Set<string>();

  private static emptyJar(): CookieJar {
    // Loopback and intranet names are no public suffixes in the sense of the list, and still have cookies.
    return new CookieJar(undefined, { rejectPublicSuffixes: false, looseMode: true });
  }

  /** Value of the `Cookie` header for a URL; empty when there is none. */
  cookieHeader(url: string): string {
    return this.isEmpty ? '' : this.jar.getCookieStringSync(url);
  }

  /** What a request of the scan's user carries; empty texts where there is nothing. */
  readHeaders(url: string): { cookies: string; token: string } {
    return { cookies: this.cookieHeader(url), token: this.token };
  }

  cookies(url: string): SessionCookie[] {
    return this.jar.getCookiesSync(url).map((cookie) => ({ name: cookie.key, value: cookie.value }));
  }

  /** Everything by which the site knows the scan's user. */
  readSecrets(url: string): { cookies: SessionCookie[]; token: string } {
    return { cookies: this.cookies(url), token: this.token };
  }

  /** What a foreign page may make a browser send: the attribute that the site gave to each cookie. */
  requestCookies(url: string): RequestCookie[] {
    return this.jar.getCookiesSync(url).map(({ key, sameSite }) => {
      const isKnown = sameSite === 'strict' || sameSite === 'lax' || sameSite === 'none';
      const unsaid = this.given.has(key) ? 'unknown' : 'absent';
      return { name: key, sameSite: isKnown ? sameSite : unsaid };
    });
  }

  /** The `Cookie` header with the cookies of these names only. */
  chooseCookieHeader(url: string, names: readonly string[]): string {
    const sent = this.cookies(url).filter(({ name }) => names.includes(name));
    return sent.map(({ name, value }) => `${name}=${value}`).join('; ');
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
      this.given.delete(name);
      if (!this.cookieResponses.has(name) && this.cookieResponses.size < MAX_COOKIE_RESPONSES)
        this.cookieResponses.set(name, packExchange(exchange));
    }
  }

  /** Takes what a script of a page puts into `document.cookie`: what no answer has set, and nothing away. */
  keepScriptCookie(text: string, url: string): void {
    const name = text.split('=', 1)[0]?.trim() ?? '';
    if (name === '' || !text.includes('=') || this.cookies(url).some((cookie) => cookie.name === name))
      return;
    this.isEmpty = false;
    this.jar.setCookieSync(text, url, { ignoreError: true, http: false });
  }

  /** Takes a `Cookie` header as a browser's developer tools show it: `a=1; b=2`. */
  adopt(cookieHeader: string, url: string): void {
    this.isEmpty = false;
    for (const pair of cookieHeader.replace(/^cookie:\s*/i, '').split(';')) {
      if (!pair.includes('=')) continue;
      this.jar.setCookieSync(`${pair.trim()}; Path=/`, url, { ignoreError: true });
      this.given.add(pair.split('=', 1)[0]?.trim() ?? '');
    }
  }

  clear(): void {
    this.isEmpty = true;
    this.token = '';
    this.given.clear();
    this.jar = ScanSession.emptyJar();
  }

  toState() {
    return {
      jar: JSON.stringify(this.jar.serializeSync()),
      given: [...this.given],
      responses: [...this.cookieResponses].map(([name, exchange]) => [name, sentForm(exchange)] as const),
    };
  }

  /** @param hasNoLogin a login brings its own cookies, and may fail where a session is there already */
  fromState({ jar, given, responses }: ReturnType<ScanSession['toState']>, hasNoLogin: boolean): void {
    for (const [name, exchange] of responses)
      if (!this.cookieResponses.has(name)) this.cookieResponses.set(name, receivedExchange(exchange));
    if (!hasNoLogin) return;
    this.jar = CookieJar.deserializeSync(jar);
    this.isEmpty = this.jar.serializeSync()?.cookies.length === 0;
    for (const name of given) this.given.add(name);
  }
}
