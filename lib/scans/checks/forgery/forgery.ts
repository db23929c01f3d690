import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';
import { visibleText } from '../../engine/crawl/visible-text';
import type { FoundRequest, RequestChange, RequestContext } from '../check';
import {
  cookiesSent,
  DISGUISES,
  type Disguise,
  foreignHeaders,
  foreignOrigin,
  ownHeaders,
} from './foreign-page';
import { formSecrets, guessedSecrets, TOKEN_TRICKS, type TokenTrick, tokenChanges } from './form-secrets';
import { givenSecrets } from './given-secrets';
import { type KeptMark, keptMark } from './kept-mark';

/** How a foreign page sends: a form of its own, a text that is read as JSON, a link, or a script that CORS allows. */
export type ForgedWay = 'form' | 'text' | 'link' | 'script';

export type Forged = {
  way: ForgedWay;
  disguise: Disguise;
  /** What stood in the place of the token; null where the form has none. */
  trick: TokenTrick | null;
  isNavigation: boolean;
  kept: KeptMark;
  exchange: Exchange;
  change: RequestChange;
};

type Attempt = Pick<Forged, 'way' | 'disguise' | 'trick'> &
  Pick<RequestChange, 'sentAs' | 'headers' | 'query'>;

type Way = Pick<Attempt, 'way' | 'sentAs' | 'headers'>;

const asType = (type: string): Pick<RequestChange, 'headers'> => ({ headers: [['Content-Type', type]] });
/** A request header that scripts add to say that they are scripts. */
const SCRIPT_HEADER = 'X-Requested-With';

/** Looks for a way to make a signed-in browser send the request of a form, with as few submissions as it takes. */
export class Forgery {
  private readonly secrets;
  private readonly guesses = new Map<string, string>();
  private isEnded = false;

  constructor(
    private readonly target: FoundRequest,
    private readonly context: RequestContext,
  ) {
    this.secrets = formSecrets(target.template);
  }

  async find(): Promise<Forged | null> {
    const cookies = cookiesSent(this.context.cookies, false);
    const byForm = cookies.length > 0 ? await this.findByForm() : null;
    return byForm ?? (cookiesSent(this.context.cookies, true).length > 0 ? this.findByLink() : null);
  }

  /** Null where it can no longer be sent. */
  async isKeptWithoutSession({ change }: Forged): Promise<boolean | null> {
    const sent = await this.context.send({ ...change, cookies: [] });
    return sent && (await keptMark(sent, this.context)) !== null;
  }

  private get firstTrick(): TokenTrick | null {
    return this.secrets.length > 0 ? 'missing' : null;
  }

  private async findByForm(): Promise<Forged | null> {
    const ways = this.ways();
    const [first] = ways;
    if (!first) return null;
    const isJson = this.target.template.body.kind === 'json';
    const byScript = isJson ? await this.findByScript() : null;
    if (byScript) return byScript;
    // Which type a server takes for JSON matters more than where a page says it is; with forms it is the other way round.
    const early = isJson ? ways : [first];
    return (
      (await this.tryWays(early)) ??
      (await this.findDisguised(first)) ??
      this.tryWays(ways.slice(early.length))
    );
  }

  private async tryWays(ways: readonly Way[]): Promise<Forged | null> {
    for (const way of ways) {
      const found = await this.attempt({ ...way, disguise: 'foreign', trick: this.firstTrick });
      if (found) return found;
    }
    return null;
  }

  /** With what passes for the token, from wherever the page says that it is. */
  private async findDisguised(way: Way): Promise<Forged | null> {
    const trick = this.firstTrick && (await this.passingTrick(way));
    if (this.firstTrick && !trick) return null;
    for (const disguise of DISGUISES) {
      // Without a token, or with a missing one, the foreign page was tried.
      if (disguise === 'foreign' && (trick ?? 'missing') === 'missing') continue;
      const found = await this.attempt({ ...way, disguise, trick });
      if (found) return found;
    }
    return null;
  }

