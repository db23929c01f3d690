import { type Configuration, configuration } from '@/lib/config/configuration';
import { logFor } from '@/lib/config/log';
import { SECOND_MS } from '@/lib/core/clock';
import { type AddressListener, openAddressListener } from '@/lib/http/address-listener';
import { systemResolve } from '@/lib/http/resolve-host';
import { readListener } from '@/lib/http/rules/listener-settings';
import { openChromium } from '@/lib/scans/browser/open-chromium';
import { systemScanDeps } from '@/lib/scans/engine/system-deps';
import type { ScanRunner } from '@/lib/scans/run/run-queued-scan';
import { policyForWebsite } from '@/lib/websites/outbound-to-website';
import { every } from './every';

const log = logFor('scan');

/** The operator's listener, where one is configured; scans go on without one that cannot listen. */
function openListener({ SCAN_LISTENER, SCAN_LISTEN }: Configuration): () => AddressListener | undefined {
  const settings = readListener(SCAN_LISTENER, SCAN_LISTEN);
  let listener = settings && openAddressListener(settings);
  listener?.ready.catch((error: unknown) => {
    log.error({ err: error }, 'cannot listen at SCAN_LISTENER');
    listener = undefined;
  });
  return () => listener;
}

/** What a worker brings to a scan. */
export function scanRunner(): ScanRunner {
  const settings = configuration();
  const { SCAN_MAX_REQUESTS, SCAN_MAX_MINUTES, SCAN_STALLED_AFTER_SECONDS } = settings;
  const isUnwalled = settings.SCAN_BROWSER_SANDBOX === 'off';
  const listener = openListener(settings);
  return {
    settings: { maxRequests: SCAN_MAX_REQUESTS, maxMinutes: SCAN_MAX_MINUTES },
    stalledAfterMs: SCAN_STALLED_AFTER_SECONDS * SECOND_MS,
    connect: (origin, signal) => ({
      ...systemScanDeps(policyForWebsite(origin), signal),
      listener: listener(),
      openBrowser: openChromium({ ...settings.SCAN_BROWSER, isUnwalled }),
    }),
    resolve: systemResolve,
    every,
    onEngineError: (scanId, error) => log.error({ scanId, err: error }, 'the engine failed'),
  };
}
