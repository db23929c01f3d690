export const HOST = 'shop.example.com';
const ORIGIN = `https://${HOST}`;

export const toBytes = (report: unknown): Uint8Array => Buffer.from(JSON.stringify(report));

const classification = (cwe: number, wstg?: readonly string[]) => ({
  desc: 'What it is.',
  sol: 'What to do.',
  ref: {
    'OWASP: a page': 'https://owasp.org/www-community/attacks/',
    [`CWE-${cwe}: a weakness`]: `https://cwe.mitre.org/data/definitions/${cwe}.html`,
  },
  ...(wstg ? { wstg } : {}),
});

/** As Wapiti 3.0.4 writes it: no modules, no chapters, no additionals; names in the language of the machine. */
export const WAPITI_304 = {
  classifications: {
    'SQL 注入': classification(89),
    'Cross Site Scripting': classification(79),
    'Backup file': classification(530),
  },
  vulnerabilities: {
    'SQL 注入': [
      {
        method: 'GET',
        path: '/search',
        info: 'SQL 注入 via injection in the parameter q',
        level: 1,
        parameter: 'q',
        http_request: `GET /search?q=%BF%27%22%28 HTTP/1.1\nHost: ${HOST}\nCookie: session=d34db33f; theme=dark\nAuthorization: Basic c2VsbGVyOnNlY3JldA==`,
        curl_command: `curl "${ORIGIN}/search?q=%BF%27%22%28" -b "session=d34db33f"`,
      },
    ],
    'Cross Site Scripting': [],
    'Backup file': [
      {
        method: 'GET',
        path: '/index.php.bak',
        info: `Backup file ${ORIGIN}/index.php.bak found for ${ORIGIN}/index.php`,
        level: 1,
        parameter: null,
        http_request: `GET /index.php.bak HTTP/1.1\nHost: ${HOST}`,
        curl_command: `curl "${ORIGIN}/index.php.bak"`,
      },
    ],
  },
  anomalies: { 'Internal Server Error': [] },
  infos: {
    target: `${ORIGIN}/`,
    date: 'Mon, 02 Mar 2026 09:00:00 +0000',
    version: 'Wapiti 3.0.4',
    scope: 'folder',
  },
};

/** As Wapiti 3.2 and 3.3 write it: with referers, modules, chapters, additionals and, in 3.3, responses. */
export const WAPITI_33 = {
  classifications: {
    'Reflected Cross Site Scripting': classification(79, ['WSTG-INPV-01']),
    'Clickjacking Protection': { desc: 'x', sol: 'y', ref: {}, wstg: ['OSHP-X-Frame-Options'] },
    'Fingerprint web technology': { desc: 'x', sol: 'y', ref: {}, wstg: ['WSTG-INFO-02'] },
    Log4Shell: { desc: 'x', sol: 'y', ref: {}, wstg: ['WSTG-INPV-11'] },
  },
  vulnerabilities: {
    'Reflected Cross Site Scripting': [
      {
        method: 'POST',
        path: '/profile/42',
        info: 'XSS vulnerability found via injection in the parameter name',
        level: 2,
        parameter: 'name',
        referer: `${ORIGIN}/profile`,
        module: 'xss',
        http_request: `POST /profile/42 HTTP/1.1\nhost: ${HOST}\n\nname=%3Cscript%3Ealert%281%29%3C%2Fscript%3E`,
        curl_command: 'curl',
        wstg: ['WSTG-INPV-01'],
        detail: { response: { status_code: 200, body: '<script>alert(1)</script>', headers: [] } },
      },
    ],
    'Clickjacking Protection': [
      {
        ...{ method: 'GET', path: '/', info: 'X-Frame-Options is not set', level: 1, parameter: '' },
        ...{ referer: '', module: 'http_headers', http_request: 'GET / HTTP/1.1', curl_command: 'curl' },
        wstg: ['OSHP-X-Frame-Options'],
      },
    ],
    Log4Shell: [
      {
        ...{ method: 'GET', path: '/', info: 'x', level: 4, parameter: 'q', wstg: ['WSTG-INPV-11'] },
        http_request: 'GET /?q=1 HTTP/1.1',
      },
    ],
  },
  anomalies: {},
  additionals: {
    'Fingerprint web technology': [
      { method: 'GET', path: '/', info: 'Nginx', level: 0, parameter: '', wstg: ['WSTG-INFO-02'] },
    ],
  },
  infos: {
    target: `${ORIGIN}/`,
    date: 'Mon, 02 Mar 2026 09:00:00 +0000',
    version: 'Wapiti 3.3.0',
    scope: 'folder',
    auth: null,
    crawled_pages_nbr: 12,
    detailed_report_level: 1,
  },
  suppressed_findings: [],
};

const zapAlert = (over: Record<string, unknown>) => ({
  pluginid: '40012',
  alertRef: '40012',
  alert: 'Cross Site Scripting (Reflected)',
  name: 'Cross Site Scripting (Reflected)',
  riskcode: '3',
  confidence: '2',
  riskdesc: 'High (Medium)',
  desc: '<p>An attacker &amp; a &lt;script&gt;.</p><p>Second paragraph.</p>',
  instances: [
    {
      id: '1',
      uri: `${ORIGIN}/profile/7?name=a&amp;b=c`,
      nodeName: `${ORIGIN}/profile/7 (name)`,
      method: 'GET',
      param: 'name',
      attack: '&lt;script&gt;alert(1);&lt;/script&gt;',
      evidence: '&lt;script&gt;alert(1);&lt;/script&gt;',
      otherinfo: '',
    },
  ],
  count: '1',
  systemic: false,
  solution: '<p>Encode it.</p>',
  otherinfo: '',
  reference: '<p>https://owasp.org/www-community/attacks/xss/</p>',
  cweid: '79',
  wascid: '8',
  sourceid: '19',
  ...over,
});

