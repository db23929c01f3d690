import {
  clientHello,
  type HelloProtocol,
  isVersion,
  readServerHello,
  readSslv2Hello,
  sslv2Hello,
  TLS_PROTOCOLS,
  type TlsProtocol,
} from './hello';
import type { Probe } from './probe-hello';
import { COMMON_SUITES, suiteName, WEAK_SUITES, WEAKNESSES, type Weakness } from './suites';

/** `unknown`: the probe's connection failed or stayed silent. */
export type ProtocolState = 'accepted' | 'refused' | 'unknown';
export type AcceptedWeakSuite = { protocol: TlsProtocol; weakness: Weakness; code: number; name: string };

const HELLO_PROTOCOLS = TLS_PROTOCOLS.filter((protocol): protocol is HelloProtocol => protocol !== 'SSLv2');
const WEAK = WEAKNESSES.flatMap((weakness) => WEAK_SUITES[weakness].map(({ code }) => ({ code, weakness })));
const ALL_CODES = [...COMMON_SUITES.map(({ code }) => code), ...WEAK.map(({ code }) => code)];
/** A server that accepts more is named by these; the rest would only cost it more connections. */
const MAX_WEAK_PER_PROTOCOL = 12;

/** Offers each version alone, with every suite that servers are known to speak. */
export async function probeProtocols(
  probe: Probe,
  hostname: string,
  random: () => Uint8Array,
): Promise<Record<TlsProtocol, ProtocolState>> {
  const sslv2 = await probe(sslv2Hello(random()), readSslv2Hello);
  const states: Record<TlsProtocol, ProtocolState> = {
    SSLv2: sslv2.kind === 'hello' ? 'accepted' : sslv2.kind,
    SSLv3: 'unknown',
    'TLSv1.0': 'unknown',
    'TLSv1.1': 'unknown',
    'TLSv1.2': 'unknown',
    'TLSv1.3': 'unknown',
  };
  for (const protocol of HELLO_PROTOCOLS) {
    const response = await probe(clientHello(protocol, ALL_CODES, hostname, random()), readServerHello);
    if (response.kind === 'hello') states[protocol] = isVersion(response, protocol) ? 'accepted' : 'refused';
    else states[protocol] = response.kind;
  }
  return states;
}

/**
 * Offers only weak suites, takes out the one that the server picks, and offers the rest until it picks none.
 * TLS 1.3 has no weak suites (RFC 8446 appendix B.4).
 */
export async function probeWeakSuites(
  probe: Probe,
  hostname: string,
  random: () => Uint8Array,
  states: Readonly<Record<TlsProtocol, ProtocolState>>,
): Promise<AcceptedWeakSuite[]> {
  const found: AcceptedWeakSuite[] = [];
  for (const protocol of HELLO_PROTOCOLS) {
    if (protocol === 'TLSv1.3' || states[protocol] !== 'accepted') continue;
    let offered = WEAK;
    for (let round = 0; round < MAX_WEAK_PER_PROTOCOL; round++) {
      const codes = offered.map(({ code }) => code);
      const response = await probe(clientHello(protocol, codes, hostname, random()), readServerHello);
      const picked =
        response.kind === 'hello' && isVersion(response, protocol)
          ? offered.find(({ code }) => code === response.suite)
          : undefined;
      if (!picked) break;
      found.push({ protocol, ...picked, name: suiteName(picked.code) });
      offered = offered.filter((suite) => suite !== picked);
    }
  }
  return found;
}
