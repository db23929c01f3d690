import type { IncomingHttpHeaders } from 'node:http';
import type { NextApiRequest, NextApiResponse } from 'next';
import NextAuth from 'next-auth';
import { type AuthLog, authOptions } from '@/app/auth-options';
import { type Configuration, readConfiguration } from '@/lib/config/configuration';
import type { Visit } from '@/lib/people/visit';

export type Answer = { status: number; body: unknown; location: string | null; setCookies: string[] };

/** The settings of this run, with others put over them. */
export const settingsWith = (changes: Record<string, string>): Configuration =>
  readConfiguration({ ...process.env, ...changes });

/** A browser's side of next-auth, without Next in between: it keeps cookies and asks the real handler. */
export class NextAuthClient {
  readonly cookies = new Map<string, string>();
  readonly logged: unknown[] = [];

  constructor(
    readonly visit: Visit,
    readonly settings: Configuration,
  ) {}

  get(path: string, query: Record<string, string> = {}): Promise<Answer> {
    return this.#ask('GET', path, query, {});
  }

  async post(path: string, body: Record<string, string>): Promise<Answer> {
    const { body: token } = await this.get('csrf');
    return this.#ask('POST', path, {}, { ...(token as { csrfToken: string }), json: 'true', ...body });
  }

  async #ask(method: string, path: string, query: Record<string, string>, body: Record<string, string>) {
    const answer: Answer = { status: 200, body: null, location: null, setCookies: [] };
    const headers: IncomingHttpHeaders = {};
    const request = { method, headers, body, cookies: Object.fromEntries(this.cookies) };
    const log = (...entry: unknown[]) => void this.logged.push(entry);
    await NextAuth(
      { ...request, query: { ...query, nextauth: path.split('/') } } as unknown as NextApiRequest,
      this.#response(answer),
      authOptions(this.visit, this.settings, { error: log, warn: log } as AuthLog),
    );
    for (const cookie of answer.setCookies) this.#keep(cookie);
    return answer;
  }

  #keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split('; ');
    const at = pair.indexOf('=');
    const isGone = attributes.some((attribute) => attribute === 'Max-Age=0');
    if (isGone) this.cookies.delete(pair.slice(0, at));
    else this.cookies.set(pair.slice(0, at), decodeURIComponent(pair.slice(at + 1)));
  }

  /** As much of a response as next-auth uses. */
  #response(answer: Answer): NextApiResponse {
    const response = {
      status(code: number) {
        answer.status = code;
        return response;
      },
      setHeader(name: string, value: string | string[]) {
        if (name.toLowerCase() === 'set-cookie') answer.setCookies = [value].flat();
        if (name.toLowerCase() === 'location') answer.location = String(value);
      },
      getHeader: (name: string) => (name.toLowerCase() === 'set-cookie' ? answer.setCookies : undefined),
      json(value: unknown) {
        answer.body = value;
        if (typeof value === 'object' && value !== null && 'url' in value)
          answer.location = String(value.url);
      },
      send(value: unknown) {
        answer.body = value;
      },
      redirect(code: number, location: string) {
        answer.status = code;
        answer.location = location;
      },
      end: () => undefined,
    };
    return response as unknown as NextApiResponse;
  }
}
