import type { OpenConnection } from './open-connection';

const MAX_IDLE_PER_ROUTE = 4;
const MAX_ROUTES = 32;

/**
 * Idle connections by the key of their route.
 */
export class ConnectionPool {
  private readonly idle = new Map<string, OpenConnection[]>();

  /** The connection that was used last; null where none is left. */
  take(key: string): OpenConnection | null {
    const kept = this.idle.get(key);
    for (let connection = kept?.pop(); connection; connection = kept?.pop()) {
      if (!connection.isUsable) continue;
      connection.socket.ref();
      return connection;
    }
    return null;
  }

  /** Takes a connection whose request is over, or closes it. */
  keep = (connection: OpenConnection): void => {
    const { routeKey: key } = connection;
    const known = this.idle.get(key) ?? [];
    const kept = known.length === 0 ? known : known.filter(({ isUsable }) => isUsable);
    if (!connection.isUsable || kept.length >= MAX_IDLE_PER_ROUTE) {
      connection.socket.destroy();
      return;
    }
    connection.rest();
    kept.push(connection);
    if (this.idle.size > 1) this.idle.delete(key);
    this.idle.set(key, kept);
    if (this.idle.size > MAX_ROUTES) this.closeOldest();
  };

  private closeOldest(): void {
    const [oldest] = this.idle;
    if (!oldest) return;
    this.idle.delete(oldest[0]);
    closeAll(oldest[1]);
  }

  /** Requests that are under way are not cut off. */
  close(): void {
    for (const kept of this.idle.values()) closeAll(kept);
    this.idle.clear();
  }
}

function closeAll(connections: readonly OpenConnection[]): void {
  for (const { socket } of connections) socket.destroy();
}
