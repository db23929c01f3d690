import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, it } from 'vitest';
import { type Answered, expectFirst, says } from './answered';

const OK = '{"resultCode":"000000","resultMsg":"success.","instanceId":"i-1"}';
const LONG = `{"resultCode":"000000","resultMsg":"success. ${'all is well and '.repeat(20)}","instanceId":"i-1"}`;
const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const bytes = (...parts: (string | Uint8Array)[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))));
const before = (text: string) => bytes(OK.slice(0, 24), hex(text), '"}');
/** `success` written in Chinese, Japanese or Korean in the charset of the name. */
const said = (text: string) =>
  bytes('{"resultCode":"000000","resultMsg":"', hex(text), '","instanceId":"i-1"}');

const EMPTY: readonly Answered[] = [
  ['with 200', 200, '', '', 'BODY_EMPTY'],
  ['with 204', 204, 'Content-Type: application/json', '', 'STATUS_NOT_200'],
  ['of blanks', 200, '', ' \r\n\n', 'BODY_EMPTY'],
  ['of a byte order mark', 200, '', '\ufeff', 'BODY_EMPTY'],
  ['with 201', 201, '', OK, 'STATUS_NOT_200', { status: 201 }],
  ['with 202', 202, '', '', 'STATUS_NOT_200'],
  ['of zeros', 200, '', new Uint8Array(64), 'BODY_EMPTY', { kind: 'zeros', bytes: 64 }],
  ['with 304', 304, '', '', 'STATUS_NOT_200'],
];

const PACKED: readonly Answered[] = [
  ['gzip', 200, '', gzipSync(OK), 'GZIP_NOT_DECLARED', { coding: 'gzip' }],
  ['zlib', 200, '', deflateSync(OK), 'GZIP_NOT_DECLARED', { coding: 'zlib', bytes: says('78 9C') }],
  ['zlib at its best', 200, '', deflateSync(LONG, { level: 9 }), 'GZIP_NOT_DECLARED', { coding: 'zlib' }],
  ['zlib at its fastest', 200, '', deflateSync(LONG, { level: 1 }), 'GZIP_NOT_DECLARED', { coding: 'zlib' }],
  ['raw deflate', 200, '', deflateRawSync(LONG), 'GZIP_NOT_DECLARED', { coding: 'deflate' }],
  ['raw deflate of a short text', 200, '', deflateRawSync(OK), 'GZIP_NOT_DECLARED', { coding: 'deflate' }],
  ['brotli', 200, '', brotliCompressSync(OK), 'GZIP_NOT_DECLARED', { coding: 'br' }],
  ['brotli of a longer text', 200, '', brotliCompressSync(LONG), 'GZIP_NOT_DECLARED', { coding: 'br' }],
  ['zstd', 200, '', hex('28b52ffd2041090200'), 'GZIP_NOT_DECLARED', { coding: 'zstd' }],
  ['gzip of a wrapper', 200, '', gzipSync(`{"code":0,"data":${OK}}`), 'GZIP_NOT_DECLARED'],
];

const BINARY: readonly Answered[] = [
  [
    'msgpack',
    200,
    '',
    bytes(hex('82'), hex('aa'), 'resultCode', hex('a6'), '000000', hex('a9'), 'resultMsg', hex('a2'), 'ok'),
    'BODY_BINARY',
    { format: 'MessagePack' },
  ],
  [
    'CBOR',
    200,
    '',
    bytes(hex('a2'), hex('6a'), 'resultCode', hex('66'), '000000', hex('69'), 'resultMsg', hex('62'), 'ok'),
    'BODY_BINARY',
    { format: 'CBOR' },
  ],
  [
    'protobuf',
    200,
    '',
    bytes(hex('0a06'), '000000', hex('1208'), 'success.', hex('1a03'), 'i-1'),
    'BODY_BINARY',
    { format: 'Protocol Buffers' },
  ],
  [
    'gRPC',
    200,
    'Content-Type: application/grpc',
    bytes(hex('0000000017'), hex('0a06'), '000000', hex('1208'), 'success.', hex('1a03'), 'i-1'),
    'CONTENT_TYPE_NOT_JSON',
  ],
  [
    'BSON',
    200,
    '',
    bytes(hex('1c000000'), hex('02'), 'resultCode', hex('00'), hex('07000000'), '000000', hex('0000')),
    'BODY_BINARY',
    { format: 'BSON' },
  ],
  [
    'an object of Java',
    200,
    '',
    bytes(hex('aced00057372'), hex('0011'), 'java.util.HashMap', hex('0507dac1c31660d1')),
    'BODY_BINARY',
    { format: says('Java') },
  ],
  [
    'a pickle',
    200,
    '',
    bytes(hex('80049529000000000000007d94288c0a'), 'resultCode', hex('948c06'), '000000', hex('94752e')),
    'BODY_BINARY',
    { format: says('pickle') },
  ],
  ['a picture', 200, '', hex('89504e470d0a1a0a0000000d49484452'), 'BODY_BINARY', { format: 'PNG' }],
  [
    'a zip',
    200,
    '',
    bytes(hex('504b0304140000000800'), hex('c3a1c2b3d4e5')),
    'BODY_BINARY',
    { format: 'ZIP' },
  ],
  ['a record of TLS', 200, '', hex('1503030002022a'), 'BODY_BINARY', { format: says('TLS') }],
  ['no known one', 200, '', hex('c3a1f2b3d4e5f60718293a4bcc00ffee'), 'BODY_WRONG_CHARSET'],
];

