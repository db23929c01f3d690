import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { createConnectionPool } from '@/lib/http/connection-pool';

it('closes a connection that was quiet for four seconds only where it serves no request', () => {
  const pool = createConnectionPool();
  const agent = pool.agentFor({ addresses: ['127.0.0.1'], port: 80, tls: null });
  const socket = new Socket();
  for (let request = 1; request <= 3; request++) {
    agent.keepSocketAlive(socket);
    expect([socket.timeout, socket.listenerCount('timeout')]).toEqual([4_000, 1]);
  }
  socket.emit('timeout');
  expect(socket.destroyed).toBe(false);
  Object.assign(agent.freeSockets, { 'shop.test:80:': [socket] });
  socket.emit('timeout');
  expect(socket.destroyed).toBe(true);
  pool.close();
});
