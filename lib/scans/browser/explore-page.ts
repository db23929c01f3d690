import type { PageFrames } from './page-frames';
import type { Explorer, SeenControl, SeenField } from './scan-browser';

const MAX_ROUNDS = 40;

export type Exploring = {
  frames: PageFrames;
  explorer: Explorer;
  /** What is asked for from now on is because of this. */
  onCause(cause: string): void;
  /** Waits until the page is quiet, and keeps what it looks like then. */
  settle(): Promise<void>;
  isSpent(): boolean;
};

/** Fills what is empty and presses one control after the other, those that a press brings first. */
export async function explorePage({ frames, explorer, onCause, settle, isSpent }: Exploring): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS && !isSpent(); round++) {
    const fields = explorer.chooseFields(await frames.list<SeenField>('fields'));
    for (const { at, values, cause } of fields) {
      onCause(cause);
      await frames.tell('fill', at, { values });
    }
    if (fields.length > 0) await settle();
    const chosen = explorer.chooseControl(await frames.list<SeenControl>('controls'));
    if (!chosen) break;
    onCause(chosen.cause);
    await frames.tell('press', chosen.at);
    await settle();
  }
}
