/** Names that nobody can own (RFC 2606, RFC 6761) and the machine itself: what is before them is for practice. */
const RESERVED = /(?:^|\.)(?:example|test|invalid|localhost)$|(?:^|\.)example\.(?:com|net|org)$/i;
const LOOPBACK = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|0\.0\.0\.0|\[?::1\]?)$/;
/** Blocks for documentation (RFC 5737). */
const DOCUMENTATION = /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}$/;

/** Whether a host is one of manuals and of trying things out, not of a network. */
export const isExampleHost = (host: string): boolean =>
  [RESERVED, LOOPBACK, DOCUMENTATION].some((pattern) => pattern.test(host.replace(/\.$/, '')));
