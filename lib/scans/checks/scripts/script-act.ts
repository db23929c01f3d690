import type { Source } from './known-values';

/** When a stretch of a script runs: what its conditions ask for, and the event it waits for. */
export type Circumstances = {
  conditions: readonly Source[];
  event: string | null;
  /** Whether its code is the value of a text that the script puts together. */
  isMadeCode: boolean;
  /** Which of the page's scripts it is, counted from 0. */
  script: number;
};

/**
 * What a script does to the page or to others. `text`: the HTML or the address, of an unknown one the beginning;
 * `sources`: what goes out with it.
 */
export type ScriptAct = Circumstances & {
  kind: 'write' | 'go' | 'send' | 'socket' | 'compile' | 'worker' | 'run' | 'title' | 'copy' | 'start';
  text: string;
  sources: readonly Source[];
  /** Whether the script looks at what comes back. */
  isResponseUsed?: true;
};