const CHARSETS: readonly Answered[] = [
  [
    'UTF-16 with its mark',
    200,
    '',
    bytes(hex('fffe'), Buffer.from(OK, 'utf16le')),
    'BODY_WRONG_CHARSET',
    { kind: 'utf16' },
  ],
  ['UTF-16 without it', 200, '', bytes(Buffer.from(OK, 'utf16le')), 'BODY_WRONG_CHARSET', { kind: 'utf16' }],
  [
    'UTF-16, the other order',
    200,
    '',
    bytes(Buffer.from(OK, 'utf16le').swap16()),
    'BODY_WRONG_CHARSET',
    { kind: 'utf16' },
  ],
  [
    'UTF-32',
    200,
    '',
    bytes(Buffer.from([...OK].flatMap((unit) => [unit.charCodeAt(0), 0, 0, 0]))),
    'BODY_WRONG_CHARSET',
    { kind: 'utf32' },
  ],
  ['GBK', 200, '', said('b3c9b9a6'), 'BODY_WRONG_CHARSET', { kind: 'gbk', read: 'GBK' }],
  [
    'GBK, a longer text',
    200,
    '',
    said('b6a9b5a5b2d9d7f7b3c9b9a6a3acb8d0d0bbc4fab5c4b9bac2f2'),
    'BODY_WRONG_CHARSET',
    { kind: 'gbk', read: 'GBK' },
  ],
  [
    'Big5',
    200,
    '',
    said('adabc2d0adabc5e7a741bb50a741bab4bad0bb50bb50aabab05fb35d'),
    'BODY_WRONG_CHARSET',
    { kind: 'read', read: 'Big5', offset: 37 },
  ],
  [
    'Shift-JIS',
    200,
    '',
    said('90ac8cf782b582dc82b582bd'),
    'BODY_WRONG_CHARSET',
    { kind: 'read', read: 'Shift_JIS' },
  ],
  [
    'EUC-KR declared',
    200,
    'Content-Type: application/json;charset=euc-kr',
    said('bcbab0f8'),
    'BODY_WRONG_CHARSET',
    { charset: says('euc-kr') },
  ],
  [
    'ISO-8859-1',
    200,
    '',
    said('73756363e873'),
    'BODY_WRONG_CHARSET',
    { kind: 'read', read: 'ISO-8859-1', offset: 41 },
  ],
  [
    'a declared GBK that is UTF-8',
    200,
    'Content-Type: application/json;charset=GBK',
    OK,
    'BODY_WRONG_CHARSET',
    { kind: 'declared' },
  ],
  [
    'US-ASCII, whose bytes are UTF-8',
    200,
    'Content-Type: application/json;charset=us-ascii',
    OK,
    'BODY_WRONG_CHARSET',
    { kind: 'declared' },
  ],
  ['UTF-8 cut inside a character', 200, '', before('e688'), 'BODY_WRONG_CHARSET'],
  ['a surrogate in UTF-8 (CESU-8)', 200, '', said('eda0bdedb880'), 'BODY_WRONG_CHARSET'],
  ['two byte order marks', 200, '', `\ufeff\ufeff${OK}`, 'BODY_HAS_BOM'],
  ['a byte order mark written as Latin letters', 200, '', `ï»¿${OK}`, 'BODY_HAS_BOM'],
];

