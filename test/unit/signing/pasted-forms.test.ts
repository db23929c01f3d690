import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toBytes } from '@/lib/signing/encoding';
import { readPaste } from '@/lib/signing/paste/read-paste';

const KEY = 'Kf7-key_9mX';
const hmac = (message: string) => createHmac('sha256', KEY).update(message).digest('hex');
const BODY = '{"activity":"newInstance","name":"A & B","blank":"","n":1}';
const NONCE = 'Qx7pT2mV9aLk4RsW';
const MS = '1795939232793';
const SIGNATURE = hmac(KEY + NONCE + MS + hmac(BODY)).toUpperCase();
const QUERY = `signature=${SIGNATURE}&timestamp=${MS}&nonce=${NONCE}`;
const URL_ = `https://shop.example/saas/produce?${QUERY}`;
const CURL = `curl -X POST '${URL_}' -H 'Content-Type: application/json' -d '${BODY}'`;
const TOKEN = 'Gzbfjf9LHRBcI3bFVi%2B%2BsLinCNOBF6qa7is1fvjEgYQ%3D';
const V1 = `https://shop.example/saas?activity=newInstance&orderId=CS1&timeStamp=20200727073711903&authToken=${TOKEN}`;

/** As a terminal shows a long line: cut every so many characters, wherever that is. */
const wrapped = (text: string, width: number) =>
  text.match(new RegExp(`.{1,${width}}`, 'gs'))?.join('\n') ?? text;
