/**
 * The browser finds no host, not even this machine, and every way out is a proxy whose name cannot be found either: what
 * is not answered by us goes nowhere. Its own errands and what would speak past a proxy are switched off.
 */
export const CHROMIUM_ARGUMENTS: readonly string[] = [
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=http://nowhere.invalid:9',
  '--proxy-bypass-list=<-loopback>',
  '--disable-quic',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--dns-prefetch-disable',
  '--no-pings',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-gpu',
  '--mute-audio',
  '--no-first-run',
  '--renderer-process-limit=2',
  '--js-flags=--max-old-space-size=256',
];
