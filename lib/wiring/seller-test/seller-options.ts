import { X509Certificate } from 'node:crypto';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { checkDeclaration } from '@/lib/connection-tests/rules/declaration';
import type { OutboundPolicy } from '@/lib/http/outbound-policy';
import type { CallTarget } from '@/lib/koogallery/call-target';
import { publicKeyProblem } from '@/lib/koogallery/public-key';
import type { BillingMode, CaseDeclaration } from '@/lib/koogallery/required-cases';
import { STORED_PROTOCOLS } from '@/lib/koogallery/stored-protocols';
import { toText } from '@/lib/signing/encoding';
import {
  checkedKey,
  type KeyOptions,
  readAccessKey,
  readNamed,
  withKeyOptions,
} from '../commands/signing-input';
import type { Terminal } from '../commands/signing-terminal';
import { sayTest, translate, usageError } from './say-test';

export type SellerOptions = KeyOptions & {
  url: string;
  protocol: 'V2' | 'V1';
  kitAccessKeyEnv?: string;
  kitPublicKeyFile?: string;
  productKind: CaseDeclaration['productKind'];
  billing: readonly BillingMode[];
  encryption: CallTarget['encryptionAlgorithm'];
  caFile?: string;
  testFlag: boolean;
  instance?: string;
  reveal?: true;
};

/** A seller as an asset would declare it, with the way to it. */
export type Seller = {
  protocol: 'V2.0' | 'V1.0';
  declaration: CaseDeclaration;
  target: CallTarget;
  policy: OutboundPolicy;
};

const PROTOCOL_NAMES = { v2: 'V2', v1: 'V1' } as const;
const KIND_NAMES = { common: 'COMMON', joint: 'JOINT_OPERATIONS' } as const;
const BILLING_NAMES = {
  'yearly-monthly': 'YEARLY_MONTHLY',
  'pay-per-use': 'PAY_PER_USE',
  'one-time': 'ONE_TIME',
} as const;
const ENCRYPTION_NAMES = { aes256: 'AES256', aes128: 'AES128' } as const;

/** What is declared of a seller, as options; the same words for every command that calls one. */
export const withSellerOptions = (command: Command): Command =>
  withKeyOptions(
    command
      .requiredOption('--url <url>', 'the production URL')
      .addOption(choice('--protocol <protocol>', 'v2 or v1', PROTOCOL_NAMES, 'v2')),
  )
    .option('--kit-access-key-env <variable>', 'the same for the key of the joint-operations interfaces')
    .option('--kit-public-key-file <file>', 'PEM of the RSA key that clientSecret is encrypted under')
    .addOption(choice('--product-kind <kind>', 'common or joint', KIND_NAMES, 'common'))
    .addOption(
      new Option('--billing <modes>', 'yearly-monthly, pay-per-use, one-time; several with commas between')
        .argParser((text) => text.split(',').map((name) => parseChoice(BILLING_NAMES)(name.trim())))
        .default([BILLING_NAMES['yearly-monthly']], 'yearly-monthly'),
    )
    .addOption(choice('--encryption <algorithm>', 'of V1.0: aes256 or aes128', ENCRYPTION_NAMES, 'aes256'))
    .option('--instance <id>', 'use this instance of the seller instead of a new one')
    .option('--ca-file <file>', 'PEM of an authority to trust in addition to the public ones')
    .option('--no-test-flag', 'call as in production, without testFlag: the seller may bill and provision')
    .option('--reveal', 'show exchanges unmasked (default: sensitive values and signatures are masked)');

const choice = <Choices extends Record<string, string>>(
  flags: string,
  description: string,
  choices: Choices,
  preset: keyof Choices & string,
): Option => new Option(flags, description).argParser(parseChoice(choices)).default(choices[preset], preset);

