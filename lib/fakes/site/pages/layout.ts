import { type Html, html, NOTHING } from '../../wire/html';
import type { SiteSession } from '../sessions';

/** The invented company whose website this is. */
export const COMPANY = 'Tallyfern';

const PUBLIC_LINKS = [
  ['/', 'Home'],
  ['/help', 'Help'],
  ['/search', 'Search'],
  ['/login', 'Sign in'],
] as const;

const MEMBER_LINKS = [
  ['/app', 'Dashboard'],
  ['/app/invoices', 'Invoices'],
  ['/app/preview', 'Preview'],
  ['/app/logo', 'Logo'],
  ['/app/lookup', 'Host names'],
  ['/app/settings', 'Settings'],
  ['/help', 'Help'],
  ['/search', 'Search'],
  ['/sign-out', 'Sign out'],
] as const;

type PageParts = {
  title: string;
  session: SiteSession | null;
  main: Html;
};

/** A whole page; the navigation tells a signed-in visitor from a stranger. */
export function layout({ title, session, main }: PageParts): Html {
  const links = session?.username ? MEMBER_LINKS : PUBLIC_LINKS;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${COMPANY}</title>
<link rel="stylesheet" href="/assets/site.css">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<script src="/assets/site.js" defer></script>
</head>
<body>
<header>
<a class="brand" href="/">${COMPANY}</a>
<nav aria-label="Main">${links.map(([href, text]) => html`<a href="${href}">${text}</a> `)}</nav>
${session?.username ? html`<p class="member">Signed in as ${session.profile.displayName}</p>` : NOTHING}
</header>
<main>
<h1>${title}</h1>
${main}
</main>
<footer><p>${COMPANY} · invoicing for small teams · <span id="service-status">Service status: see the status page</span></p></footer>
</body>
</html>
`;
}
