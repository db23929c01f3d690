import type { Frame, Page } from 'playwright-core';
import type { PageApi } from './page/page-message';

const MAX_FRAMES = 10;
/** What is named by a number in a frame has another one in the page as a whole. */
const FRAME_SIZE = 100_000;

type Asked =
  | 'quiet'
  | 'skip'
  | 'scroll'
  | 'html'
  | 'links'
  | 'controls'
  | 'fields'
  | 'press'
  | 'fill'
  | 'play';
type Answer<Name extends Asked> = Awaited<ReturnType<NonNullable<PageApi[Name]>>>;

/** The scripts of ours in a page and in the frames of it. */
export class PageFrames {
  /** @param onAnswer the page still does what it is asked to */
  constructor(
    private readonly page: Page,
    private readonly api: string,
    private readonly onAnswer: () => void,
  ) {}

  /** Asks the page itself. */
  ask<Name extends Asked>(name: Name, value?: unknown): Promise<Answer<Name> | undefined> {
    return this.askFrame(this.page.mainFrame(), name, value);
  }

  /** Asks the page and each frame; a frame that is gone meanwhile says nothing. */
  async askAll<Name extends Asked>(name: Name): Promise<Answer<Name>[]> {
    const [main, ...inner] = this.frames;
    const first = main ? [await this.askFrame(main, name)] : [];
    const others = await Promise.all(inner.map((frame) => this.askFrame(frame, name).catch(() => undefined)));
    return [...first, ...others].filter((answer): answer is Answer<Name> => answer !== undefined);
  }

  /** The things that each frame lists, each with its number in the page. */
  async list<Thing extends { at: number }>(name: 'controls' | 'fields'): Promise<Thing[]> {
    const lists = await Promise.all(
      this.frames.map(async (frame, index) => {
        const found = ((await this.askFrame(frame, name).catch(() => undefined)) ?? []) as unknown as Thing[];
        return found.map((thing) => ({ ...thing, at: index * FRAME_SIZE + thing.at }));
      }),
    );
    return lists.flat();
  }

  /** @param at as `list` named it */
  async tell<Name extends 'press' | 'fill'>(
    name: Name,
    at: number,
    rest?: object,
  ): Promise<Answer<Name> | undefined> {
    const frame = this.frames[Math.floor(at / FRAME_SIZE)];
    const inner = at % FRAME_SIZE;
    return frame && this.askFrame(frame, name, rest ? { ...rest, at: inner } : inner).catch(() => undefined);
  }

  private get frames(): Frame[] {
    return this.page.frames().slice(0, MAX_FRAMES);
  }

  private async askFrame<Name extends Asked>(
    frame: Frame,
    name: Name,
    value: unknown = null,
  ): Promise<Answer<Name> | undefined> {
    const answer = await frame.evaluate(
      ([api, name, value]) => {
        const call = (window as unknown as Record<string, Record<string, (value: unknown) => unknown>>)[
          api
        ]?.[name];
        return call?.(value);
      },
      [this.api, name, value] as const,
    );
    this.onAnswer();
    return answer as Answer<Name> | undefined;
  }
}
