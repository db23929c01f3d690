import { runRoute } from '@/app/run-route';
import { writeOpenApi } from '@/lib/api/write-openapi';
import { configuration } from '@/lib/config/configuration';
import { translator } from '@/lib/i18n/translator';

/** The description of the API for programs. It is the same for everybody, and read before there is a key. */
export function GET(request: Request): Promise<Response> {
  return runRoute('api.document', request, async () =>
    writeOpenApi(configuration().NEXTAUTH_URL, translator('en')),
  );
}