/** Reads one of the words. @throws InvalidArgumentError, which commander shows with the option's name */
function parseChoice<const Choices extends Record<string, string>>(choices: Choices) {
  return (text: string): Choices[keyof Choices] => {
    if (!Object.hasOwn(choices, text))
      throw new InvalidArgumentError(sayTest('choiceInvalid', { choices: Object.keys(choices).join(', ') }));
    return choices[text as keyof Choices];
  };
}

/**
 * Reads keys and files, and judges the URL as a declaration would.
 * @param allowPrivate `host:port` pairs of which the rules about https and public names are waived
 * @param needsInput whether standard input is read for something else
 * @throws InputError for what nobody could be called with
 */
export async function readSeller(
  options: SellerOptions,
  allowPrivate: readonly string[],
  needsInput: boolean,
  terminal: Terminal,
): Promise<Seller> {
  const { url, protocol, productKind, billing, encryption, kitAccessKeyEnv, kitPublicKeyFile } = options;
  refuseUnusableUrl(url, allowPrivate);
  const declaration: CaseDeclaration = { protocol, productKind, billingModes: billing };
  const isJoint = productKind === 'JOINT_OPERATIONS';
  if (isJoint && protocol === 'V1') throw usageError('jointNeedsV2');
  if (isJoint && (kitAccessKeyEnv === undefined || kitPublicKeyFile === undefined))
    throw usageError('jointNeedsKeys');
  const accessKey = await readAccessKey(options, needsInput, terminal);
  const { port } = new URL(url);
  return {
    protocol: STORED_PROTOCOLS[protocol],
    declaration,
    target: {
      productionUrl: url,
      accessKey,
      kitAccessKey:
        kitAccessKeyEnv === undefined
          ? null
          : checkedKey(terminal.environment(kitAccessKeyEnv) ?? '', kitAccessKeyEnv),
      previousKeys: [],
      encryptionAlgorithm: encryption,
      kitPublicKey: await readPublicKey(options, terminal),
    },
    policy: {
      extraPorts: port === '' ? [] : [Number(port)],
      allowPrivate,
      ...(await readAuthority(options, terminal)),
    },
  };
}

/** `host:port` of a URL as the list of private targets spells it. */
export function readHostAndPort(url: string): string {
  const { hostname, port, protocol } = new URL(url);
  return `${hostname}:${port || (protocol === 'http:' ? '80' : '443')}`;
}

function refuseUnusableUrl(url: string, allowPrivate: readonly string[]): void {
  const [problem] = checkDeclaration(url, new Set(allowPrivate)).problems;
  if (!problem) return;
  const say = (part: 'what' | 'fix') => translate(`connection-checks.declaration.${problem}.${part}`);
  const isWaivable = URL.canParse(url) && checkDeclaration(url, new Set([readHostAndPort(url)])).ok;
  const waiver = isWaivable ? ` ${sayTest('waiver', { place: readHostAndPort(url) })}` : '';
  throw usageError('urlRefused', { url, what: say('what'), fix: say('fix'), waiver });
}

async function readPublicKey({ kitPublicKeyFile: path }: SellerOptions, terminal: Terminal) {
  if (path === undefined) return null;
  const pem = (toText(await readNamed(path, terminal)) ?? '').replaceAll('\r\n', '\n').trim();
  const problem = publicKeyProblem(pem);
  if (problem) {
    const what = translate(`errors.connection.KIT_PUBLIC_KEY_${problem}`);
    throw usageError('fileUnusable', { path, what });
  }
  return pem;
}

async function readAuthority(
  { caFile: path }: SellerOptions,
  terminal: Terminal,
): Promise<Pick<OutboundPolicy, 'extraCa'>> {
  if (path === undefined) return {};
  const bytes = await readNamed(path, terminal);
  try {
    new X509Certificate(bytes);
    return { extraCa: new TextDecoder().decode(bytes) };
  } catch {
    throw usageError('fileUnusable', { path, what: sayTest('noCertificate') });
  }
}
