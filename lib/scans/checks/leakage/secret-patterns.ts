import { isExampleHost } from './example-host';
import {
  computeEntropy,
  isPlaceholder,
  looksLikePassword,
  looksRandom,
  plainSpelling,
  unescapeHtml,
} from './secret-shape';

/** A kind of key or token that must not be in what everybody can download. */
export type SecretPattern = {
  kind: string;
  /** Group `secret` is what is hidden in the evidence. */
  pattern: RegExp;
  /** Whether what the groups hold, HTML references resolved, is a secret and not a stand-in for one. */
  isSecret(groups: Readonly<Record<string, string>>): boolean;
  isSevere: boolean;
  /** What a text with such a secret holds in any case, where looking for that first is quicker. */
  onlyWith?: RegExp;
};

type Judge = SecretPattern['isSecret'];

const severe = (kind: string, pattern: RegExp, isSecret: Judge): SecretPattern => ({
  kind,
  pattern,
  isSecret,
  isSevere: true,
});
const mild = (kind: string, pattern: RegExp, isSecret: Judge): SecretPattern => ({
  ...severe(kind, pattern, isSecret),
  isSevere: false,
});

/** Tokens whose issuer fixes the beginning: the rest is random. */
const isRandom: Judge = ({ random = '' }) => looksRandom(random);

/** Sixteen capitals and digits hold few changes: enough of them must differ. */
const isAwsKey: Judge = ({ random = '' }) => !isPlaceholder(random) && computeEntropy(random) >= 2.8;

/** The first bytes of a key in DER, of OpenSSH's format, or an encrypted body of any bytes. */
const isPrivateKey: Judge = ({ armour = '', body = '' }) => {
  const encoded = body.replace(/\\{1,4}[nr]|\s/g, '');
  if (encoded.length < 60 || computeEntropy(encoded) < 3.5) return false;
  const bytes = Buffer.from(encoded, 'base64');
  return armour !== '' || bytes[0] === 0x30 || bytes.subarray(0, 14).toString('latin1') === 'openssh-key-v1';
};

const isNamedPassword: Judge = ({ name = '', value = '' }) =>
  value.length >= 8 && looksLikePassword(value, name);

/** Sentences go on after a word: the points and brackets behind it are theirs. */
const isSpokenPassword: Judge = ({ value = '' }) => looksLikePassword(value.replace(/[.,;:)\]]{1,5}$/, ''));

/** Users, hosts and passwords of manuals are named after what they are. */
const NAMED_AFTER =
  /^(?:my|db|your|the)?[_-]?(?:user(?:name)?|login|account|host(?:name)?|server(?:name)?)\d?$/i;

const isConnection: Judge = ({ user = '', password = '', host = '' }) => {
  if (isExampleHost(host) || isPlaceholder(user)) return false;
  if (/pass|pwd|secret/i.test(plainSpelling(password))) return false;
  const isNamed = NAMED_AFTER.test(user) || NAMED_AFTER.test(host);
  return looksLikePassword(password, user) && (!isNamed || looksRandom(password));
};

function isToken({ header = '', payload = '' }: Readonly<Record<string, string>>): boolean {
  const [head, body] = [header, payload].map((part) => Buffer.from(part, 'base64url').toString('utf8'));
  try {
    const claims: unknown = JSON.parse(body ?? '');
    const isObject = typeof claims === 'object' && claims !== null;
    // The token of every manual is John Doe's.
    return isObject && 'alg' in JSON.parse(head ?? '') && !/1234567890|John Doe|example/i.test(body ?? '');
  } catch {
    return false;
  }
}

const OPEN = `(?:["'\`]|&quot;|&#(?:34|39|x27|x22);|\\\\["'])`;
/** A value in quotes, which HTML may have turned into references; `&` is part of a value where no quote follows. */
const VALUE = `(?<secret>(?<value>(?:[^"'\`\\s<>\\\\&]|&(?!quot;|#(?:34|39|x27|x22);)){8,100}))`;
const PASSWORD_NAME = '(?:pass(?:word|wd|phrase)?|pwd|secret(?:[_-]?(?:access[_-]?)?key)?|kennwort|passwort)';

