import { runRoute } from '@/app/run-route';
import { type FeedAnswer, readFeed } from '@/lib/calendar/feeds/read-feed';
import { systemClock } from '@/lib/core/clock';
import { answerFeed } from './answer-feed';

type Params = { params: Promise<{ file: string }> };

/** The calendar behind a feed's address, for calendar programs: nobody is signed in, the address is the key. */
export function GET(request: Request, { params }: Params): Promise<Response> {
  return runRoute('calendar-feed', request, async () => {
    const answer: FeedAnswer = await readFeed(systemClock, (await params).file);
    return answerFeed(request.headers, answer);
  });
}