/** ZAP's traditional JSON: texts are markup, numbers are texts, other sites of the session are in it too. */
export const ZAP = {
  '@programName': 'ZAP',
  '@version': '2.16.1',
  '@generated': 'Mon, 2 Mar 2026 09:00:00',
  created: '2026-03-02T09:00:00.000Z',
  site: [
    {
      '@name': ORIGIN,
      '@host': HOST,
      '@port': '443',
      '@ssl': 'true',
      alerts: [
        zapAlert({}),
        zapAlert({
          ...{ pluginid: '10038', name: 'Content Security Policy (CSP) Header Not Set', riskcode: '2' },
          cweid: '693',
          instances: ['/', '/about'].map((path) => ({
            ...{ uri: ORIGIN + path, method: 'GET', param: '', attack: '', evidence: '' },
          })),
        }),
        zapAlert({ name: 'Marked as false', confidence: '0' }),
        zapAlert({ name: 'User Agent Fuzzer', riskcode: '0', cweid: '0' }),
      ],
    },
    {
      '@name': 'https://cdn.example.net',
      '@host': 'cdn.example.net',
      '@port': '443',
      '@ssl': 'true',
      alerts: [zapAlert({ instances: [{ uri: 'https://cdn.example.net/a.js', method: 'GET', param: '' }] })],
    },
  ],
};

/** The same with requests and responses. */
export const ZAP_PLUS = {
  ...ZAP,
  site: [
    {
      ...ZAP.site[0],
      alerts: [
        zapAlert({
          instances: [
            {
              ...{ uri: `${ORIGIN}/profile/7`, method: 'GET', param: 'name', attack: 'a', evidence: 'b' },
              'request-header': `GET ${ORIGIN}/profile/7 HTTP/1.1\r\nhost: ${HOST}\r\nCookie: session=d34db33f\r\n\r\n`,
              'request-body': '',
              'response-header': 'HTTP/1.1 200 OK\r\nSet-Cookie: session=cafe; HttpOnly\r\n\r\n',
              'response-body': '&lt;html&gt;&lt;script&gt;alert(1);&lt;/script&gt;',
            },
          ],
        }),
      ],
      statistics: { 'stats.network.send.success': '12' },
    },
  ],
  sequences: [],
};

/** SARIF of a tool that scans sites, with rules, extensions, taxa and messages by id. */
export const SARIF = {
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0',
  runs: [
    {
      tool: {
        driver: {
          name: 'Site Scanner',
          semanticVersion: '4.2.0',
          rules: [
            {
              id: 'open-redirect',
              name: 'OpenRedirect',
              shortDescription: { text: 'Open redirect' },
              help: { text: 'Use an allow list.' },
              messageStrings: { default: { text: 'The parameter {0} leads to {1}.' } },
              properties: { tags: ['security', 'external/cwe/cwe-601'], 'security-severity': '4.7' },
            },
            {
              id: 'sqli',
              shortDescription: { text: 'SQL injection' },
              defaultConfiguration: { level: 'error' },
              relationships: [{ target: { id: '89', toolComponent: { name: 'CWE' } }, kinds: ['superset'] }],
            },
          ],
        },
        extensions: [{ name: 'more', rules: [{ id: 'cookie', name: 'Cookie Without SameSite Attribute' }] }],
      },
      invocations: [{ executionSuccessful: true, endTimeUtc: '2026-03-02T09:00:00Z' }],
      artifacts: [{ location: { uri: `${ORIGIN}/items/3` } }],
      results: [
        {
          ruleId: 'open-redirect',
          ruleIndex: 0,
          message: { id: 'default', arguments: ['next', 'https://evil.invalid'] },
          locations: [{ physicalLocation: { artifactLocation: { uri: `${ORIGIN}/go?next=x` } } }],
          webRequest: { method: 'GET', target: '/go?next=x' },
        },
        {
          rule: { id: 'sqli', index: 1 },
          message: { text: 'Injectable' },
          locations: [
            {
              physicalLocation: { artifactLocation: { index: 0 } },
              logicalLocations: [{ name: 'id', kind: 'parameter' }],
            },
          ],
        },
        {
          rule: { id: 'cookie', index: 0, toolComponent: { index: 0 } },
          message: { text: 'The cookie has no SameSite attribute.' },
          level: 'note',
          locations: [{ physicalLocation: { artifactLocation: { uri: ORIGIN } } }],
        },
        {
          ruleId: 'sqli/2',
          message: { text: 'In a file' },
          locations: [
            { physicalLocation: { artifactLocation: { uri: 'src/db.js' }, region: { startLine: 12 } } },
          ],
        },
        { ruleId: 'sqli', kind: 'pass', message: { text: 'Nothing' } },
        { ruleId: 'sqli', suppressions: [{ kind: 'external' }], message: { text: 'Suppressed' } },
        { ruleId: 'sqli', baselineState: 'absent', message: { text: 'Gone' } },
      ],
    },
  ],
};