  /** The ways in which a foreign page can send this body without asking the site first. */
  private ways(): Way[] {
    const form = { way: 'form' } as const;
    switch (this.target.template.body.kind) {
      case 'form':
        return [form, { ...form, sentAs: 'MULTIPART' }];
      case 'multipart':
        return [form, { ...form, sentAs: 'FORM' }];
      case 'json':
        // The first is plain text to a browser and names the type that careless servers look for.
        return [
          { way: 'text', ...asType('text/plain; application/json') },
          { ...form, sentAs: 'FORM' },
          { way: 'text', ...asType('text/plain') },
        ];
      default:
        return [];
    }
  }

  /** What may stand in the place of the token on the site's own page. */
  private async passingTrick({ sentAs }: Way): Promise<TokenTrick | null> {
    for (const trick of TOKEN_TRICKS) {
      const sent = await this.sendOwn(trick, sentAs);
      if (sent && (await keptMark(sent, this.context))) return trick;
      for (const page of sent?.pages ?? [])
        for (const [name, value] of guessedSecrets(this.secrets, visibleText(decodedBodyText(page))))
          this.guesses.set(name, value);
    }
    if (this.guesses.size > 0) return 'guessed';
    for (const [name, value] of await givenSecrets(this.secrets, this.target.template, this.context))
      this.guesses.set(name, value);
    const sent = this.guesses.size > 0 ? await this.sendOwn('given', sentAs) : null;
    return sent && (await keptMark(sent, this.context)) ? 'given' : null;
  }

  /** As the site's own page sends it, with something else for the token. */
  private sendOwn(trick: TokenTrick, sentAs: Way['sentAs']) {
    return this.send({
      isBare: true,
      ...(sentAs ? { sentAs } : {}),
      headers: ownHeaders(this.context.origin, this.target.template.pageUrl),
      ...tokenChanges(this.secrets, trick, () => this.context.mark(), this.guesses),
    });
  }

  /** A link, or a form by GET: sites that take POST often take both, and tokens are then asked for in one of them. */
  private async findByLink(): Promise<Forged | null> {
    const link = { way: 'link', sentAs: 'QUERY', trick: this.firstTrick } as const;
    return (
      (await this.attempt({ ...link, disguise: 'foreign' })) ??
      // Frameworks take the method from a parameter.
      this.attempt({ ...link, disguise: 'hidden', query: [['_method', 'POST']] })
    );
  }

  /** A script of another origin, where the site says that it may send with cookies. */
  private async findByScript(): Promise<Forged | null> {
    const response = await this.context.preflight(foreignOrigin(this.context.origin, 'foreign'), [
      'content-type',
      SCRIPT_HEADER.toLowerCase(),
    ]);
    const said = (name: string) => headerValue(response?.response.headers ?? [], name)?.toLowerCase() ?? '';
    const isAllowed =
      said('access-control-allow-origin') === foreignOrigin(this.context.origin, 'foreign') &&
      said('access-control-allow-credentials') === 'true';
    const allowed = said('access-control-allow-headers');
    if (!isAllowed || !allowed.includes('content-type')) return null;
    const headers: RequestChange['headers'] = allowed.includes(SCRIPT_HEADER.toLowerCase())
      ? [
          ['Content-Type', 'application/json'],
          [SCRIPT_HEADER, 'XMLHttpRequest'],
        ]
      : [['Content-Type', 'application/json']];
    return this.attempt({ way: 'script', disguise: 'foreign', trick: this.firstTrick, headers });
  }

  private async attempt({ way, disguise, trick, sentAs, headers = [], query = [] }: Attempt) {
    const { context, secrets, guesses } = this;
    const isNavigation = way === 'link';
    const bare = trick
      ? tokenChanges(secrets, trick, () => context.mark(), guesses)
      : { fields: [], query: [] };
    const change: RequestChange = {
      isBare: true,
      cookies: cookiesSent(context.cookies, isNavigation),
      headers: [...headers, ...foreignHeaders(context.origin, disguise, isNavigation)],
      fields: bare.fields ?? [],
      query: [...(bare.query ?? []), ...query],
      ...(sentAs ? { sentAs } : {}),
    };
    const sent = await this.send(change);
    const kept = sent && (await keptMark(sent, context));
    return kept && { way, disguise, trick, isNavigation, kept, exchange: sent.exchange, change };
  }

  /** Nothing more is sent once the engine refuses: a limit is reached, or the scan ends. */
  private async send(change: RequestChange) {
    if (this.isEnded) return null;
    const sent = await this.context.send(change);
    this.isEnded = sent === null;
    return sent;
  }
}
