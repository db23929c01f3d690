/** A body as it was sent, and the text that a seller hashed who makes the mistake: written by hand, or by the language itself. */
export type MadeBody = readonly [name: string, sent: string, hashed: string | Uint8Array];

const raw = String.raw;
/** A sent body; `text` is what the serialisers write of `naïve <a> & 'q'=+` + `/` + ` 华😀`. */
const SENT = raw`{"b":"naïve <a> & 'q'=+\/ 华😀","a":12.780,"n":null,"e":"","o":{},"i":1}`;
const as = (text: string, rest: string) => `{"b":"${text}",${rest}}`;
const REST = '"a":12.780,"n":null,"e":"","o":{},"i":1';
const PLAIN = "naïve <a> & 'q'=+/ 华😀";
const ASCII = raw`na\u00efve <a> & 'q'=+/ \u534e\ud83d\ude00`;
const DOTNET = raw`na\u00EFve \u003Ca\u003E \u0026 \u0027q\u0027=\u002B/ \u534E\uD83D\uDE00`;
const GSON = raw`naïve \u003ca\u003e \u0026 \u0027q\u0027\u003d+/ 华😀`;
const GO = raw`naïve \u003ca\u003e \u0026 'q'=+/ 华😀`;
const PHP = raw`na\u00efve <a> & 'q'=+\/ \u534e\ud83d\ude00`;
const SWIFT = raw`naïve <a> & 'q'=+\/ 华😀`;
const WITHOUT_NULL = '"a":12.780,"e":"","o":{},"i":1';
const lines = (...all: string[]) => all.join('\n');

