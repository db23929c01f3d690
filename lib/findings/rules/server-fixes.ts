import type { FindingIn } from '@/lib/i18n/app-messages';
import type { FixExample } from './finding';

const nginx = (code: string): FixExample => ({ language: 'nginx', code });

const LEAKAGE: Partial<Record<FindingIn<'findings-leakage'>, FixExample>> = {
  debugError: {
    language: 'JavaScript (Node.js)',
    code: `app.use((error, request, response, next) => {
  log.error(error);
  response.status(500).send('Something went wrong.');
});`,
  },
  phpinfo: { language: 'sh', code: 'grep -rl "phpinfo(" /srv/site' },
  directoryListing: nginx('autoindex off;'),
  secret: {
    language: 'JavaScript (Node.js)',
    code: `const key = secrets.get('payment');
app.post('/api/pay', requireUser, (request, response) => callProvider(key, request.body, response));`,
  },
  privateAddress: nginx(`proxy_redirect http://backend.internal/ /;
proxy_set_header Host $host;`),
  versionBanner: nginx(`server_tokens off;
proxy_hide_header X-Powered-By;`),
  versionInError: nginx(`server_tokens off;
error_page 404 /404.html;
error_page 500 502 503 504 /500.html;`),
  sourceMap: nginx('location ~ \\.map$ { return 404; }'),
};

const certificate: FixExample = {
  language: 'sh',
  code: `certbot renew --dry-run
openssl s_client -connect www.example.com:443 -servername www.example.com </dev/null | openssl x509 -noout -dates -subject -ext subjectAltName`,
};
const chain = nginx(`ssl_certificate     /etc/ssl/fullchain.pem;
ssl_certificate_key /etc/ssl/private/site.key;`);
const key: FixExample = {
  language: 'sh',
  code: 'openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -sha256 -keyout site.key -out site.csr',
};
const strictTransport = nginx(
  'add_header Strict-Transport-Security "max-age=31536000; includeSubDomains" always;',
);
const mixed: FixExample = {
  language: 'HTML',
  code: '<meta http-equiv="Content-Security-Policy" content="upgrade-insecure-requests">',
};

const TLS: Partial<Record<FindingIn<'findings-tls'>, FixExample>> = {
  untrusted: chain,
  incompleteChain: chain,
  expired: certificate,
  notYetValid: certificate,
  expiresSoon: certificate,
  nameMismatch: certificate,
  shortKey: key,
  weakSignature: key,
  noStrictTransport: strictTransport,
  shortStrictTransport: strictTransport,
  mixedForm: mixed,
  mixedCode: mixed,
  mixedMedia: mixed,
  plainHttp: nginx(`server {
  listen 80;
  server_name www.example.com;
  return 301 https://www.example.com$request_uri;
}`),
};

const withNamespace = (namespace: string, fixes: Readonly<Record<string, FixExample>>) =>
  Object.entries(fixes).map(([name, fix]) => [`${namespace}.${name}`, fix] as const);

/** Examples for what a server's settings decide, by the key of the finding. */
export const SERVER_FIXES = Object.fromEntries([
  ...withNamespace('findings-leakage', LEAKAGE),
  ...withNamespace('findings-tls', TLS),
]);
