import type { OpenConnection } from './open-connection';
import type { Route } from './open-socket';

const MAX_IDLE_PER_ROUTE = 4;
const MAX_ROUTES = 32;

/**
 * Idle connections by their route. The key holds the checked addresses: a name that resolves differently the next time
 * never reuses a connection to where it pointed before.
 */
export class ConnectionPool {
  private readonly idle = new Map<string, OpenConnection[]>();

  /** The connection that was used last; null where none is left. */
  take(route: Route): OpenConnection | null {
    const kept = this.idle.get(routeKey(route));
    for (let connection = kept?.pop(); connection; connection = kept?.pop()) {
      if (!connection.isUsable) continue;
      connection.socket.ref();
      return connection;
    }
    return null;
  }

  /** Takes a connection whose request is over, or closes it. */
  keep = (connection: OpenConnection): void => {
    const key = routeKey(connection.route);
    const kept = (this.idle.get(key) ?? []).filter(({ isUsable }) => isUsable);
    if (!connection.isUsable || kept.length >= MAX_IDLE_PER_ROUTE) {
      connection.socket.destroy();
      return;
    }
    connection.rest();
    kept.push(connection);
    this.idle.delete(key);
    this.idle.set(key, kept);
    const [oldest] = this.idle;
    if (!oldest || this.idle.size <= MAX_ROUTES) return;
    this.idle.delete(oldest[0]);
    closeAll(oldest[1]);
  };

  /** Requests that are under way are not cut off. */
  close(): void {
    for (const kept of this.idle.values()) closeAll(kept);
    this.idle.clear();
  }
}

function closeAll(connections: readonly OpenConnection[]): void {
  for (const { socket } of connections) socket.destroy();
}

/** Addresses and host names have no blanks. */
const routeKey = ({ addresses, port, tls }: Route): string => {
  const places = addresses.length > 1 ? [...addresses].sort().join(' ') : addresses[0];
  return `${places} ${port}${tls ? ` ${tls.hostname} ${tls.isCertificateIgnored}` : ''}`;
};