const WRITERS: readonly MadeBody[] = [
  ['writer-dotnet', SENT, as(DOTNET, REST)],
  ['writer-dotnet', raw`{"a":"say \"hi\" \u0001`.concat('`"}'), raw`{"a":"say \u0022hi\u0022 \u0001\u0060"}`],
  ['writer-dotnet-without-nulls', SENT, as(DOTNET, WITHOUT_NULL)],
  [
    'writer-dotnet-indented',
    '{"a":"<é","l":[1,{}]}',
    lines('{', raw`  "a": "\u003C\u00E9",`, '  "l": [', '    1,', '    {}', '  ]', '}'),
  ],
  [
    'writer-dotnet-all-ranges',
    SENT,
    as(raw`naïve \u003Ca\u003E \u0026 \u0027q\u0027=\u002B/ 华\uD83D\uDE00`, REST),
  ],
  ['writer-dotnet-relaxed', SENT, as(raw`naïve <a> & 'q'=+/ 华\uD83D\uDE00`, REST)],
  ['writer-newtonsoft', raw`{"a":"\/","n":1e2,"m":1.50,"k":1e20}`, '{"a":"/","n":100.0,"m":1.5,"k":1E+20}'],
  ['writer-newtonsoft-html', SENT, as(raw`naïve \u003ca\u003e \u0026 \u0027q\u0027=+/ 华😀`, REST)],
  ['writer-jackson', raw`{"a":"\/","n":1e7,"m":1.50,"i":3}`, '{"a":"/","n":1.0E7,"m":1.5,"i":3}'],
  [
    'writer-jackson-pretty',
    '{"a":[1,2],"b":{"c":[{"d":"x"}]},"e":{},"f":[]}',
    lines(
      '{',
      '  "a" : [ 1, 2 ],',
      '  "b" : {',
      '    "c" : [ {',
      '      "d" : "x"',
      '    } ]',
      '  },',
      '  "e" : { },',
      '  "f" : [ ]',
      '}',
    ),
  ],
  ['writer-jackson-non-empty', SENT, as(PLAIN, '"a":12.78,"i":1')],
  ['writer-gson-map', SENT, as(GSON, '"a":12.78,"e":"","o":{},"i":1.0')],
  [
    'writer-gson-map',
    '{"a":10000000,"b":9999999,"c":123456789012,"d":"="}',
    raw`{"a":1.0E7,"b":9999999.0,"c":1.23456789012E11,"d":"\u003d"}`,
  ],
  ['writer-gson-tree', SENT, as(GSON, WITHOUT_NULL)],
  [
    'writer-gson-pretty',
    '{"a":"=","n":null,"l":[1]}',
    lines('{', raw`  "a": "\u003d",`, '  "l": [', '    1', '  ]', '}'),
  ],
  ['writer-fastjson', SENT, as(PLAIN, WITHOUT_NULL)],
  [
    'writer-fastjson-hash-map',
    raw`{"resultCode":"\/","resultMsg":"ok","instanceId":"i","n":null,"appInfo":{}}`,
    '{"instanceId":"i","appInfo":{},"resultCode":"/","resultMsg":"ok"}',
  ],
  ['writer-fastjson-sorted', SENT, '{"a":12.780,"b":"naïve <a> & \'q\'=+/ 华😀","e":"","i":1,"o":{}}'],
  ['writer-fastjson-browser', SENT, as(raw`na\u00EFve <a> & 'q'=+/ \u534E\uD83D\uDE00`, WITHOUT_NULL)],
  [
    'writer-fastjson-pretty',
    '{"a":1,"n":null,"l":[2]}',
    lines('{', '\t"a":1,', '\t"l":[', '\t\t2', '\t]', '}'),
  ],
  ['writer-go-map', SENT, raw`{"a":12.78,"b":"${GO}","e":"","i":1,"n":null,"o":{}}`],
  [
    'writer-go-map',
    '{"b":"&","a":12345678901234567890,"c":1e21,"d":1e-7}',
    raw`{"a":12345678901234567000,"b":"\u0026","c":1e+21,"d":1e-7}`,
  ],
  ['writer-go-map-raw', SENT, raw`{"a":12.78,"b":"${PLAIN}","e":"","i":1,"n":null,"o":{}}`],
  ['writer-go-map-indented', '{"b":"<","a":1.0}', lines('{', '  "a": 1,', raw`  "b": "\u003c"`, '}')],
  ['writer-php', SENT, as(PHP, '"a":12.78,"n":null,"e":"","o":[],"i":1')],
  ['writer-php-17-digits', SENT, as(PHP, '"a":12.779999999999999,"n":null,"e":"","o":[],"i":1')],
  ['writer-php-raw', SENT, as(PLAIN, '"a":12.78,"n":null,"e":"","o":[],"i":1')],
  [
    'writer-php-hex',
    SENT,
    as(
      raw`na\u00EFve \u003Ca\u003E \u0026 \u0027q\u0027=+\/ \u534E\uD83D\uDE00`,
      '"a":12.78,"n":null,"e":"","o":[],"i":1',
    ),
  ],
  [
    'writer-php-pretty',
    '{"a":"é/","l":[1]}',
    lines('{', raw`    "a": "\u00e9\/",`, '    "l": [', '        1', '    ]', '}'),
  ],
  ['writer-php-filtered', '{"a":"é/","z":"0","n":null,"k":{"n":null}}', raw`{"a":"\u00e9\/","k":{"n":null}}`],
  ['writer-php-sorted', '{"b":"é/","a":10.0}', raw`{"a":10,"b":"\u00e9\/"}`],
  ['writer-python', raw`{"a":"é\/","n":1.50,"x":1e2}`, raw`{"a": "\u00e9/", "n": 1.5, "x": 100.0}`],
  ['writer-python-compact', SENT, as(ASCII, '"a":12.78,"n":null,"e":"","o":{},"i":1')],
  ['writer-python-raw', raw`{"a":"é\/","n":1.50,"x":1e16}`, '{"a": "é/", "n": 1.5, "x": 1e+16}'],
  ['writer-python-sorted', '{"b":"é","a":1.50}', raw`{"a": 1.5, "b": "\u00e9"}`],
  [
    'writer-python-indented-2',
    '{"b":"é","a":[1]}',
    lines('{', raw`  "b": "\u00e9",`, '  "a": [', '    1', '  ]', '}'),
  ],
  ['writer-python-indented-4', '{"b":"é","a":1}', lines('{', raw`    "b": "\u00e9",`, '    "a": 1', '}')],
  ['writer-ruby', raw`{"a":"\/","n":1e20,"m":1.50}`, '{"a":"/","n":1.0e+20,"m":1.5}'],
  ['writer-rails', raw`{"a":"<\/&","m":1e2}`, raw`{"a":"\u003c/\u0026","m":100.0}`],
  [
    'writer-perl',
    '{"b":[1,{"c":null}],"a":"x"}',
    lines(
      '{',
      '   "a" : "x",',
      '   "b" : [',
      '      1,',
      '      {',
      '         "c" : null',
      '      }',
      '   ]',
      '}',
      '',
    ),
  ],
  ['writer-swift', SENT.replace(raw`\/`, raw`\u002f`), as(SWIFT, REST)],
  ['writer-swift-pretty', '{"b":"/","a":1}', lines('{', '  "a" : 1,', raw`  "b" : "\/"`, '}')],
];

