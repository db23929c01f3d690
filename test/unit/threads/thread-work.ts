/** What the tests of threads run inside one. */

let calls = 0;
let told = 'nothing';

export const add = (a: number, b: number): number => a + b;
export const addLater = async (a: number, b: number): Promise<number> => a + b;
export const countCalls = (): number => ++calls;
export const tell = (what: string): void => {
  told = what;
};
export const whatWasTold = (): string => told;
export const countBytes = (buffer: ArrayBuffer): number => buffer.byteLength;
export const environment = (): string[] => Object.keys(process.env);

export function spin(): void {
  for (;;) calls += 0;
}

/** Backtracks for longer than anybody lives. */
export const backtrack = (): boolean => /^(a+)+$/.test(`${'a'.repeat(60)}!`);

export function fillMemory(): number {
  const kept: number[][] = [];
  for (;;) kept.push(Array.from({ length: 10_000 }, (_, index) => index + kept.length));
}

export function fail(): void {
  throw new RangeError('as it should');
}

export function endThread(): void {
  process.exit(3);
}

export const giveFunction = (): unknown => () => 1;

/** Blocks the thread until the first number of the shared memory is not zero. */
export function waitFor(memory: SharedArrayBuffer): void {
  Atomics.wait(new Int32Array(memory), 0, 0);
}
