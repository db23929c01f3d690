import { answerApi } from '@/app/api/v1/answer-api';
import { systemClock } from '@/lib/core/clock';

type Params = { params: Promise<{ path?: string[] }> };

/** Everything that programs ask for: the key decides for whom, the registry of operations what there is. */
async function answer(request: Request, { params }: Params): Promise<Response> {
  return answerApi(systemClock, request, (await params).path ?? []);
}

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
