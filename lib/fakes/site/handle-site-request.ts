import { equalSecrets } from '@/lib/core/bytes';
import { VERIFICATION_FILE_PATH } from '../addresses';
import type { SellerState, SiteName } from '../seller-state';
import {
  type Ask,
  formFields,
  htmlReply,
  type Reply,
  redirectReply,
  reply,
  withHeaders,
} from '../wire/ask-and-reply';
import { NOTHING } from '../wire/html';
import { answerApi } from './answer-api';
import { answerMember } from './answer-member';
import { staticFile } from './assets';
import type { SiteBehaviour } from './behaviour';
import { findArticle } from './help-articles';
import {
  articlePage,
  helpPage,
  homePage,
  loginPage,
  missingPage,
  redirectRefusedPage,
  searchPage,
} from './pages/public-pages';
import {
  endedSessionCookie,
  isCsrfTokenRight,
  type Sessions,
  type SiteSession,
  sessionCookie,
} from './sessions';

export type User = { username: string; password: string };

export type FakeSiteContext = {
  name: SiteName;
  origin: string;
  user: User;
  state: SellerState;
  sessions: Sessions;
  behaviour: SiteBehaviour;
};

const MEMBER_PATH = /^\/app(\/[a-z0-9/]*)?$/;

/** The website without its signed interface: every page of it, from memory. */
export async function handleSiteRequest(ask: Ask, context: FakeSiteContext): Promise<Reply> {
  const session = context.sessions.find(ask.headers.cookie);
  const response = await route(ask, session, context);
  if (response) return response;
  if (context.state.isFaultOn('catch-all-200')) return htmlReply(200, homePage(session, NOTHING));
  return htmlReply(404, missingPage(session));
}

function route(
  ask: Ask,
  session: SiteSession | null,
  context: FakeSiteContext,
): Reply | null | Promise<Reply | null> {
  const isRead = ask.method === 'GET' || ask.method === 'HEAD';
  if (!isRead && ask.method !== 'POST') {
    return reply(405, 'text/plain; charset=utf-8', 'Not here.', [['Allow', 'GET, HEAD, POST']]);
  }
  if (ask.path === '/app' || ask.path.startsWith('/app/')) return answerMember(ask, session, context);
  if (ask.path === '/login') return isRead ? login(ask, session, context) : enter(ask, session, context);
  if (!isRead) return null;
  if (ask.path.startsWith('/api/')) return answerApi(ask, session);
  return publicPage(ask, session, context);
}

function publicPage(ask: Ask, session: SiteSession | null, context: FakeSiteContext): Reply | null {
  const { behaviour, origin, sessions } = context;
  switch (ask.path) {
    case '/':
      return htmlReply(200, homePage(session, behaviour.homePageEnd));
    case '/help':
      return htmlReply(200, helpPage(session));
    case '/search': {
      const [term, topic] = [ask.query.get('q') ?? '', ask.query.get('topic') ?? 'all'];
      return htmlReply(200, searchPage(session, term, topic, behaviour));
    }
    case '/help/guide': {
      const text = behaviour.guideText(ask.query.get('file') ?? '');
      return text === null ? null : reply(200, 'text/plain; charset=utf-8', text);
    }
    case '/go': {
      const target = behaviour.redirectTarget(ask.query.get('to') ?? '');
      return target === null ? htmlReply(400, redirectRefusedPage(session)) : redirectReply(302, target);
    }
    case '/sign-out':
      if (session) sessions.end(session);
      return redirectReply(303, '/', [endedSessionCookie]);
    case VERIFICATION_FILE_PATH:
      return verificationFile(context);
  }
  const article = ask.path.startsWith('/help/') ? findArticle(ask.path.slice('/help/'.length)) : null;
  if (article) return htmlReply(200, articlePage(session, article));
  return staticFile(ask.path, origin) ?? behaviour.strayFile(ask.path);
}

function verificationFile({ state, name }: FakeSiteContext): Reply | null {
  const content = state.verificationFile(name);
  return content && reply(200, 'text/html; charset=utf-8', content);
}

/** Only pages behind the login: an open redirect here would be one more flaw. */
const checkedNext = (next: string | null): string => (next && MEMBER_PATH.test(next) ? next : '/app');

function login(ask: Ask, session: SiteSession | null, { sessions, behaviour }: FakeSiteContext): Reply {
  if (session?.username) return redirectReply(303, '/app');
  const visitor = session ?? sessions.start(null);
  const page = htmlReply(200, loginPage(visitor, checkedNext(ask.query.get('next')), '', false));
  return session ? page : withHeaders(page, [sessionCookie(visitor, behaviour.isSessionSentFromElsewhere)]);
}

function enter(ask: Ask, session: SiteSession | null, context: FakeSiteContext): Reply {
  const { sessions, user, behaviour } = context;
  const fields = formFields(ask);
  // Without a session of the form there is nothing to compare the token with: show the form afresh.
  if (!session || !isCsrfTokenRight(session, fields.get('csrf_token') ?? ''))
    return redirectReply(303, '/login');
  const next = checkedNext(fields.get('next'));
  const username = fields.get('username') ?? '';
  const isRight = [
    equalSecrets(username, user.username),
    equalSecrets(fields.get('password') ?? '', user.password),
  ].every(Boolean);
  if (!isRight) return htmlReply(422, loginPage(session, next, username, true));
  // A new id at sign-in: one planted before it is worth nothing.
  sessions.end(session);
  const cookie = sessionCookie(sessions.start(user.username), behaviour.isSessionSentFromElsewhere);
  return redirectReply(303, next, [cookie]);
}
