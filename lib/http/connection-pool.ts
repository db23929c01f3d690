import { Agent, type ClientRequestArgs } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Route } from './open-socket';

/** Opens the socket through the guard: given with each request, called only where no idle connection is left. */
export type Connect = NonNullable<ClientRequestArgs['createConnection']>;

const IDLE_MS = 4_000;
const MAX_IDLE_PER_ROUTE = 4;
const MAX_ROUTES = 32;

/** Node's own way to a socket is closed off: an agent of this kind connects only through the request's `Connect`. */
class GuardedAgent extends Agent {
  override createConnection(
    options: ClientRequestArgs,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    if (!options.createConnection) throw new Error('a request left without the guard');
    return options.createConnection(options, (error, stream) => callback?.(error, stream));
  }

  /**
   * A connection that is idle for long is closed. Its timer is set once, for all requests that it serves: Node's option
   * `timeout` sets and removes one for each request.
   */
  override keepSocketAlive(socket: Duplex): boolean {
    if (!(socket instanceof Socket)) return false;
    if (socket.timeout === undefined)
      socket.setTimeout(IDLE_MS).on('timeout', () => {
        if (Object.values(this.freeSockets).some((idle) => idle?.includes(socket))) socket.destroy();
      });
    socket.unref();
    return true;
  }
}

/** An agent for one request alone; the connection ends with it. */
export const singleUseAgent = (): Agent => new GuardedAgent({ keepAlive: false });

export type ConnectionPool = { agentFor(route: Route): Agent; close(): void };

/**
 * Idle connections, one agent a route. The key holds the checked addresses: a name that resolves differently the next
 * time never reuses a connection to where it pointed before.
 */
export function createConnectionPool(): ConnectionPool {
  const agents = new Map<string, Agent>();
  return {
    agentFor: (route) => {
      const key = routeKey(route);
      const known = agents.get(key);
      if (known && agents.size === 1) return known;
      const agent = known ?? new GuardedAgent({ keepAlive: true, maxFreeSockets: MAX_IDLE_PER_ROUTE });
      agents.delete(key);
      agents.set(key, agent);
      const [oldest] = agents.keys();
      if (agents.size > MAX_ROUTES && oldest !== undefined) {
        closeIdle(agents.get(oldest));
        agents.delete(oldest);
      }
      return agent;
    },
    close: () => {
      for (const agent of agents.values()) agent.destroy();
      agents.clear();
    },
  };
}

/** Requests still running on an agent that leaves the pool are not cut off. */
function closeIdle(agent: Agent | undefined): void {
  for (const sockets of Object.values(agent?.freeSockets ?? {}))
    for (const socket of sockets ?? []) socket.destroy();
}

/** Addresses and host names have no blanks. */
const routeKey = ({ addresses, port, tls }: Route): string => {
  const places = addresses.length > 1 ? [...addresses].sort().join(' ') : addresses[0];
  return `${places} ${port}${tls ? ` ${tls.hostname} ${tls.isCertificateIgnored}` : ''}`;
};