const MORE_WRITERS: readonly MadeBody[] = [
  [
    'writer-dialect:JSON.stringify + sortTop',
    '{"b":{"d":1.0,"c":2},"a":"\\/"}',
    '{"a":"/","b":{"d":1,"c":2}}',
  ],
  [
    'writer-dialect:Python json.dumps + sort + omitNull + indent=2',
    '{"b":"é","n":null,"a":1.50}',
    lines('{', '  "a": 1.5,', raw`  "b": "\u00e9"`, '}'),
  ],
  [
    'writer-dialect:Jackson + sort + pretty printer',
    '{"b":[1.50],"a":2}',
    lines('{', '  "a" : 2,', '  "b" : [ 1.5 ]', '}'),
  ],
  ['writer-gson-map-raw', SENT, as(PLAIN, '"a":12.78,"e":"","o":{},"i":1.0')],
  ['writer-fastjson-single-quotes', raw`{"a":"it's \"x\"","n":null}`, raw`{'a':'it\'s "x"'}`],
  ['writer-php-unicode', SENT, as(SWIFT, '"a":12.78,"n":null,"e":"","o":[],"i":1')],
  ['writer-php-slashes', SENT, as(ASCII, '"a":12.78,"n":null,"e":"","o":[],"i":1')],
];

const MAPPERS: readonly MadeBody[] = [
  ['body-colon-spaces', '{"a":1.0,"b":[2,3]}', '{"a": 1.0,"b": [2,3]}'],
  ['body-indented-tab', '{"b":1,"a":[1.0]}', lines('{', '\t"b": 1,', '\t"a": [', '\t\t1.0', '\t]', '}')],
  [
    'body-keys-hash-map',
    '{"activity":"x","businessId":"b","orderId":"o","testFlag":"1"}',
    '{"testFlag":"1","activity":"x","orderId":"o","businessId":"b"}',
  ],
  ['body-blanks-removed', '{"a":{"b":null,"c":"","d":[]},"e":"0"}', '{"a":{"d":[]},"e":"0"}'],
  ['body-empties-removed', '{"a":{"b":null,"c":"","d":[]},"e":{},"f":0}', '{"a":{},"f":0}'],
  ['body-zeros-removed', '{"a":{"b":0,"c":""},"e":false,"f":"0"}', '{"a":{},"f":"0"}'],
  ['body-falsy-removed', '{"a":{"b":0,"c":"0"},"e":false,"f":"x"}', '{"a":{},"f":"x"}'],
  ['body-top-nulls-removed', '{"a":{"b":null},"c":null,"d":""}', '{"a":{"b":null},"d":""}'],
  ['body-top-blanks-removed', '{"a":{"b":null},"c":null,"d":"","e":0}', '{"a":{"b":null},"e":0}'],
  ['body-top-falsy-removed', '{"a":{"b":"0"},"c":null,"d":"","e":"0","f":1}', '{"a":{"b":"0"},"f":1}'],
  [
    'body-names-pascal',
    '{"resultCode":"0","appInfo":{"userName":"u"}}',
    '{"ResultCode":"0","AppInfo":{"UserName":"u"}}',
  ],
  [
    'body-names-snake',
    '{"resultCode":"0","appInfo":{"userName":"u"}}',
    '{"result_code":"0","app_info":{"user_name":"u"}}',
  ],
  [
    'body-numbers-as-doubles',
    raw`{"s":"\/","flag":1,"n":12345678}`,
    raw`{"s":"\/","flag":1.0,"n":1.2345678E7}`,
  ],
  [
    'body-numbers-javascript',
    raw`{"s":"\/","a":1.0,"b":9007199254740993}`,
    raw`{"s":"\/","a":1,"b":9007199254740992}`,
  ],
  ['body-numbers-java', raw`{"s":"\/","a":1.50,"b":1e7,"c":3}`, raw`{"s":"\/","a":1.5,"b":1.0E7,"c":3}`],
  ['body-numbers-python', raw`{"s":"\/","a":1.50,"b":1e16,"c":3}`, raw`{"s":"\/","a":1.5,"b":1e+16,"c":3}`],
  ['body-numbers-ruby', raw`{"s":"\/","a":1.50,"b":1e16,"c":3}`, raw`{"s":"\/","a":1.5,"b":1.0e+16,"c":3}`],
  ['body-numbers-php', raw`{"s":"\/","a":10.0,"b":1e25,"c":3}`, raw`{"s":"\/","a":10,"b":1.0e+25,"c":3}`],
  ['body-numbers-dotnet', raw`{"s":"\/","a":1e2,"b":1e20,"c":3}`, raw`{"s":"\/","a":100.0,"b":1E+20,"c":3}`],
  [
    'body-numbers-17-digits',
    '{"a":12.78,"b":10,"c":0.1}',
    '{"a":12.779999999999999,"b":10,"c":0.10000000000000001}',
  ],
  ['body-numbers-quoted', '{"a":12.780,"b":1,"c":true}', '{"a":"12.780","b":"1","c":true}'],
  ['body-unicode-escaped-upper', '{"a":"é😀","b":1.0}', raw`{"a":"\u00E9\uD83D\uDE00","b":1.0}`],
  ['body-unescaped', raw`{"a":"\u003c\/\u00e9","b":1.0}`, '{"a":"</é","b":1.0}'],
  ['body-escaped-org-json', '{"a":"</b>/c"}', raw`{"a":"<\/b>/c"}`],
];