const curly = (text: string) => text.replace(/"(?=\w)/g, '“').replaceAll('"', '”');
const doubled = (text: string) => `"${text.replaceAll('"', '""')}"`;
const quotedPrintable = (text: string) => wrapped(text.replaceAll('=', '=3D'), 60).replaceAll('\n', '=\n');
const raw = `POST /saas/produce?${QUERY} HTTP/1.1\nHost: shop.example\nContent-Type: application/json\n\n${BODY}`;
const postman = {
  info: { name: 'x', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  item: [
    {
      name: 'folder',
      item: [
        {
          name: 'newInstance',
          request: {
            method: 'POST',
            header: [{ key: 'Content-Type', value: 'application/json' }],
            body: { mode: 'raw', raw: BODY },
            url: { raw: URL_, host: ['shop', 'example'], query: [{ key: 'signature', value: SIGNATURE }] },
          },
        },
      ],
    },
  ],
};
const insomnia = {
  ...{ _type: 'export', __export_format: 4 },
  resources: [
    {
      ...{ _type: 'request', method: 'POST', url: 'https://shop.example/saas/produce' },
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      body: { mimeType: 'application/json', text: BODY },
      parameters: [
        { name: 'signature', value: SIGNATURE },
        { name: 'timestamp', value: MS },
        { name: 'nonce', value: NONCE },
      ],
    },
  ],
};

/** Every form with what of the call it holds. */
const FORMS: readonly (readonly [name: string, text: string, holds: 'call' | 'address'])[] = [
  ['an address in angle brackets', `see <${URL_}> please`, 'address'],
  ['an address with a chat decoration', `<${URL_}|shop.example/saas>`, 'address'],
  ['a Markdown link', `[call](${URL_})`, 'address'],
  ['an address over lines of a mail', `The call was\n${wrapped(URL_, 72)}\nand failed.`, 'address'],
  ['an address over lines in angle brackets', `<${wrapped(URL_, 60)}>`, 'address'],
  ['an answered mail', wrapped(URL_, 60).replace(/^/gm, '> '), 'address'],
  ['quoted-printable', quotedPrintable(URL_), 'address'],
  ['%26 between the parameters', URL_.replaceAll('&', '%26'), 'address'],
  ['an encoded query', URL_.replace(QUERY, encodeURIComponent(QUERY).replace('%3D', '=')), 'address'],
  [
    'characters without width',
    URL_.replaceAll('&', '\u200b&').replace('timestamp', 'time\u00adstamp'),
    'address',
  ],
  [
    'an access log',
    `10.0.0.1 - - [01/Jan/2026:00:00:00 +0000] "POST /saas/produce?${QUERY} HTTP/1.1" 401 52 "-" "Apache-HttpClient"`,
    'address',
  ],
  ['a raw message with a wrapped first line', raw.replace(/(signature=.{20})/, '$1\n'), 'call'],
  ['a raw message in an answered mail', raw.replace(/^/gm, '> '), 'call'],
  ['a raw message in a mail answered twice', raw.replace(/^/gm, '> > '), 'call'],
  ['a raw message with CR LF in an answered mail', raw.replace(/^/gm, '> ').replaceAll('\n', '\r\n'), 'call'],
  ['curl over lines of a terminal', wrapped(CURL, 80), 'call'],
  ['curl over lines of a narrow terminal', wrapped(CURL, 31), 'call'],
  ['curl with typographic quotes', curly(CURL.replaceAll("'", '’').replace('-d ', '–d ')), 'call'],
  ['curl in a code fence', `\`\`\`bash\n${CURL}\n\`\`\``, 'call'],
  ['curl between back quotes', `\`${CURL}\``, 'call'],
  ['curl with no-break spaces', CURL.replaceAll(' -', '\u00a0-'), 'call'],
  ['curl in a cell of a table', doubled(CURL), 'call'],
  ['a raw message in a code fence', `\`\`\`http\n${raw}\n\`\`\``, 'call'],
  [
    'Invoke-WebRequest',
    `Invoke-WebRequest -Uri "${URL_}" -Method POST -ContentType "application/json" -Body '${BODY}'`,
    'call',
  ],
  ['a collection of Postman', JSON.stringify(postman, null, '\t'), 'call'],
  ['an export of Insomnia', JSON.stringify(insomnia), 'call'],
  [
    'a line of a Java log',
    `2026-01-01 00:00:00.000 INFO [http-nio-1] c.e.Filter - url=${URL_}, body=${JSON.stringify(BODY)}`,
    'call',
  ],
  ['a line of a PHP log', `[2026-01-01 00:00:00] local.INFO: POST ${URL_} ${BODY} []`, 'call'],
  ['a line of a Python log', `INFO:root:POST ${URL_} b'${BODY}'`, 'call'],
];

describe('what people copy', () => {
  it.each(FORMS)('%s is read', (_, text, holds) => {
    const message = readPaste(toBytes(text));
    const target = message?.start.kind === 'request' ? message.start.target : '';
    expect(target.replace('https://shop.example', '')).toBe(`/saas/produce?${QUERY}`);
    if (holds === 'call')
      expect(JSON.parse(new TextDecoder().decode(message?.body))).toEqual(JSON.parse(BODY));
    else expect(message?.body.length).toBe(0);
  });

  it.each([40, 57, 72, 80, 120])('an address of V1.0 is read over lines of %d characters', (width) => {
    for (const text of [wrapped(V1, width), `curl '${V1}'`, `<${wrapped(V1, width)}>`]) {
      const message = readPaste(toBytes(text));
      expect(message?.start.kind === 'request' && message.start.target).toBe(V1);
    }
  });

  it.each([25, 38, 60, 79, 100, 132])('curl is read over lines of %d characters', (width) => {
    const message = readPaste(toBytes(wrapped(CURL, width)));
    expect(message?.start.kind === 'request' && message.start.target).toBe(URL_);
    expect(new TextDecoder().decode(message?.body)).toBe(BODY);
  });

  it('says that the text was tidied, and not of a text that was left alone', () => {
    const codes = (text: string) => readPaste(toBytes(text))?.notes.map(({ code }) => code);
    expect(codes(wrapped(CURL, 60))).toEqual(['READ_AS', 'TEXT_TIDIED', 'BODY_NOT_EXACT']);
    expect(codes(CURL)).toEqual(['READ_AS']);
    expect(codes(URL_.replaceAll('&', '%26'))?.[0]).toBe('URL_QUERY_ENCODED');
  });

  it('takes no value of a parameter for an encoded query', () => {
    const own = V1.replace('orderId=CS1', 'orderId=A%26B%3DC%26D');
    const message = readPaste(toBytes(own));
    expect(message?.start.kind === 'request' && message.start.target).toBe(own);
  });
});
