import { randomFillSync } from 'node:crypto';
import { type Clock, systemClock } from '@/lib/core/clock';
import type { InspectionResult } from './inspection-record';
import { connectToAny } from './open-socket';
import type { OutboundPolicy } from './outbound-policy';
import { Limit } from './request-progress';
import { checkedAddresses, type Resolve, systemResolve } from './resolve-host';
import { OutboundError, type RequestPhase, toOutboundError } from './rules/failure';
import { type RequestTarget, targetReader } from './rules/request-target';
import { isTlsResponse } from './tls/hello';
import { inspectCertificate } from './tls/inspect-certificate';
import { type Probe, probeHello } from './tls/probe-hello';
import { probeProtocols, probeWeakSuites } from './tls/probe-protocols';

export type { InspectionResult, TlsInspection } from './inspection-record';

export type InspectionDeps = {
  resolve?: Resolve;
  clock?: Clock;
  signal?: AbortSignal;
  /** For each connection, 5 seconds unless told. */
  probeTimeoutMs?: number;
  /** For all of them together, a minute unless told. */
  timeoutMs?: number;
  /** The weak suites cost most of the connections: false leaves their list empty. */
  areSuitesRead?: boolean;
};

const PROBE_MS = 5_000;
const TOTAL_MS = 60_000;
/** Bytes kept of a non-TLS reply, to identify the protocol. */
const CLEAR_BYTES = 64;

/**
 * Inspects one TLS port through the same guard as every request: 8 to 60 short connections, one after another.
 * @param host as a URL writes it (IPv6 in brackets)
 * @returns a failure where the guard refuses the address, no connection can be made, or the time is over
 */
export async function inspectTls(
  host: string,
  port: number,
  policy: OutboundPolicy,
  deps: InspectionDeps = {},
): Promise<InspectionResult> {
  const read = targetReader(policy)(`https://${host}:${port}/`);
  if (!read.ok) return read;
  const { target } = read;
  const late = () => new OutboundError('RESPONSE_TIMEOUT', 'inspection was not complete in time');
  const stopped = () => new OutboundError('ABORTED', 'inspection was stopped');
  const limit = new Limit(deps.timeoutMs ?? TOTAL_MS, deps.signal, late, stopped);
  const { signal } = limit;
  try {
    const address = await reachableAddress(target, deps.resolve ?? systemResolve, limit);
    const { hostname } = target;
    const server = { address, port, hostname };
    const probeLimit = { timeoutMs: deps.probeTimeoutMs ?? PROBE_MS, signal };
    let answerInClear: string | null = null;
    const probe: Probe = async (hello, reader) => {
      const response = await probeHello(server, hello, reader, probeLimit);
      if (response.kind === 'refused' && !isTlsResponse(response.bytes))
        answerInClear ??= Buffer.from(response.bytes.subarray(0, CLEAR_BYTES)).toString('hex');
      return response;
    };
    const protocols = await probeProtocols(probe, hostname, helloRandom);
    const areSuitesRead = deps.areSuitesRead ?? true;
    const weakSuites = areSuitesRead ? await probeWeakSuites(probe, hostname, helloRandom, protocols) : [];
    const inspected = await inspectCertificate(server, policy, deps.clock ?? systemClock, probeLimit);
    if (limit.reason) throw limit.reason;
    const probed = { protocols, answerInClear, weakSuites };
    return { ok: true, inspection: { host: hostname, port, address, ...probed, ...inspected } };
  } catch (error) {
    const { code, seen } = toOutboundError(limit.reason ?? error, 'connect');
    return { ok: false, code, seen };
  } finally {
    limit.release();
  }
}

const helloRandom = (): Uint8Array => randomFillSync(new Uint8Array(64));

/** The first checked address that answers: all probes go to this one. */
async function reachableAddress(target: RequestTarget, resolve: Resolve, limit: Limit): Promise<string> {
  let phase: RequestPhase = 'dns';
  try {
    const addresses = await limit.until(checkedAddresses(target, resolve));
    phase = 'connect';
    const { socket, address } = await connectToAny(addresses, target.port, limit.signal);
    socket.destroy();
    return address;
  } catch (error) {
    throw toOutboundError(error, phase);
  }
}
