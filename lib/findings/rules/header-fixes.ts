import type { FindingIn } from '@/lib/i18n/app-messages';
import type { FixExample } from './finding';

const POLICY =
  "default-src 'self'; script-src 'self' 'nonce-$request_id'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'";
const policy: FixExample = {
  language: 'nginx',
  code: `add_header Content-Security-Policy "${POLICY}" always;`,
};
const cookie: FixExample = {
  language: 'HTTP',
  code: 'Set-Cookie: session=…; Path=/; Secure; HttpOnly; SameSite=Lax',
};
const sharing: FixExample = {
  language: 'JavaScript (Node.js)',
  code: `const ALLOWED = new Set(['https://app.example.com']);
if (ALLOWED.has(request.headers.origin)) {
  response.set('Access-Control-Allow-Origin', request.headers.origin);
  response.set('Access-Control-Allow-Credentials', 'true');
  response.vary('Origin');
}`,
};

const FIXES: Partial<Record<FindingIn<'findings-headers'>, FixExample>> = {
  cspMissing: policy,
  cspReportOnly: policy,
  cspWeak: policy,
  cookieNotSecure: cookie,
  cookieNotHttpOnly: cookie,
  cookieSameSiteNone: cookie,
  cookieNoSameSite: cookie,
  frameable: {
    language: 'nginx',
    code: `add_header Content-Security-Policy "frame-ancestors 'self'" always;
add_header X-Frame-Options SAMEORIGIN always;`,
  },
  openerPolicyMissing: {
    language: 'nginx',
    code: 'add_header Cross-Origin-Opener-Policy same-origin always;',
  },
  integrityMissing: {
    language: 'HTML',
    code: '<script src="https://cdn.example.com/lib-1.2.3.js" integrity="sha384-…" crossorigin="anonymous"></script>',
  },
  corsReflectsOrigin: sharing,
  corsWildcardCredentials: sharing,
};

/** Examples for headers, cookies and policies, by the key of the finding. */
export const HEADER_FIXES = Object.fromEntries(
  Object.entries(FIXES).map(([name, fix]) => [`findings-headers.${name}`, fix]),
);
