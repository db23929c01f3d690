import { HEAD_KIB } from '@/lib/core/policy';

/** What the operator allows to leave this machine; configuration fills it, nothing else widens it. */
export type OutboundPolicy = {
  /** Ports besides 80 and 443; those of other protocols are refused all the same (`rules/refused-ports.ts`). */
  extraPorts: Iterable<number>;
  /**
   * `host:port` pairs that may lie on a loopback or private address, exactly as the URL writes them
   * (`127.0.0.1:4010`, `[::1]:4010`, `shop.test:443`); the port is always named.
   */
  allowPrivate: Iterable<string>;
  /** PEM certificates trusted besides Node's own roots. */
  extraCa?: string;
  /** Reuse connections for requests that change nothing (GET, HEAD, OPTIONS); the scanner sends thousands. */
  isKeepAlive?: boolean;
  /** Sent when the caller names none, so that no request leaves anonymously. */
  userAgent?: string;
};

export const DEFAULT_USER_AGENT = 'Preflight/1.0 (seller self-check)';
/** From the first look-up to the last body byte. */
export const DEFAULT_TIMEOUT_MS = 20_000;
export const DEFAULT_MAX_BODY_BYTES = 5 * 1024 * 1024;
export const MAX_HEAD_BYTES = HEAD_KIB * 1024;
