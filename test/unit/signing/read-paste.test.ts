import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBytes } from '@/lib/signing/encoding';
import { readPaste, type Wanted } from '@/lib/signing/paste/read-paste';
import { processorTime } from '../processor-time';

const raw = String.raw;
const URL_ = 'https://shop.example/saas?signature=AB12&timestamp=1795939232793&nonce=Qx7pT2mV9aLk4RsW';
const BODY = `{"activity":"newInstance","name":"it's \\"A&B\\" 张 $HOME","n":1}`;

/** What was read, as texts. */
function read(text: string, wanted: Wanted = null) {
  const message = readPaste(toBytes(text), wanted);
  if (!message) return null;
  const { start, headers, body, notes } = message;
  return {
    start: start.kind === 'request' ? `${start.method} ${start.target}` : String(start.status),
    headers: Object.fromEntries(headers),
    body: new TextDecoder().decode(body),
    notes: notes.map(({ code }) => code),
    form: notes.flatMap((note) => (note.code === 'READ_AS' ? [note.form] : []))[0] ?? 'raw',
  };
}

const q = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
const dq = (text: string) => `"${text.replace(/["\\$`]/g, '\\$&')}"`;
const ansi = (text: string) => `$'${text.replace(/[\\']/g, '\\$&').replaceAll('张', '\\u5f20')}'`;
const JSON_TYPE = { 'Content-Type': 'application/json' };

/** How browsers write the command for cmd. */
const caret = (text: string) => text.replace(/[^a-zA-Z0-9\s_\-:=+~'/.',?;()*`]/g, '^$&');
const cmd = (text: string) => `^"${caret(text.replaceAll('\\', '\\\\').replaceAll('"', '\\"'))}^"`;
const powershell = (text: string) => `"${text.replace(/[`"$]/g, '`$&').replaceAll('张', '$([char]0x5f20)')}"`;

describe.each<[string, string, string]>([
  ['single quotes', `curl ${q(URL_)} -H 'Content-Type: application/json' --data-raw ${q(BODY)}`, 'curl'],
  [
    'continued lines and a prompt',
    `user@host:~$ curl -sS -X POST \\\n  -H "Content-Type: application/json" \\\n  -d ${dq(BODY)} \\\n  ${dq(URL_)}`,
    'curl',
  ],
  [
    'C quotes',
    `curl -k --url ${q(URL_)} -H $'Content-Type: application/json' --data-binary ${ansi(BODY)} --compressed`,
    'curl',
  ],
  ['joined options', `curl -sXPOST -H'Content-Type: application/json' -d${q(BODY)} ${q(URL_)}`, 'curl'],
  ['--json', `curl --json ${q(BODY)} ${q(URL_)}`, 'curl'],
  [
    'the quotes of cmd',
    `curl ${cmd(URL_)} ^\r\n  -H ${cmd('Content-Type: application/json')} ^\r\n  --data-raw ${cmd(BODY)}`,
    'curl',
  ],
  [
    'the quotes of PowerShell',
    `curl.exe ${powershell(URL_)} \`\n  -H "Content-Type: application/json" \`\n  --data-raw ${powershell(BODY)}`,
    'curl',
  ],
  [
    'a fetch call of a browser',
    `fetch("${URL_}", {\n  "headers": {\n    "Content-Type": "application/json"\n  },\n  "body": ${JSON.stringify(BODY)},\n  "method": "POST",\n  "mode": "cors"\n});`,
    'fetch',
  ],
  [
    'a fetch call that somebody wrote',
    `const answer = await fetch('${URL_}', { method: 'POST', headers: { 'Content-Type': 'application/json', },\n body: JSON.stringify(${BODY}) })`,
    'fetch',
  ],
  [
    'Invoke-WebRequest',
    `$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession\r\n$session.UserAgent = "x -Body y"\r\nInvoke-WebRequest -UseBasicParsing -Uri ${powershell(URL_)} \`\r\n-Method "POST" \`\r\n-WebSession $session \`\r\n-Headers @{\r\n"accept"="*/*"\r\n  "Content-Type"="application/json"\r\n} \`\r\n-Body ([System.Text.Encoding]::UTF8.GetBytes(${powershell(BODY)}))`,
    'powershell',
  ],
  [
    'an entry of a HAR file',
    JSON.stringify({
      request: {
        method: 'POST',
        url: URL_,
        headers: [
          { name: ':path', value: '/' },
          { name: 'Content-Type', value: 'application/json' },
        ],
        postData: { mimeType: 'application/json', text: BODY },
      },
      response: { status: 200, headers: [], content: { text: '{}' } },
    }),
    'har',
  ],
  [
    'headers of HTTP/2',
    `:authority: shop.example\n:method: POST\n:path: ${URL_}\n:scheme: https\nContent-Type: application/json\n\n${BODY}`,
    'http2',
  ],
  [
    'other lines before',
    `# captured\n$ cat request.http\nPOST ${URL_} HTTP/1.1\nContent-Type: application/json\n\n${BODY}`,
    'raw',
  ],
  [
    'blank lines before',
    `\ufeff \n\nPOST ${URL_} HTTP/1.1\nContent-Type: application/json\n\n${BODY}`,
    'raw',
  ],
])('a request with %s', (_, text, form) => {
  it('is read whole', () => {
    expect(read(text)).toMatchObject({ start: `POST ${URL_}`, headers: JSON_TYPE, body: BODY, form });
  });

  it('is read where a log holds it in escapes', () => {
    const logged = `{"level":"info","msg":${JSON.stringify(text)}}`;
    if (form !== 'raw' && form !== 'http2') expect(read(JSON.stringify(text))?.body).toBe(BODY);
    if (form === 'raw') expect(read(logged)).toMatchObject({ start: `POST ${URL_}` });
  });
});