const bytes = (...all: number[]) => Uint8Array.from(all);
const ascii = (text: string) => [...text].map((unit) => unit.charCodeAt(0));
const OPEN = ascii('{"a":"');
const CLOSE = ascii('"}');
const MIXED = '{"a":"é华😀"}';

const TEXTS: readonly MadeBody[] = [
  ['body-filtered:tags', `{"a":"<b>&'"}`, `{"a":"&lt;b&gt;&'"}`],
  ['body-filtered:htmlText', `{"a":"<b>&'"}`, `{"a":"&lt;b&gt;&amp;'"}`],
  ['body-filtered:html', `{"a":"<'"}`, `{&quot;a&quot;:&quot;&lt;'&quot;}`],
  ['body-filtered:html039', `{"a":"<'"}`, '{&quot;a&quot;:&quot;&lt;&#039;&quot;}'],
  ['body-filtered:html39', `{"a":"<'"}`, '{&quot;a&quot;:&quot;&lt;&#39;&quot;}'],
  ['body-filtered:htmlX27', `{"a":"<'"}`, '{&quot;a&quot;:&quot;&lt;&#x27;&quot;}'],
  ['body-filtered:tagsStripped', '{"a":"x<b>y</b>"}', '{"a":"xy"}'],
  ['body-filtered:htmlUnescaped', '{"a":"&lt;b&gt; &amp;amp; &#39;"}', `{"a":"<b> &amp; '"}`],
  ['body-filtered:slashes', `{"a":"it's"}`, raw`{\"a\":\"it\'s\"}`],
  ['body-ascii-units', MIXED, '{"a":"????"}'],
  ['body-gbk', '{"a":"é华😀"}', bytes(...OPEN, 0xa8, 0xa6, 0xbb, 0xaa, 0x3f, ...CLOSE)],
  ['body-iso-8859-1', MIXED, bytes(...OPEN, 0xe9, 0x3f, 0x3f, ...CLOSE)],
  ['body-cesu-8', '{"a":"😀"}', bytes(...OPEN, 0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80, ...CLOSE)],
  ['body-misread-as-gbk', '{"a":"华为"}', '{"a":"鍗庝负"}'],
  ['body-utf-16:LE', '{"a":1}', bytes(0x7b, 0, 0x22, 0, 0x61, 0, 0x22, 0, 0x3a, 0, 0x31, 0, 0x7d, 0)],
  ['body-utf-16:BE+BOM', '{}', bytes(0xfe, 0xff, 0, 0x7b, 0, 0x7d)],
  ['body-crlf-added', '{"a":1}', '{"a":1}\r\n'],
];

