import { type Clock, systemClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { toBase64 } from '@/lib/signing/encoding';
import { nodePrimitives, nodeRandom } from '@/lib/signing/node-primitives';
import type { RandomBytes } from '@/lib/signing/primitives';
import { signV1Body } from '@/lib/signing/profiles/v1-body-sign';
import { memoryNonceCache } from '@/lib/signing/verify';
import { PRODUCE_PATH, type SellerAddresses, siteAddresses } from './addresses';
import { answerCall } from './interface/answer-call';
import { createInstances } from './interface/instances';
import { type IssuedCertificate, issueCertificates } from './issue-certificates';
import { handlePanelRequest } from './panel/handle-panel-request';
import { type FakeSellerOptions, fakeSellerOptionsSchema } from './schemas';
import { createSellerState, type SellerState, type SiteName } from './seller-state';
import type { SiteBehaviour } from './site/behaviour';
import { handleSiteRequest, type User } from './site/handle-site-request';
import { safeBehaviour } from './site/safe-behaviour';
import { SECURITY_HEADERS } from './site/security-headers';
import { createSessions } from './site/sessions';
import { vulnerableBehaviour } from './site/vulnerable-behaviour';
import { withHeaders } from './wire/ask-and-reply';
import { createPauses } from './wire/pauses';
import { type Handler, type LoopbackServer, serveOnLoopback } from './wire/serve-on-loopback';

export type FakeSeller = SellerAddresses & {
  /** Who can sign in to both sites. */
  user: User;
  /** What the control panel changes, for tests in the same process. */
  state: SellerState;
  /** Cuts all connections and stops listening. */
  close(): Promise<void>;
};

/** What a test replaces; the defaults are the system's. */
type FakeSellerSources = {
  clock: Clock;
  random: RandomBytes;
  /** Creates the wait of the fault `slow`. */
  pause: ((ms: number) => Promise<void>) | null;
};

type SiteParts = { name: SiteName; port: number; behaviour: SiteBehaviour };

/**
 * Starts the fake seller on 127.0.0.1: a safe and a vulnerable website (HTTPS, host name `localhost`), each with the
 * signed interface of koogallery-protocol V2.0, and the control panel (plain HTTP). Nothing is read from or written
 * to disk, no command is run, no connection is opened.
 * @throws ZodError for invalid options, the system's error when a port is taken
 */
export async function startFakeSeller(
  options: FakeSellerOptions = {},
  sources: Partial<FakeSellerSources> = {},
): Promise<FakeSeller> {
  const { ports, accessKey, user } = fakeSellerOptionsSchema.parse(options);
  const { clock = systemClock, random = nodeRandom, pause = null } = sources;
  const certificates = await issueCertificates(clock.now());
  const state = createSellerState(accessKey);
  const pauses = createPauses();
  const shared = { state, user, clock, random, pause: pause ?? pauses.pause };
  const servers: LoopbackServer[] = [];
  const close = async () => {
    pauses.cancelAll();
    await Promise.all(servers.map((server) => server.close()));
  };
  const serve = async (
    port: number,
    certificate: IssuedCertificate | null,
    handlerFor: (port: number) => Handler,
  ) => {
    const server = await serveOnLoopback({ port, certificate, handlerFor });
    servers.push(server);
    return server.port;
  };
  const serveSite = ({ name, port, behaviour }: SiteParts) =>
    serve(port, certificates.sites, (bound) => siteHandler(bound, { name, behaviour, ...shared }));
  try {
    const safe = await serveSite({ name: 'safe', port: ports.safe ?? 0, behaviour: safeBehaviour });
    const vulnerable = await serveSite({
      name: 'vulnerable',
      port: ports.vulnerable ?? 0,
      behaviour: vulnerableBehaviour,
    });
    const sites = { safe: siteAddresses(safe), vulnerable: siteAddresses(vulnerable) };
    const control = await serve(
      ports.control ?? 0,
      null,
      (port) => (ask) => handlePanelRequest(ask, { port, state, sites }),
    );
    return {
      sites,
      controlUrl: `http://localhost:${control}`,
      caPem: certificates.caPem,
      user,
      state,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

type SiteSources = {
  name: SiteName;
  behaviour: SiteBehaviour;
  state: SellerState;
  user: User;
  clock: Clock;
  random: RandomBytes;
  pause(ms: number): Promise<void>;
};

/** One site: its pages and its signed interface, with memory of its own. */
function siteHandler(port: number, { random, ...site }: SiteSources): Handler {
  const { name, state, clock } = site;
  const { origin, loginUrl } = siteAddresses(port);
  const token = () => toBase64(random(33)).replaceAll('+', '-').replaceAll('/', '_');
  const sessions = createSessions({ clock, token, isDying: () => state.isFaultOn('session-dies') });
  const instances = createInstances(() => newId(clock.now().getTime(), random(16)));
  const nonces = memoryNonceCache(clock);
  const signBody = (body: Uint8Array) => {
    const accessKey = state.accessKey(name);
    return accessKey === null ? null : signV1Body({ accessKey, body }, nodePrimitives);
  };
  return async (ask) => {
    const outcome =
      ask.path === PRODUCE_PATH
        ? await answerCall(ask, { ...site, instances, nonces, signBody, frontEndUrl: loginUrl })
        : handleSiteRequest(ask, { ...site, origin, sessions });
    return outcome === 'reset' ? outcome : withHeaders(outcome, SECURITY_HEADERS);
  };
}
