import { connect, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { ConnectionPool } from '@/lib/http/connection-pool';
import { OpenConnection } from '@/lib/http/open-connection';
import { newProgress } from '@/lib/http/request-progress';
import { rawServer } from '../../hostile/http/raw-server';

async function connectedTo(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  return socket;
}

it('closes a connection that was quiet for four seconds only where it serves no request', async () => {
  const { port } = await rawServer(() => undefined);
  const socket = await connectedTo(port);
  const connection = new OpenConnection(socket, 'route');
  const pool = new ConnectionPool();
  for (let request = 1; request <= 3; request++) {
    connection.serve(newProgress());
    pool.keep(connection);
    expect(pool.take(connection.routeKey)).toBe(connection);
    expect([socket.timeout, socket.listenerCount('timeout'), socket.listenerCount('data')]).toEqual([
      4_000, 1, 1,
    ]);
  }
  connection.serve(newProgress());
  socket.emit('timeout');
  expect(socket.destroyed).toBe(false);
  pool.keep(connection);
  socket.emit('timeout');
  expect(socket.destroyed).toBe(true);
  expect(pool.take(connection.routeKey)).toBe(null);
});

it('keeps four connections of a route and those of 32 routes, and gives the newest out first', async () => {
  const { port } = await rawServer(() => undefined);
  const pool = new ConnectionPool();
  const open = async (route: string) => {
    const connection = new OpenConnection(await connectedTo(port), route);
    pool.keep(connection);
    return connection;
  };
  const oldest = await open('route 1');
  const same: OpenConnection[] = [];
  for (let count = 1; count <= 5; count++) same.push(await open('route 2'));
  expect(same.map(({ socket }) => socket.destroyed)).toEqual([false, false, false, false, true]);
  expect(pool.take('route 2')).toBe(same[3]);
  for (let other = 3; other <= 32; other++) await open(`route ${other}`);
  expect(oldest.socket.destroyed).toBe(false);
  await open('route 33');
  expect(oldest.socket.destroyed).toBe(true);
  expect(pool.take('another route')).toBe(null);
  pool.close();
  expect(same[0]?.socket.destroyed).toBe(true);
  expect(same[3]?.socket.destroyed).toBe(false);
  same[3]?.socket.destroy();
});