const OTHERS: readonly MadeBody[] = [
  ['body-stand-in:{}', SENT, '{}'],
  ['body-stand-in:[object Object]', SENT, '[object Object]'],
  ['body-stand-in:[object ReadableStream]', SENT, '[object ReadableStream]'],
  ['body-one-left-out:b', '{"a":1,"b":{"c":[2]},"d":"x"}', '{"a":1,"d":"x"}'],
  ['body-one-left-out:d', '{"a":1, "d":"x"}', '{"a":1}'],
  ['body-stand-in:{"json":""}', SENT, '{"json":""}'],
  [
    'body-printed:python',
    raw`{"b":"it's","c":"a\nb\u0001","a":1.50,"n":null,"t":true,"f":false,"l":[1e16]}`,
    raw`{'b': "it's", 'c': 'a\nb\x01', 'a': 1.5, 'n': None, 't': True, 'f': False, 'l': [1e+16]}`,
  ],
  ['body-printed:ruby', raw`{"b":"a\"#{x}","n":null}`, raw`{"b"=>"a\"\#{x}", "n"=>nil}`],
  ['body-printed:ruby34', '{"b":"x","n":null}', '{"b" => "x", "n" => nil}'],
  ['body-printed:java', '{"a":1,"b":null,"c":[1,"x"],"d":{}}', '{a=1, b=null, c=[1, x], d={}}'],
  ['body-printed:javaDoubles', '{"a":1,"c":[1.5]}', '{a=1.0, c=[1.5]}'],
  ['body-printed:go', '{"b":"x","a":1.0,"l":[1,2],"n":null}', 'map[a:1 b:x l:[1 2] n:<nil>]'],
  ['body-printed-bytes', `{"a":"é"}`, raw`b'{"a":"\xc3\xa9"}'`],
  ['body-as-buffer-json', '{}', '{"type":"Buffer","data":[123,125]}'],
  ['body-as-byte-list', '{}', '123,125'],
  ['body-written-as:javaBytes', '{}', '[123, 125]'],
  ['body-written-as:twice', '{"a":1}', '{"a":1}{"a":1}'],
  ['body-written-as:sortedPairs', '{"c":"3","b":"","a":1}', 'a=1&c=3'],
  ['body-written-as:zeroByte', '{"a":1}', '{"a":1}\0'],
  ['body-written-as:upperCase', '{"a":"b"}', '{"A":"B"}'],
  ['body-member-only:data', '{"code":"x","data":{"b":[1]}}', '{"b":[1]}'],
  ['body-as-base64', '{"a":1}', 'eyJhIjoxfQ=='],
  ['body-as-hex', '{"a":1}', '7b2261223a317d'],
  ['body-percent-encoded', '{"a":1}', '%7B%22a%22%3A1%7D'],
  ['body-as-pairs', '{"a":"x y","b":[1]}', 'a=x y&b=[1]'],
  ['body-as-form', '{"a":"x y","b":1}', 'a=x+y&b=1'],
  ['body-as-form-key', '{"a":1}', '%7B%22a%22%3A1%7D='],
];

