/**
 * The browser finds no host, not even this machine, and every way out is a proxy whose name cannot be found either: what
 * is not answered by us goes nowhere. Its own errands and what would speak past a proxy are switched off.
 */
const NO_WAY_OUT: readonly string[] = [
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
  '--disable-breakpad',
  '--disable-field-trial-config',
  '--disable-default-apps',
  '--disable-extensions',
  '--metrics-recording-only',
  // Frames that share nothing with their page would hide what it does with them; https is not tried where http was said;
  // no process is started that only may be needed.
  '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,OptimizationHints,NetworkTimeServiceQuerying,MediaRouter,PreconnectToSearch,PaintHolding,ThirdPartyStoragePartitioning,SpareRendererForSitePerProcess,IsolateSandboxedIframes',
];

/** Nobody looks at it, and no page waits because another one is in front. */
const WITHOUT_SCREEN: readonly string[] = [
  '--headless',
  '--hide-scrollbars',
  '--disable-gpu',
  '--enable-unsafe-swiftshader',
  '--mute-audio',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-service-autorun',
  '--password-store=basic',
  '--use-mock-keychain',
  '--disable-dev-shm-usage',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-back-forward-cache',
  '--disable-hang-monitor',
  '--disable-popup-blocking',
  '--disable-ipc-flooding-protection',
  '--allow-pre-commit-input',
  '--renderer-process-limit=2',
  '--js-flags=--max-old-space-size=256',
];

/** @param home the folder that the browser keeps everything in. @param isWalled with the sandbox of its own */
export const chromiumArguments = (home: string, isWalled: boolean): string[] => [
  ...NO_WAY_OUT,
  ...WITHOUT_SCREEN,
  ...(isWalled ? [] : ['--no-sandbox']),
  `--user-data-dir=${home}`,
  '--remote-debugging-pipe',
  '--no-startup-window',
];
