import type { Exchange } from '@/lib/http/exchange';
import type { Candidate } from '../requests/insertion-points';

const MAX_REQUESTS = 18;

/** `backed`: what came back, with the words before it. */
export type Trial = { exchange: Exchange; values: string[]; backed: ReadonlyMap<Candidate, string> };
type SendGroup = (group: readonly Candidate[]) => Promise<Trial | null>;

/** What is asked of one endpoint about one set of places. */
export class TrialRound {
  private left = MAX_REQUESTS;

  constructor(private readonly send: SendGroup) {}

  with(group: readonly Candidate[]): Promise<Trial | null> {
    this.left -= 1;
    return this.send(group);
  }

  /** Those of a group that changes the response which do so by themselves, by halves. */
  async narrow(group: readonly Candidate[], isChanged: (trial: Trial) => boolean): Promise<Candidate[]> {
    if (group.length <= 1) return [...group];
    const middle = Math.ceil(group.length / 2);
    const [first, second] = [group.slice(0, middle), group.slice(middle)];
    const found = (await this.changes(first, isChanged)) ? await this.narrow(first, isChanged) : [];
    // What the whole group changes and its first half does not is in the second: only a single place is asked for itself.
    const isIn = (found.length === 0 && second.length > 1) || (await this.changes(second, isChanged));
    return isIn ? [...found, ...(await this.narrow(second, isChanged))] : found;
  }

  private async changes(group: readonly Candidate[], isChanged: (trial: Trial) => boolean): Promise<boolean> {
    const trial = this.left > 0 ? await this.with(group) : null;
    return trial !== null && isChanged(trial);
  }
}