const CHARSETS: readonly MadeBody[] = [
  [
    'body-in-charset:GB18030',
    '{"a":"华😀한"}',
    bytes(...OPEN, 0xbb, 0xaa, 0x94, 0x39, 0xfc, 0x36, 0x83, 0x36, 0x84, 0x33, ...CLOSE),
  ],
  ['body-in-charset:Big5', '{"a":"中文é"}', bytes(...OPEN, 0xa4, 0xa4, 0xa4, 0xe5, 0x3f, ...CLOSE)],
  [
    'body-in-charset:Shift_JIS',
    '{"a":"中ア文ｱ"}',
    bytes(...OPEN, 0x92, 0x86, 0x83, 0x41, 0x95, 0xb6, 0xb1, ...CLOSE),
  ],
  ['body-in-charset:EUC-JP', '{"a":"中あｱ"}', bytes(...OPEN, 0xc3, 0xe6, 0xa4, 0xa2, 0x8e, 0xb1, ...CLOSE)],
  ['body-in-charset:EUC-KR', '{"a":"한中"}', bytes(...OPEN, 0xc7, 0xd1, 0xf1, 0xe9, ...CLOSE)],
  ['body-in-charset:Windows-1252', '{"a":"é€“华"}', bytes(...OPEN, 0xe9, 0x80, 0x93, 0x3f, ...CLOSE)],
  ['body-in-charset:latin1 (Node.js)', '{"a":"é华😀"}', Buffer.from('{"a":"é华😀"}', 'latin1')],
  ['body-in-charset:GBK, ??', '{"a":"华😀"}', bytes(...OPEN, 0xbb, 0xaa, 0x3f, 0x3f, ...CLOSE)],
  ['body-misread-as:Windows-1252', '{"a":"€"}', '{"a":"â‚¬"}'],
  ['body-misread-as:US-ASCII', '{"a":"é华"}', '{"a":"\ufffd\ufffd\ufffd\ufffd\ufffd"}'],
  ['body-misread-as:ascii (Node.js)', '{"a":"é华"}', Buffer.from('{"a":"é华"}').toString('ascii')],
  ['body-read-and-written-in:US-ASCII', '{"a":"é华"}', '{"a":"?????"}'],
  [
    'body-read-and-written-in:GBK',
    '{"a":"华为中"}',
    bytes(...OPEN, ...Buffer.from('华为'), 0xe4, 0xb8, 0x3f, ...CLOSE),
  ],
  ['body-values-filtered:trim', '{"a":" x "}', '{"a":"x"}'],
  ['body-values-changed:null → ""', '{"a":null}', '{"a":""}'],
  ['body-nested-as-text:JSON', '{"a":{"b":[1]}}', raw`{"a":"{\"b\":[1]}"}`],
  ['body-printed-object:Foo(a=1)', '{"bar":1}', 'Foo(bar=1)'],
  ['body-chunk-split', '{"a":"é华😀"}', '{"a":"é华\ufffd\ufffd"}'],
  ['body-chunk-split', '{"a":"é华😀"}', '{"a":"é\ufffd\ufffd\ufffd😀"}'],
];

export const MADE_BODIES: readonly MadeBody[] = [
  ...WRITERS,
  ...MORE_WRITERS,
  ...MAPPERS,
  ...TEXTS,
  ...OTHERS,
  ...CHARSETS,
];