const FRAMED: readonly Answered[] = [
  [
    'chunks',
    200,
    '',
    `${OK.length.toString(16)}\r\n${OK}\r\n0\r\n\r\n`,
    'TEXT_AROUND_JSON',
    { kind: 'chunks' },
  ],
  [
    'a whole HTTP answer',
    200,
    '',
    `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n${OK}`,
    'TEXT_AROUND_JSON',
    { kind: 'head' },
  ],
  [
    'headers of a CGI program',
    200,
    '',
    `Content-Type: application/json\n\n${OK}`,
    'TEXT_AROUND_JSON',
    { kind: 'head' },
  ],
  ['events', 200, '', `data: ${OK}\n\n`, 'TEXT_AROUND_JSON', { kind: 'events' }],
  [
    'events of their type',
    200,
    'Content-Type: text/event-stream',
    `event: message\ndata: ${OK}\n\n`,
    'CONTENT_TYPE_NOT_JSON',
  ],
  [
    'a part of a form',
    200,
    '',
    `--b1\r\nContent-Disposition: form-data; name="r"\r\n\r\n${OK}\r\n--b1--`,
    'TEXT_AROUND_JSON',
  ],
  ['a length in front', 200, '', `0000${OK.length}${OK}`, 'TEXT_AROUND_JSON'],
  ['a code fence', 200, '', `\`\`\`json\n${OK}\n\`\`\``, 'TEXT_AROUND_JSON'],
  [
    'lines of JSON',
    200,
    '',
    `${OK}\n{"level":"info","msg":"done"}\n`,
    'TEXT_AROUND_JSON',
    { kind: 'second' },
  ],
  ['the same twice', 200, '', OK + OK, 'TEXT_AROUND_JSON', { kind: 'second' }],
  ['null behind it', 200, '', `${OK}null`, 'TEXT_AROUND_JSON', { where: 'after' }],
  ['OK behind it', 200, '', `${OK}OK`, 'TEXT_AROUND_JSON', { text: 'OK' }],
  ['a zero byte behind it', 200, '', `${OK}\0`, 'TEXT_AROUND_JSON'],
  ['one brace too many', 200, '', `${OK}}`, 'TEXT_AROUND_JSON', { where: 'after', text: '}' }],
  ['a semicolon behind it', 200, '', `${OK};`, 'TEXT_AROUND_JSON'],
  ['an assignment', 200, '', `var result = ${OK};`, 'TEXT_AROUND_JSON'],
  [
    'JSONP with a name of jQuery',
    200,
    'Content-Type: application/javascript',
    `jQuery1123_17(${OK})`,
    'CONTENT_TYPE_NOT_JSON',
  ],
  [
    'a deprecation of PHP',
    200,
    '',
    `PHP Deprecated:  strlen(): Passing null is deprecated in /app/a.php on line 3\n${OK}`,
    'TEXT_AROUND_JSON',
    { kind: 'php', line: '3' },
  ],
  ['a dump of PHP', 200, '', `string(4) "test"\n${OK}`, 'TEXT_AROUND_JSON'],
  ['a query of a logger', 200, '', `SELECT * FROM orders WHERE id = 1;\n${OK}`, 'TEXT_AROUND_JSON'],
  [
    'a comment of a page',
    200,
    'Content-Type: application/json',
    `<!-- cached -->${OK}`,
    'TEXT_AROUND_JSON',
    { kind: 'page' },
  ],
  [
    'a script of a provider',
    200,
    '',
    `${OK}<script src="https://cdn.example/x.js"></script>`,
    'TEXT_AROUND_JSON',
    { kind: 'page', where: 'after' },
  ],
  [
    'a line of logback',
    200,
    '',
    `08:00:00.123 [main] DEBUG c.e.Saas - saved\n${OK}`,
    'TEXT_AROUND_JSON',
    { kind: 'log' },
  ],
  ['a line of Serilog', 200, '', `[08:00:00 INF] saved\n${OK}`, 'TEXT_AROUND_JSON', { kind: 'log' }],
];

const SIGNS: readonly Answered[] = [
  ['application/json in capitals', 200, 'Content-Type: Application/JSON', OK, null],
  ['text/plain', 200, 'Content-Type: text/plain', OK, 'CONTENT_TYPE_NOT_JSON'],
  ['none', 200, 'X-A: b\nContent-Type: ', OK, 'CONTENT_TYPE_NOT_JSON'],
  ['problem+json', 200, 'Content-Type: application/problem+json', OK, 'CONTENT_TYPE_NOT_JSON'],
  ['text/json', 200, 'Content-Type: text/json', OK, 'CONTENT_TYPE_NOT_JSON'],
  ['octets', 200, 'Content-Type: application/octet-stream', OK, 'CONTENT_TYPE_NOT_JSON'],
  ['two of them', 200, 'Content-Type: text/html, application/json', OK, 'CONTENT_TYPE_NOT_JSON'],
];

describe.each([
  ['a body of nothing', EMPTY],
  ['a compressed body that nobody declared', PACKED],
  ['a body in a binary form', BINARY],
  ['a charset', CHARSETS],
  ['something around the JSON', FRAMED],
  ['a content type', SIGNS],
] as const)('%s', (_family, rows) => {
  it.each(rows.map((row) => ({ name: row[0], row })))('$name', ({ row }) => expectFirst(row));
});
