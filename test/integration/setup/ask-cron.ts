import { POST } from '@/app/api/cron/[work]/route';

/** Calls a cron's route. @param authorization the header; undefined: none */
export const askCron = (work: string, authorization?: string): Promise<Response> =>
  POST(
    new Request(`http://localhost:3000/api/cron/${work}`, {
      method: 'POST',
      headers: authorization === undefined ? {} : { authorization },
    }),
    { params: Promise.resolve({ work }) },
  );