describe('a curl command', () => {
  it('with -G moves its data into the address', () => {
    expect(read(`curl -G -d a=1 --data-urlencode 'b=x y&z' 'https://a.example/p?c=3'`)).toMatchObject({
      start: 'GET https://a.example/p?c=3&a=1&b=x%20y%26z',
      body: '',
    });
  });

  it('joins its data with &, and names a file that it cannot read', () => {
    expect(read('curl -d a=1 -d b=2 https://a.example')).toMatchObject({ body: 'a=1&b=2' });
    expect(read('curl --data-binary @body.json https://a.example')).toMatchObject({
      start: 'POST https://a.example',
      notes: ['READ_AS', 'BODY_FROM_FILE'],
    });
  });

  it('is not mixed up by options that have nothing to do with the request', () => {
    const text = `curl -o out.txt -u me:you --max-time 5 -b 'a=b' -w '%{http_code}' -kLs https://a.example -d x; echo done`;
    expect(read(text)).toMatchObject({ start: 'POST https://a.example', body: 'x' });
  });
});

const TRANSCRIPT = `* Connected to shop.example (127.0.0.1) port 443
> POST ${URL_} HTTP/2
> Host: shop.example
> Content-Type: application/json
>${' '}
* upload completely sent off: 12 bytes
< HTTP/1.1 100 Continue
<
< HTTP/2 200${' '}
< Body-Sign: sign_type="HMAC-SHA256", signature="abc="
<${' '}
{ [16 bytes data]
* Connection #0 to host shop.example left intact
{"resultCode":"000000"}`;

describe('the output of curl -v', () => {
  it('has the request, whose body it does not print', () => {
    expect(read(TRANSCRIPT)).toMatchObject({
      start: `POST ${URL_}`,
      body: '',
      notes: ['READ_AS', 'BODY_UNKNOWN'],
    });
  });

  it('has the body where the command is in front', () => {
    expect(read(`$ curl -v -d ${q(BODY)} ${q(URL_)}\n${TRANSCRIPT}`)).toMatchObject({
      start: `POST ${URL_}`,
      headers: JSON_TYPE,
      body: BODY,
      notes: ['READ_AS'],
    });
  });

  it('has the answer with its body', () => {
    expect(read(TRANSCRIPT, 'response')).toMatchObject({
      start: '200',
      headers: { 'Body-Sign': 'sign_type="HMAC-SHA256", signature="abc="' },
      body: '{"resultCode":"000000"}',
    });
  });
});

describe('what holds several messages', () => {
  const entry = (url: string) => ({
    request: { method: 'GET', url, headers: [] },
    response: { status: 200, headers: [] },
  });
  it('is read at the last one that is signed, and that is said', () => {
    const har = {
      log: { entries: [entry('https://a.example/x.js'), entry(URL_), entry('https://a.example/y.js')] },
    };
    expect(read(JSON.stringify(har))).toMatchObject({
      start: `GET ${URL_}`,
      notes: ['READ_AS', 'ONE_OF_SEVERAL'],
    });
  });

  it('is read at the answer that counts', () => {
    expect(read('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\n\r\nHTTP/')).toMatchObject({
      start: '200',
      headers: { A: 'b' },
      body: 'HTTP/',
    });
  });

  it('decodes what a HAR file holds in base64', () => {
    const response = {
      status: 200,
      headers: [{ name: 'Body-Sign', value: 'x' }],
      content: { text: '5byg', encoding: 'base64' },
    };
    expect(read(JSON.stringify(response))).toMatchObject({ start: '200', body: '张' });
  });
});

