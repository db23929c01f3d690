import { type Clock, systemClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { toBase64 } from '@/lib/signing/encoding';
import { nodeRandom } from '@/lib/signing/node-primitives';
import type { RandomBytes } from '@/lib/signing/primitives';
import { randomText } from '@/lib/signing/random-text';
import { memoryNonceCache } from '@/lib/signing/verify';
import { kitInterfaceAt, PRODUCE_PATH, type SellerAddresses, siteAddresses } from './addresses';
import { RACE_MS } from './faults';
import { TRANSPORT_FAULTS } from './faults/transport-faults';
import { answerCall } from './interface/answer-call';
import { createInstances } from './interface/instances';
import type { InterfaceContext } from './interface/interface-context';
import { issueCertificates } from './issue-certificates';
import { kitKeyPair } from './kit-key-pair';
import { handlePanelRequest } from './panel/handle-panel-request';
import { type FakeSellerOptions, fakeSellerOptionsSchema } from './schemas';
import { createSellerState, type SellerState, type SiteName } from './seller-state';
import type { SiteBehaviour } from './site/behaviour';
import { handleSiteRequest, type User } from './site/handle-site-request';
import { safeBehaviour } from './site/safe-behaviour';
import { SECURITY_HEADERS } from './site/security-headers';
import { createSessions } from './site/sessions';
import { vulnerableBehaviour } from './site/vulnerable-behaviour';
import type { Handler } from './wire/answer-request';
import { withHeaders } from './wire/ask-and-reply';
import { createPauses } from './wire/pauses';
import { type LoopbackServer, type SecureTransport, serveOnLoopback } from './wire/serve-on-loopback';

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
  /** The wait of the fault `slow`; that of `racing-orders` is always the system's, or there would be no race. */
  pause: ((ms: number) => Promise<void>) | null;
};

type SiteParts = { name: SiteName; port: number; behaviour: SiteBehaviour };

/**
 * Starts the fake seller on 127.0.0.1: a safe and a vulnerable website (HTTPS, host name `localhost`), each with the
 * signed interfaces of koogallery-protocol V2.0, V1.0 and joint operations, and the control panel (plain HTTP). Nothing
 * is read from or written to disk, no command is run, no connection is opened.
 * @throws ZodError for invalid options, the system's error when a port is taken
 */
export async function startFakeSeller(
  options: FakeSellerOptions = {},
  sources: Partial<FakeSellerSources> = {},
): Promise<FakeSeller> {
  const { ports, user, encryptType, faults, slowMs, ...keys } = fakeSellerOptionsSchema.parse(options);
  const { clock = systemClock, random = nodeRandom, pause = null } = sources;
  const [certificates, kitKeys] = await Promise.all([issueCertificates(clock.now()), kitKeyPair()]);
  const state = createSellerState(keys);
  state.setSlowMs(slowMs);
  for (const fault of faults) state.setFault(fault, true);
  const pauses = createPauses();
  const race = () => pauses.pause(RACE_MS);
  const { privateKey } = kitKeys;
  const shared = { state, user, clock, random, encryptType, privateKey, pause: pause ?? pauses.pause, race };
  const servers: LoopbackServer[] = [];
  const close = async () => {
    pauses.cancelAll();
    await Promise.all(servers.map((server) => server.close()));
  };
  const serve = async (
    port: number,
    secure: SecureTransport | null,
    handlerFor: (port: number) => Handler,
  ) => {
    const server = await serveOnLoopback({ port, secure, handlerFor });
    servers.push(server);
    return server;
  };
  const serveSite = async ({ name, port, behaviour }: SiteParts) => {
    const secure = { certificates: certificates.sites, isFaultOn: state.isFaultOn };
    const server = await serve(port, secure, (bound) => siteHandler(bound, { name, behaviour, ...shared }));
    state.onFaultChange((fault) => {
      if (Object.hasOwn(TRANSPORT_FAULTS, fault)) server.cutConnections();
    });
    return siteAddresses(server.port);
  };
  try {
    const sites = {
      safe: await serveSite({ name: 'safe', port: ports.safe ?? 0, behaviour: safeBehaviour }),
      vulnerable: await serveSite({
        name: 'vulnerable',
        port: ports.vulnerable ?? 0,
        behaviour: vulnerableBehaviour,
      }),
    };
    const kitPublicKeyPem = kitKeys.publicKeyPem;
    const panel = { state, sites, kitPublicKeyPem, encryptType };
    const control = await serve(
      ports.control ?? 0,
      null,
      (port) => (ask) => handlePanelRequest(ask, { port, ...panel }),
    );
    const controlUrl = `http://localhost:${control.port}`;
    return { sites, controlUrl, caPem: certificates.caPem, kitPublicKeyPem, user, state, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type SiteSources = Omit<InterfaceContext, 'instances' | 'nonces' | 'frontEndUrl'> & {
  behaviour: SiteBehaviour;
  user: User;
};

const PASSWORD_CHARACTERS = 16;

/** One site: its pages and its signed interfaces, with memory of its own. */
function siteHandler(port: number, site: SiteSources): Handler {
  const { state, clock, random } = site;
  const { origin, loginUrl } = siteAddresses(port);
  const token = () => toBase64(random(33)).replaceAll('+', '-').replaceAll('/', '_');
  const sessions = createSessions({ clock, token, isDying: () => state.isFaultOn('session-dies') });
  const nowMs = () => clock.now().getTime();
  const instances = createInstances({
    newId: () => newId(nowMs(), random(16)),
    newPassword: () => randomText(PASSWORD_CHARACTERS, random),
    nowMs,
  });
  const nonces = memoryNonceCache(clock);
  return async (ask) => {
    const outcome =
      ask.path === PRODUCE_PATH || kitInterfaceAt(ask.path)
        ? await answerCall(ask, { ...site, instances, nonces, frontEndUrl: loginUrl })
        : await handleSiteRequest(ask, { ...site, origin, sessions });
    return outcome === 'reset' ? outcome : withHeaders(outcome, SECURITY_HEADERS);
  };
}
