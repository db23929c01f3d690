import { type Html, html, NOTHING } from '../../wire/html';
import type { SiteBehaviour } from '../behaviour';
import { GUIDE_NAMES } from '../guides';
import { HELP_ARTICLES, HELP_TOPICS, type HelpArticle, searchArticles } from '../help-articles';
import type { SiteSession } from '../sessions';
import { COMPANY, layout } from './layout';

/** @param end markup behind the last line */
export const homePage = (session: SiteSession | null, end: Html): Html =>
  layout({
    title: 'Invoices that get paid',
    session,
    main: html`<p>${COMPANY} writes, sends and follows up the invoices of small teams.</p>
<ul class="cards">
<li><h2>Send</h2><p>An invoice in three lines, in the language of your customer.</p></li>
<li><h2>Follow up</h2><p>Reminders go out by themselves until the invoice is paid.</p></li>
<li><h2>Export</h2><p>One row each, ready for your accountant. <a href="/help/exports">How it works</a></p></li>
</ul>
<p><a class="button" href="/login">Sign in</a></p>
${end}`,
  });

/** @param next path behind the login to go to afterwards, already checked */
export const loginPage = (session: SiteSession, next: string, username: string, hasFailed: boolean): Html =>
  layout({
    title: 'Sign in',
    session,
    main: html`${hasFailed ? html`<p class="error" role="alert">The user name or the password is wrong.</p>` : NOTHING}
<form class="stacked" method="post" action="/login" id="login-form">
<input type="hidden" name="csrf_token" value="${session.csrfToken}">
<input type="hidden" name="next" value="${next}">
<label for="username">User name</label>
<input id="username" name="username" type="text" autocomplete="username" value="${username}" required>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button type="submit">Sign in</button>
</form>`,
  });

export const helpPage = (session: SiteSession | null): Html =>
  layout({
    title: 'Help',
    session,
    main: html`${searchForm(html``, 'all')}
<ul>${HELP_ARTICLES.map(({ slug, title }) => html`<li><a href="/help/${slug}">${title}</a></li>`)}</ul>
<h2>Guides as text</h2>
<ul>${GUIDE_NAMES.map((name) => html`<li><a href="/help/guide?file=${name}">${name}</a></li>`)}</ul>
<p><a href="/go?to=https%3A%2F%2Fdocs.tallyfern.example%2Fstart">Developer documentation</a></p>`,
  });

export const articlePage = (session: SiteSession | null, article: HelpArticle): Html =>
  layout({
    title: article.title,
    session,
    main: html`${article.paragraphs.map((text) => html`<p>${text}</p>`)}
<p><a href="/go?to=%2Fhelp">All articles</a></p>`,
  });

/** Results of the help search: both inputs come back, in the page's text and in an attribute. */
export function searchPage(
  session: SiteSession | null,
  term: string,
  topic: string,
  behaviour: SiteBehaviour,
): Html {
  const found = searchArticles(term, topic);
  return layout({
    title: 'Search the help',
    session,
    main: html`${searchForm(html`${term}`, topic)}
${term ? html`<p class="result">${found.length} results for <strong>${behaviour.searchTermText(term)}</strong></p>` : NOTHING}
<ul>${found.map(({ slug, title }) => html`<li><a href="/help/${slug}">${title}</a></li>`)}</ul>
<form method="get" action="/search">
<input type="hidden" name="topic" value="${behaviour.topicAttribute(topic)}">
<label for="again">Search again in this topic</label>
<input id="again" name="q" type="search">
<button type="submit">Search</button>
</form>`,
  });
}

export const redirectRefusedPage = (session: SiteSession | null): Html =>
  layout({
    title: 'This link leads nowhere',
    session,
    main: html`<p>The address is not on the list of pages that this link may open. <a href="/help">Back to help</a></p>`,
  });

export const missingPage = (session: SiteSession | null): Html =>
  layout({
    title: 'Page not found',
    session,
    main: html`<p>Nothing lives at this address. <a href="/">Back to the start</a></p>`,
  });

const searchForm = (
  term: Html,
  topic: string,
): Html => html`<form method="get" action="/search" role="search">
<label for="q">Search for</label>
<input id="q" name="q" type="search" value="${term}">
<label for="topic">Topic</label>
<select id="topic" name="topic">${HELP_TOPICS.map((name) => html`<option value="${name}"${name === topic ? html` selected` : NOTHING}>${name}</option>`)}</select>
<button type="submit">Search</button>
</form>`;
