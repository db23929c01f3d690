import { type Reply, reply } from '../wire/ask-and-reply';

const STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
html { background: #fff; color: #1b1b1f; } a { color: #0b57d0; }
@media (prefers-color-scheme: dark) { html { background: #131316; color: #ececf1; } a { color: #9cc3ff; } }
body { margin: 0 auto; max-width: 60rem; padding: 0 1rem 2rem; }
header { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-items: center; padding: 1rem 0; }
nav { display: flex; flex-wrap: wrap; gap: 1rem; }
.brand { font-weight: 700; text-decoration: none; }
.member { margin: 0 0 0 auto; }
.cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); padding: 0; list-style: none; }
form { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; margin: 1rem 0; }
form.stacked { flex-direction: column; align-items: stretch; max-width: 24rem; }
input, select, button { font: inherit; padding: 0.4rem 0.6rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 0.4rem 0.6rem; border-bottom: 1px solid #8886; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.error { border-left: 4px solid #b3261e; padding-left: 0.75rem; }
`;

const SCRIPT = `const place = document.getElementById('service-status');
if (place) {
  fetch('/api/status')
    .then((answer) => answer.json())
    .then(({ status }) => {
      place.textContent = status === 'operational' ? 'All services are running' : 'Some services are slow';
    })
    .catch(() => undefined);
}
`;

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#2f6f4f" d="M8 1v14M3 5l5 3 5-3" stroke="#2f6f4f" stroke-width="2"/></svg>';

const robots = (origin: string) => `User-agent: *\nDisallow: /sign-out\nSitemap: ${origin}/sitemap.xml\n`;

const SITEMAP_PATHS = ['/', '/help', '/help/first-invoice', '/help/exports', '/search', '/login'];

/** Static files of the site, from memory; null for any other path. */
export function staticFile(path: string, origin: string): Reply | null {
  switch (path) {
    case '/assets/site.css':
      return reply(200, 'text/css; charset=utf-8', STYLE);
    case '/assets/site.js':
      return reply(200, 'text/javascript; charset=utf-8', SCRIPT);
    case '/assets/icon.svg':
      return reply(200, 'image/svg+xml', ICON);
    case '/robots.txt':
      return reply(200, 'text/plain; charset=utf-8', robots(origin));
    case '/sitemap.xml':
      return reply(200, 'application/xml; charset=utf-8', sitemap(origin));
    default:
      return null;
  }
}

const sitemap = (origin: string) =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...SITEMAP_PATHS.map((path) => `<url><loc>${origin}${path}</loc></url>`),
    '</urlset>',
  ].join('\n');
