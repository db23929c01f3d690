/** A kind of key or token that must not stand in what everybody can download. */
export type SecretPattern = {
  kind: string;
  /** Group 1 is the secret; the whole match when there is no group. */
  pattern: RegExp;
  /** Bits a character that random values of this kind reach and words do not; 0 where the form alone proves it. */
  minEntropy: number;
  isSevere: boolean;
};

const severe = (kind: string, pattern: RegExp, minEntropy = 0): SecretPattern => ({
  kind,
  pattern,
  minEntropy,
  isSevere: true,
});
const mild = (kind: string, pattern: RegExp, minEntropy = 0): SecretPattern => ({
  kind,
  pattern,
  minEntropy,
  isSevere: false,
});

/** Forms that their issuers document; publishable keys (Stripe `pk_`, Google Maps) are meant to be seen and judged mildly. */
export const SECRET_PATTERNS: readonly SecretPattern[] = [
  severe(
    'privateKey',
    /-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED )?PRIVATE KEY-----(?:\\[rn]|\s)*([A-Za-z0-9+/=]{40,})/g,
  ),
  severe('awsAccessKey', /\b((?:AKIA|ASIA)[A-Z2-7]{16})\b/g, 3),
  severe(
    'githubToken',
    /\b((?:ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{60,255})\b/g,
    3,
  ),
  severe('gitlabToken', /\b(glpat-[A-Za-z0-9_-]{20,})\b/g, 3),
  severe('slackToken', /\b(xox[abprs]-[A-Za-z0-9-]{20,250})\b/g, 2.5),
  severe(
    'slackWebhook',
    /(https:\/\/hooks\.slack\.com\/services\/T[A-Z0-9]{6,}\/B[A-Z0-9]{6,}\/[A-Za-z0-9]{20,})/g,
    3,
  ),
  severe('stripeSecretKey', /\b((?:sk|rk)_live_[A-Za-z0-9]{20,247})\b/g, 3),
  severe('sendgridKey', /\b(SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43})\b/g, 3),
  severe('npmToken', /\b(npm_[A-Za-z0-9]{36})\b/g, 3),
  severe('openaiKey', /\b(sk-(?:proj-)?[A-Za-z0-9_-]{32,200})\b/g, 3.5),
  severe('alibabaAccessKey', /\b(LTAI[A-Za-z0-9]{16,20})\b/g, 3),
  severe('tencentSecretId', /\b(AKID[A-Za-z0-9]{32})\b/g, 3),
  severe(
    'cloudSecretKey',
    /(?:aws_?secret_?(?:access_?)?key|secret_?access_?key|accessKeySecret|huaweicloud_?sk)["']?\s*[:=]\s*["']([A-Za-z0-9/+]{30,60})["']/gi,
    4,
  ),
  severe(
    'connectionString',
    /\b((?:mysql|postgres(?:ql)?|mongodb(?:\+srv)?|redis|amqp):\/\/[^\s:@/"'<>]+:[^\s@/"'<>]{4,}@[^\s"'<>]+)/g,
  ),
  severe(
    'passwordInCode',
    /\b(?:db_?pass(?:word)?|database_?password|admin_?password|api_?secret|client_?secret|secret_?key)["']?\s*[:=]\s*["']([^"'\s<>]{8,100})["']/gi,
    3,
  ),
  severe(
    'passwordInComment',
    /<!--(?:(?!-->)[\s\S]){0,300}?\b(?:password|passwd|pwd|passphrase)\s{0,3}(?:[:=]|\bis\b)\s{0,3}["']?([^\s"'<>]{5,60})/gi,
    2.2,
  ),
  mild('googleApiKey', /\b(AIza[A-Za-z0-9_-]{35})\b/g, 3),
  mild('jsonWebToken', /["'=]\s*(eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,})/g, 3.5),
];

const PLACEHOLDER =
  /example|sample|dummy|placeholder|changeme|change[-_]?me|your[-_]|xxxx|\*{3}|<[^>]*>|\$\{|\{\{|%[sd]|test[-_]?key|fake|redacted|0123456789|1234567890|abcdefgh|required|invalid|:password@|^password\d*$/i;
const ONE_CHARACTER_RUN = /(.)\1{6,}/;

/** Shannon entropy in bits a character: random base62 reaches more than 4, words and placeholders stay near 3. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** Secrets in a text, without what is plainly a stand-in for one. */
export function findSecrets(text: string): { kind: string; secret: string; isSevere: boolean }[] {
  const found = new Map<string, { kind: string; secret: string; isSevere: boolean }>();
  for (const { kind, pattern, minEntropy, isSevere } of SECRET_PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const secret = match[1] ?? match[0];
      const isStandIn =
        PLACEHOLDER.test(secret) || ONE_CHARACTER_RUN.test(secret) || entropyOf(secret) < minEntropy;
      if (!isStandIn && !found.has(secret)) found.set(secret, { kind, secret, isSevere });
    }
  }
  return [...found.values()];
}
