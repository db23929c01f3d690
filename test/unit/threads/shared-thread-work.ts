import type { Host } from '@/lib/threads/answer-calls';

export const add = (_host: Host, a: number, b: number): number => a + b;

/** Asks its caller for each part, so that several calls are under way at once. */
export async function sumValues(host: Host, names: readonly string[]): Promise<number> {
  let sum = 0;
  for (const name of names) sum += Number(await host('valueOf', name));
  return sum;
}

export async function askThenSpin(host: Host): Promise<never> {
  await host('valueOf', 'anything');
  for (;;);
}

export const spin = (): never => {
  for (;;);
};

export function fillMemory(): number {
  const kept: number[][] = [];
  for (;;) kept.push(new Array<number>(100_000).fill(kept.length));
}

export const fail = (): never => {
  throw new RangeError('no');
};

export const endThread = (): never => process.exit(3);

export const giveFunction = (): unknown => () => 1;