describe('a line of a log', () => {
  it.each([
    [`2026-11-29 08:00:00 INFO c.e.Filter - POST ${URL_} body=${BODY} took 3 ms`, BODY],
    [`10.0.0.1 - - [29/Nov/2026] "POST ${URL_.replace('https://shop.example', '')} HTTP/1.1" 200 52`, ''],
    [`{"level":"info","method":"POST","url":"${URL_}","body":${JSON.stringify(BODY)}}`, BODY],
    [`{"url":"${URL_.replaceAll('&', raw`\u0026`)}"}`, ''],
    [URL_, ''],
  ])('%s', (line, body) => {
    const found = read(line);
    expect(found?.start).toMatch(/^POST .*\?signature=AB12&timestamp=1795939232793&nonce=Qx7pT2mV9aLk4RsW$/);
    expect(found?.body).toBe(body);
    expect(found?.notes).toContain(body === '' ? 'BODY_UNKNOWN' : 'BODY_NOT_EXACT');
  });

  it('is a GET where it carries an authToken', () => {
    expect(read('called https://a.example/p?activity=x&authToken=abc%3D.')).toMatchObject({
      start: 'GET https://a.example/p?activity=x&authToken=abc%3D',
      notes: ['READ_AS'],
    });
  });
});

describe('an address that HTML was made of', () => {
  const message = (url: string) => `POST ${url} HTTP/1.1\nHost: a\n\n{}`;
  it.each([
    [URL_.replaceAll('&', '&amp;'), 'URL_HTML_ESCAPED'],
    [URL_.replaceAll('&', '&amp;amp;'), 'URL_HTML_ESCAPED'],
    [URL_.replaceAll('&', '&#38;'), 'URL_HTML_ESCAPED'],
    [URL_.replaceAll('&', '\\u0026'), 'URL_JSON_ESCAPED'],
    [URL_.replaceAll('&', '\\u0026').replaceAll('=', '\\u003D'), 'URL_JSON_ESCAPED'],
    [URL_.replace('&times', '×'), 'URL_ENTITY_EATEN'],
    [URL_.replace('&times', '%C3%97'), 'URL_ENTITY_EATEN'],
  ])('%s is put right', (url, code) => {
    expect(read(message(url))).toMatchObject({ start: `POST ${URL_}`, notes: [code] });
    expect(read(`curl -d '{}' '${url}'`)).toMatchObject({ start: `POST ${URL_}`, notes: [code, 'READ_AS'] });
  });

  it('finds other names that begin like a reference', () => {
    expect(read(message('/p?a=1¬ify=2®ion=3¶ms=4'))).toMatchObject({
      start: 'POST /p?a=1&notify=2&region=3&params=4',
    });
  });

  it('leaves values alone that hold such signs', () => {
    const url = '/p?name=A%26amp%3BB&mark=%C2%AE%C3%97&authToken=x';
    expect(read(`GET ${url} HTTP/1.1\n\n`)).toMatchObject({ start: `GET ${url}`, notes: [] });
  });
});

describe('text that is hostile', () => {
  it.each([
    '',
    'hello',
    '{',
    '{"a":1}',
    'curl',
    'curl -d',
    "curl 'unclosed",
    'fetch(',
    'fetch("a',
    '> x',
    'signature=',
    ':path: /x',
  ])('%s is read without an exception', (text) => {
    read(text);
  });

  it('never throws', () => {
    const parts = fc.constantFrom(
      'curl ',
      "'",
      '"',
      '\\',
      '$',
      '^',
      '`',
      '\n',
      '-d ',
      '-H',
      '{',
      '}',
      ':',
      'fetch(',
      '&amp;',
      'signature=',
      '?',
      '> ',
      '< ',
      'HTTP/1.1 200',
      'x',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 30 }), (all) => {
        read(all.join(''));
        read(`curl ${all.join('')}`);
        read(`fetch("u", ${all.join('')}`);
        read(`Invoke-WebRequest ${all.join('')}`);
      }),
    );
  });

  it.each([
    ['quotes', `curl ${'"'.repeat(400_000)}`],
    ['backslashes', `curl ${'\\'.repeat(400_000)}`],
    ['carets', `curl ^"${'^'.repeat(400_000)}`],
    ['addresses', 'https://a?'.repeat(40_000)],
    ['marks', 'signature='.repeat(40_000)],
    ['brackets', `fetch("a", ${'{'.repeat(400_000)}`],
    ['spaces', `"${' '.repeat(400_000)}x`],
    ['signs', `GET /?${'×'.repeat(200_000)} HTTP/1.1\n\n`],
    ['escapes', `"${'\\\\n'.repeat(200_000)}"`],
    ['heads', '> a\n'.repeat(100_000)],
    ['options', `Invoke-WebRequest ${'-Body "a" '.repeat(40_000)}`],
  ])('is read once, however many %s it has', (_, text) => {
    const spentMs = processorTime();
    read(text);
    expect(spentMs()).toBeLessThan(2_000);
  });
});
