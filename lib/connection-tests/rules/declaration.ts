import { EXTENSION_TEXT_LENGTH } from '@/lib/core/policy';

/** Provisioning information that a seller may ask of the buyer (protocol page §2.5). */
export const PROVISIONING_INFO = ['MOBILE', 'EMAIL', 'IAM_USER_NAME'] as const;
export type ProvisioningInfo = (typeof PROVISIONING_INFO)[number];

/** Lengths in characters. KooGallery documents `extensionText`; the others are ours. */
export const DECLARATION_LIMITS = {
  productionUrl: 2_048,
  accessKey: 128,
  /** An RSA key of 16,384 bits has about 2,800. */
  kitPublicKey: 4_096,
  extensionText: EXTENSION_TEXT_LENGTH,
  extensionParameters: 20,
} as const;

/** What forbids a production URL; a sentence each below `connection-checks.declaration.<code>`. */
export type DeclarationProblem =
  | 'URL_MISSING'
  | 'SEVERAL_URLS'
  | 'URL_INVALID'
  | 'NOT_HTTPS'
  | 'HOST_IS_ADDRESS'
  | 'HOST_NOT_PUBLIC'
  | 'CREDENTIALS_IN_URL'
  | 'FRAGMENT_IN_URL'
  | 'SIGNATURE_IN_URL';
export type DeclarationWarning = 'PORT_NOT_443';

export type DeclarationResult = {
  /** No problem is left: the URL may be called. */
  ok: boolean;
  problems: readonly DeclarationProblem[];
  warnings: readonly DeclarationWarning[];
  /** Problems that the operator's allow-list waived for tests and demos; KooGallery itself would refuse the URL. */
  waived: readonly DeclarationProblem[];
};

/** What an operator may waive for a host on the allow-list. */
const WAIVABLE: readonly DeclarationProblem[] = ['NOT_HTTPS', 'HOST_IS_ADDRESS', 'HOST_NOT_PUBLIC'];
/** Names that KooGallery adds to the query of each call. */
const RESERVED_PARAMETERS = ['signature', 'timestamp', 'nonce', 'authToken', 'timeStamp'];

/**
 * The rules for a product's production URL (SaaS Access Guide, requirements on interfaces): exactly one URL for all
 * activities, HTTPS, a domain name and never an IP address. An explicit port is accepted, with a warning unless 443.
 * @param allowedHosts the operator's `host:port` entries (`OUTBOUND_ALLOW_PRIVATE`): scheme and host rules are waived for these
 */
export function checkDeclaration(url: string, allowedHosts: ReadonlySet<string>): DeclarationResult {
  const text = url.trim();
  if (text === '') return refused('URL_MISSING');
  if (/[\s,;]https?:\/\//i.test(text)) return refused('SEVERAL_URLS');
  if (/\s/.test(text) || !/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return refused('URL_INVALID');
  const parsed = URL.canParse(text) ? new URL(text) : null;
  if (!parsed?.hostname) return refused('URL_INVALID');
  const found = listProblems(parsed);
  const isAllowed = isHttp(parsed) && allowedHosts.has(`${parsed.hostname}:${readPort(parsed)}`);
  const waived = isAllowed ? found.filter((problem) => WAIVABLE.includes(problem)) : [];
  const problems = found.filter((problem) => !waived.includes(problem));
  const warnings: DeclarationWarning[] = readPort(parsed) === '443' ? [] : ['PORT_NOT_443'];
  return { ok: problems.length === 0, problems, warnings, waived };
}

/** The verdict on what an asset declares; null before it declared a URL. */
export const judgedUrl = (
  declaration: { productionUrl: string } | null,
  allowedHosts: ReadonlySet<string>,
): DeclarationResult | null =>
  declaration === null || declaration.productionUrl === ''
    ? null
    : checkDeclaration(declaration.productionUrl, allowedHosts);

const refused = (problem: DeclarationProblem): DeclarationResult => ({
  ok: false,
  problems: [problem],
  warnings: [],
  waived: [],
});

const isHttp = ({ protocol }: URL) => protocol === 'https:' || protocol === 'http:';
const readPort = ({ port, protocol }: URL) => port || (protocol === 'http:' ? '80' : '443');

function listProblems(url: URL): DeclarationProblem[] {
  const problems: DeclarationProblem[] = [];
  // The URL parser has already written every spelling of an IPv4 address (octal, one number) as four decimals.
  const host = url.hostname.replace(/\.$/, '');
  const isAddress = host.startsWith('[') || /^\d+(\.\d+){3}$/.test(host);
  if (url.protocol !== 'https:') problems.push('NOT_HTTPS');
  if (isAddress) problems.push('HOST_IS_ADDRESS');
  else if (!host.includes('.') || /\.(localhost|local|internal|lan|home|invalid|test)$/.test(host)) {
    problems.push('HOST_NOT_PUBLIC');
  }
  if (url.username !== '' || url.password !== '') problems.push('CREDENTIALS_IN_URL');
  if (url.hash !== '') problems.push('FRAGMENT_IN_URL');
  if (RESERVED_PARAMETERS.some((name) => url.searchParams.has(name))) problems.push('SIGNATURE_IN_URL');
  return problems;
}