/** Forms that their issuers document; publishable keys (Stripe `pk_`, Google Maps) are meant to be seen and judged mildly. */
export const SECRET_PATTERNS: readonly SecretPattern[] = [
  severe(
    'privateKey',
    /-----BEGIN (?:[A-Z]{2,9} ){0,2}PRIVATE KEY-----(?:\\+[nr]|\s){0,8}(?<armour>Proc-Type: 4,ENCRYPTED(?:\\+[nr]|\s){1,8}DEK-Info: [\w-]{3,30},[0-9A-F]{8,64})?(?<secret>(?<body>(?:[A-Za-z0-9+/=\s]|\\+[nr]){60,8000}))/g,
    isPrivateKey,
  ),
  severe('awsAccessKey', /\b(?<secret>(?:AKIA|ASIA)(?<random>[A-Z2-7]{16}))\b/g, isAwsKey),
  severe(
    'githubToken',
    /\b(?<secret>(?:gh[pousr]_(?=[A-Za-z0-9]{36})|github_pat_(?=[A-Za-z0-9_]{60}))(?<random>[A-Za-z0-9_]{36,255}))\b/g,
    isRandom,
  ),
  severe('gitlabToken', /\b(?<secret>glpat-(?<random>[A-Za-z0-9_-]{20,250}))/g, isRandom),
  severe(
    'slackToken',
    /\b(?<secret>xox[abeprs]-(?:\d{1,16}-){0,4}(?<random>[A-Za-z0-9-]{16,250}))\b/g,
    isRandom,
  ),
  severe(
    'slackWebhook',
    /(?<secret>https:\/\/hooks\.slack\.com\/services\/T[A-Z0-9]{6,12}\/B[A-Z0-9]{6,12}\/(?<random>[A-Za-z0-9]{20,40}))/g,
    isRandom,
  ),
  severe('stripeSecretKey', /\b(?<secret>(?:sk|rk)_live_(?<random>[A-Za-z0-9]{20,247}))\b/g, isRandom),
  severe(
    'sendgridKey',
    /\b(?<secret>SG\.[A-Za-z0-9_-]{22}\.(?<random>[A-Za-z0-9_-]{43}))(?![\w-])/g,
    isRandom,
  ),
  severe('npmToken', /\b(?<secret>npm_(?<random>[A-Za-z0-9]{36}))\b/g, isRandom),
  // Project and service keys hold hyphens and say what they are; the old ones are letters and digits without any.
  severe(
    'openaiKey',
    /(?<![\w-])(?<secret>sk-(?:(?:proj|svcacct|admin|ant-api03|or-v1)-(?=[\w-]{32})|(?=[A-Za-z0-9]{32}))(?<random>[A-Za-z0-9_-]{32,250}))(?![\w-])/g,
    isRandom,
  ),
  severe('alibabaAccessKey', /\b(?<secret>LTAI(?<random>[A-Za-z0-9]{12,20}))\b/g, isRandom),
  severe('tencentSecretId', /\b(?<secret>AKID(?<random>[A-Za-z0-9]{32}))\b/g, isRandom),
  // Addresses that write into the chat of a team: whoever has one is believed there.
  severe(
    'chatWebhook',
    /(?<secret>https:\/\/(?:oapi\.dingtalk\.com\/robot\/send\?access_token=(?<random>[0-9a-f]{64})|qyapi\.weixin\.qq\.com\/cgi-bin\/webhook\/send\?key=(?<key>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})|open\.(?:feishu\.cn|larksuite\.com)\/open-apis\/bot\/v2\/hook\/(?<hook>[0-9a-f-]{36})|(?:\w{1,20}\.)?discord(?:app)?\.com\/api\/webhooks\/\d{15,22}\/(?<bot>[\w-]{60,80})|[\w-]{1,60}\.webhook\.office\.com\/webhookb2\/(?<team>[0-9a-f-]{36}@[0-9a-f-]{36}\/IncomingWebhook\/[0-9a-f]{32})))/g,
    ({ random = '', key = '', hook = '', bot = '', team = '' }) => {
      const token = `${random}${key}${hook}${bot}${team}`.replace(/\W/g, '');
      return !isPlaceholder(token) && computeEntropy(token) >= 3;
    },
  ),
  // Tokens with the beginnings that their services give them so that they are found.
  severe(
    'serviceToken',
    /(?<![\w-])(?<secret>(?:dop_v1_|doo_v1_|shp(?:at|ca|pa|ss)_|hf_|pypi-AgEIcHlwaS5vcmc|dckr_pat_|ATATT3|lin_api_|PMAK-|NRAK-|glsa_|hvs\.|sq0(?:atp|csp)-|rnd_|figd_|sbp_|pscale_(?:tkn|pw)_|key-(?=[0-9a-f]{32}\b)|AKLT(?=[A-Za-z0-9]{20}))(?<random>[A-Za-z0-9_-]{20,250}))(?![\w-])/g,
    isRandom,
  ),
  severe('serviceToken', /(?<!\d)(?<secret>\d{8,10}:AA(?<random>[A-Za-z0-9_-]{33}))(?![\w-])/g, isRandom),
  severe('cloudSecretKey', /\bAccountKey=(?<secret>(?<random>[A-Za-z0-9+/]{86})==)/g, isRandom),
  // Thirty and forty characters of one kind, by the names that clouds and their kits give them.
  severe(
    'cloudSecretKey',
    new RegExp(
      `(?:secret[_-]?(?:access[_-]?)?key|access[_-]?key[_-]?secret|(?<![A-Za-z0-9])sk)${OPEN}?\\s{0,5}[:=]\\s{0,5}${OPEN}?(?<secret>(?<random>[A-Za-z0-9/+]{30,60}))(?![\\w/+])`,
      'gi',
    ),
    ({ random = '' }) => looksRandom(random) && /[a-z]/.test(random) && /[A-Z]/.test(random),
  ),
  severe(
    'connectionString',
    /\b(?<secret>(?:mysql|mariadb|postgres(?:ql)?|mongodb(?:\+srv)?|rediss?|amqps?|mssql|sqlserver|clickhouse|ftps?|smtps?|ldaps?|https?):\/\/(?<user>[^\s:@/"'<>]{0,80}):(?<password>[^\s@/"'<>]{4,100})@(?<host>[\w.-]{1,253}|\[[0-9a-fA-F:]{2,40}\]|&[^\s"'<>]{1,80})[^\s"'<>]{0,200})/g,
    isConnection,
  ),
  severe(
    'connectionString',
    /(?:server|data source|host)\s{0,3}=\s{0,3}(?<host>[^;"'\s<>]{1,120});(?:[\w ]{1,30}=[^;"'<>\n]{0,80};){0,6}\s{0,3}(?:password|pwd)\s{0,3}=\s{0,3}(?<secret>(?<password>[^;"'\s<>]{6,100}))/gi,
    isConnection,
  ),
  severe(
    'connectionString',
    /jdbc:[a-z0-9:]{2,30}\/\/(?<host>[\w.-]{1,200})[^\s"'<>?;]{0,200}[?;](?:[\w.]{1,40}=[^\s"'<>&;]{0,80}(?:&amp;|[&;])){0,8}password=(?<secret>(?<password>[^\s"'<>&;]{6,100}))/gi,
    isConnection,
  ),
  // By the forms that hashing functions write, under a name that says what was hashed.
  severe(
    'passwordHash',
    new RegExp(
      `(?:pass(?:word|wd)?|pwd|hash)[\\w-]{0,20}${OPEN}\\s{0,5}[:=]\\s{0,5}${OPEN}(?<secret>(?<value>\\$2[abxy]\\$\\d\\d\\$[./A-Za-z0-9]{53}|\\$(?:apr1|1|5|6)\\$[./A-Za-z0-9]{1,16}\\$[./A-Za-z0-9]{22,86}|\\$argon2id?\\$v=\\d{1,3}\\$[\\w=,]{3,60}\\$[+/A-Za-z0-9]{8,80}\\$[+/A-Za-z0-9]{16,120}|pbkdf2_sha\\d{1,3}\\$\\d{1,8}\\$[A-Za-z0-9]{4,40}\\$[+/=A-Za-z0-9]{20,100}))${OPEN}`,
      'gi',
    ),
    ({ value = '' }) => !isPlaceholder(value),
  ),
  {
    ...severe(
      'passwordInCode',
      new RegExp(
        `(?<![A-Za-z0-9])(?<name>(?:[A-Za-z0-9]{1,30}[_.-]?){0,3}?${PASSWORD_NAME})${OPEN}?\\s{0,5}(?:[:=]|=>)\\s{0,5}${OPEN}${VALUE}${OPEN}`,
        'gi',
      ),
      isNamedPassword,
    ),
    // A name may stand behind any three words, so that every word of a page is a beginning to try.
    onlyWith: new RegExp(`${PASSWORD_NAME}${OPEN}?\\s{0,5}[:=]`, 'i'),
  },
  severe(
    'passwordInComment',
    /<!--(?<text>[\s\S]{0,300}?)(?:\b(?:password|passwd|pwd|pass|passphrase|passwort|kennwort)|密码|口令|パスワード)\s{0,3}(?:[:=：]|\bis\b|是|为)\s{0,3}["'「“]?(?<secret>(?<value>[^\s"'<>”」]{6,60}))/gi,
    (groups) => !groups.text?.includes('-->') && isSpokenPassword(groups),
  ),
  severe(
    'passwordInField',
    /<input\b(?=[^<>]{0,300}\s(?:type\s{0,3}=\s{0,3}["']?password\b|name\s{0,3}=\s{0,3}["']?(?:\w{0,20}[_.-])?(?:password|passwd|pwd)["'\s]))[^<>]{0,300}?\svalue\s{0,3}=\s{0,3}["'](?<secret>(?<value>[^"'<>]{6,100}))["']/gi,
    ({ value = '' }) => looksLikePassword(value),
  ),
  mild('googleApiKey', /\b(?<secret>AIza(?<random>[A-Za-z0-9_-]{35}))(?![\w-])/g, isRandom),
  mild(
    'jsonWebToken',
    /(?<![\w.-])(?<secret>(?<header>eyJ[A-Za-z0-9_-]{10,2000})\.(?<payload>eyJ[A-Za-z0-9_-]{10,6000})\.[A-Za-z0-9_-]{20,2000})/g,
    isToken,
  ),
];

/** Secrets in a text, without what is plainly a stand-in for one. */
export function findLeakedSecrets(text: string): { kind: string; secret: string; isSevere: boolean }[] {
  const found = new Map<string, { kind: string; secret: string; isSevere: boolean }>();
  for (const { kind, pattern, isSecret, isSevere, onlyWith } of SECRET_PATTERNS) {
    if (onlyWith?.test(text) === false) continue;
    for (const { groups = {} } of text.matchAll(pattern)) {
      const { secret = '' } = groups;
      const shown = Object.entries(groups).map(([name, part]) => [name, unescapeHtml(part ?? '')] as const);
      if (!found.has(secret) && isSecret(Object.fromEntries(shown)))
        found.set(secret, { kind, secret, isSevere });
    }
  }
  return [...found.values()];
}
