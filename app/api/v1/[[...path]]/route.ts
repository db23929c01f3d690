import { answerProgram } from '@/app/api/v1/answer-program';
import { systemClock } from '@/lib/core/clock';

type Params = { params: Promise<{ path?: string[] }> };

/** Everything that programs ask for: the key decides for whom, the registry of operations what there is. */
async function answer(request: Request, { params }: Params): Promise<Response> {
  return answerProgram(systemClock, request, (await params).path ?? []);
}

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
