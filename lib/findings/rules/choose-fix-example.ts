import type { FindingKey } from '@/lib/i18n/app-messages';
import type { FindingClass, FindingDraft, FixExample } from './finding';
import { HEADER_FIXES } from './header-fixes';
import { SERVER_FIXES } from './server-fixes';

const FOR_CLASS: Record<FindingClass, FixExample> = {
  XSS: {
    language: 'JavaScript (Node.js)',
    code: `const encode = (text) => text.replace(/[&<>"']/g, (one) => \`&#\${one.charCodeAt(0)};\`);
response.send(\`<p>\${encode(String(request.query.q))}</p>\`);`,
  },
  SQL_INJECTION: {
    language: 'Java',
    code: `PreparedStatement query = connection.prepareStatement("SELECT name FROM item WHERE id = ?");
query.setString(1, request.getParameter("id"));`,
  },
  CSRF: {
    language: 'HTML, HTTP',
    code: `<input type="hidden" name="csrf" value="{{ token of this session }}">

Set-Cookie: session=…; Path=/; Secure; HttpOnly; SameSite=Lax`,
  },
  XXE: {
    language: 'Java',
    code: `DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
factory.setExpandEntityReferences(false);`,
  },
  OS_COMMAND_INJECTION: {
    language: 'JavaScript (Node.js)',
    code: `if (!/^[a-z0-9.-]{1,253}$/i.test(host) || host.startsWith('-')) return response.sendStatus(400);
execFile('ping', ['-c', '1', host], onResult);`,
  },
  CROSS_DIRECTORY_ACCESS: {
    language: 'JavaScript (Node.js)',
    code: `const file = path.resolve(FOLDER, name);
if (!file.startsWith(FOLDER + path.sep)) return response.sendStatus(404);
response.sendFile(file);`,
  },
  FILE_UPLOAD: {
    language: 'JavaScript (Node.js)',
    code: `const type = { png: 'image/png', jpg: 'image/jpeg', pdf: 'application/pdf' }[extension];
if (!type || !contentMatches(bytes, type)) return response.sendStatus(415);
await writeFile(path.join(FOLDER_OUTSIDE_THE_SITE, randomUUID()), bytes);`,
  },
  INFORMATION_LEAKAGE: {
    language: 'nginx',
    code: `location ~ /\\.(?!well-known/) { return 404; }
location ~* \\.(bak|old|orig|save|swp|sql|zip|tar|gz)$ { return 404; }`,
  },
  URL_REDIRECTION: {
    language: 'JavaScript (Node.js)',
    code: `const target = URL.parse(next, 'https://www.example.com');
response.redirect(target?.origin === 'https://www.example.com' ? target.href : '/');`,
  },
  TLS: {
    language: 'nginx',
    code: `ssl_protocols TLSv1.2 TLSv1.3;
ssl_ciphers ECDHE+AESGCM:ECDHE+CHACHA20;
ssl_prefer_server_ciphers off;`,
  },
  TROJAN: {
    language: 'sh',
    code: `git -C /srv/site status --short
git -C /srv/site diff
git -C /srv/site checkout -- .`,
  },
  HEADERS: {
    language: 'nginx',
    code: `add_header X-Content-Type-Options nosniff always;
add_header Referrer-Policy strict-origin-when-cross-origin always;`,
  },
};

/** Where the fix of a finding is not that of its class. */
const FOR_FINDING: Partial<Record<FindingKey, FixExample>> = {
  'findings-active.scriptCallback': {
    language: 'JavaScript (Node.js)',
    code: `if (!/^[\\w.]{1,64}$/.test(callback)) return response.sendStatus(400);
response.set('X-Content-Type-Options', 'nosniff');`,
  },
  'findings-browser.domXss': {
    language: 'JavaScript',
    code: `const name = new URLSearchParams(location.search).get('name') ?? '';
document.querySelector('#greeting').textContent = name;`,
  },
  'findings-csrf.byLink': {
    language: 'HTML',
    code: `<form method="post" action="/cart/add">
  <input type="hidden" name="csrf" value="{{ token of this session }}">
  <button>Add</button>
</form>`,
  },
  ...SERVER_FIXES,
  ...HEADER_FIXES,
};

/** The example for a finding: its own, or that of its class. */
export const chooseFixExample = ({
  titleKey,
  class: name,
}: Pick<FindingDraft, 'titleKey' | 'class'>): FixExample => FOR_FINDING[titleKey] ?? FOR_CLASS[name];
