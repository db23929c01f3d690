import net from 'node:net';
import { workOn } from '../setup/own-database';

/**
 * Stands between this process and its database: of the next transaction after `loseNext` the database commits what was
 * written, and the word of it is lost with the connection.
 */
export async function useLossyConnection() {
  const direct = process.env.DATABASE_URL ?? '';
  const { hostname, port } = new URL(direct);
  let isLossy = false;
  let lost = 0;
  const sockets = new Set<net.Socket>();
  const proxy = net.createServer((near) => {
    const far = net.connect({ host: hostname, port: Number(port) });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => {
      // The name of the command that is complete, as PostgreSQL reports it.
      if (isLossy && bytes.includes('COMMIT\0')) {
        isLossy = false;
        lost += 1;
        near.destroy();
      } else near.write(bytes);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const through = new URL(direct);
  through.hostname = '127.0.0.1';
  through.port = String((proxy.address() as net.AddressInfo).port);
  await workOn(through.href);
  return {
    loseNext: () => {
      isLossy = true;
    },
    lost: () => lost,
    end: async () => {
      await workOn(direct);
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
