import { readAttribute } from '../probing/html-walk';
import { scriptTokens } from '../probing/script-tokens';
import { foreignAddress, hostileHost, isService } from './foreign-address';
import type { PageContents } from './page-contents';
import type { Sign } from './sign';

const LONGEST_CODE = 196_608;
/** Names that only mining has. */
const MINING_NAME =
  /cryptonight|randomx|coin-?hive|cryptoloot|hashesPerSecond|stratum\+|mining\.(?:subscribe|authorize|submit)|monero|webmr|deepminer|coinimp|jsecoin|minero|crypta|MiningNotification|webminerpool/i;
/** Options of a miner: how many threads, and how much of the processor it leaves to others. */
const THROTTLES = /^(?:throttle|setThrottle)$/;
const THREADS = /^(?:threads|hardwareConcurrency|setNumThreads|site_?key|siteKey|autoThreads)$/i;
/** How miners name those for whom they count: `new X.Anonymous(key)`. */
const COUNTS_FOR = /^(?:Anonymous|User|Token)$/;

/** For whom is counted: a key of 32 bytes. */
const ACCOUNT_KEY = /^[0-9a-f]{64}$/i;
/** Whom a pool pays: an address of Monero. */
const WALLET = /^[48][1-9A-HJ-NP-Za-km-z]{94}$/;

type Found = { name: string; proof: string };

/** What the code of a page or script has of a miner, each of another kind. */
function codeSigns({ source }: PageContents): Found[] {
  if (!/throttle|mining|nonce|hash|miner|hive|cryptonight|randomx|stratum|\b[48]\w{94}\b/i.test(source))
    return [];
  const tokens = scriptTokens(source.slice(0, LONGEST_CODE)).filter(
    ({ kind }) => kind === 'name' || kind === 'text',
  );
  const find = (name: string, pattern: RegExp): Found[] => {
    const token = tokens.find(({ value }) => pattern.test(value.slice(0, 400)));
    return token ? [{ name, proof: pattern.exec(token.value)?.[0] ?? token.value }] : [];
  };
  const throttles = find('throttle', THROTTLES);
  const threads = [...find('threads', THREADS), ...find('threads', /"?site_key"?/)];
  const spoken = ['job', 'nonce'].every((word) => tokens.some(({ value }) => value === word));
  const target = spoken ? find('protocol', /^(?:target|blob|seed_hash|difficulty)$/) : [];
  const options = throttles.length > 0 && threads.length > 0 ? throttles : [];
  return [
    ...find('name', MINING_NAME),
    ...find('wallet', WALLET),
    ...options,
    ...(throttles.length > 0 ? [...find('account', COUNTS_FOR), ...find('key', ACCOUNT_KEY)] : []),
    ...target,
  ];
}

/** Scripts that are loaded under the name of what miners calculate. */
function addressSigns(page: PageContents): (Found & { host: string })[] {
  return page.seen.flatMap(({ part: { element } }) => {
    const address = element.tagName === 'script' ? readAttribute(element, 'src') : null;
    const foreign = address === null ? null : foreignAddress(address, page.base);
    const isNamed = foreign && !isService(foreign) && MINING_NAME.test(foreign.url.href);
    return foreign && isNamed && address !== null
      ? [{ name: 'address', proof: address, host: foreign.host }]
      : [];
  });
}

/** Code that calculates for others: a socket to a foreign host beside compiled code or threads, and the words of miners. */
export function minerSigns(page: PageContents): Sign[] {
  const sockets = page.acts.flatMap((act) => {
    const foreign = act.kind === 'socket' ? foreignAddress(act.text, page.base) : null;
    return foreign ? [foreign] : [];
  });
  const calculates = page.acts.some(({ kind }) => kind === 'compile' || kind === 'worker');
  const [socket] = calculates ? sockets : [];
  const addresses = addressSigns(page);
  const found = [...addresses, ...codeSigns(page)];
  const kinds = new Set([...found.map(({ name }) => name), ...(socket ? ['socket'] : [])]);
  const isOfKey = kinds.has('account') && kinds.has('key');
  const own = isOfKey ? new URL(page.base).hostname : undefined;
  const host = addresses[0]?.host ?? socket?.host ?? own;
  if (host === undefined || kinds.size < 2 || hostileHost(host)) return [];
  const proofs = [...found.map(({ proof }) => proof), host];
  return [{ kind: 'miner', confidence: 'CONFIRMED', subject: host, detail: [...kinds].join(' '), proofs }];
}
