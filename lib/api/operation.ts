import { z } from 'zod';
import type { ApiScope } from '@/lib/api-keys/rules/api-scopes';
import type { Context } from '@/lib/auth/actor';
import { API_BODY_KIB } from '@/lib/core/policy';
import type { KeyIn } from '@/lib/i18n/app-messages';
import type { ObjectReading } from '@/lib/storage/object-store';

export type ApiMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What an operation is about; each has its title in the texts below `api.groups`. */
export type OperationGroup =
  Extract<KeyIn<'api'>, `groups.${string}`> extends `groups.${infer Group}` ? Group : never;
/** Each has its sentence in the texts below `api.operations`. */
export type OperationId =
  Extract<KeyIn<'api'>, `operations.${string}`> extends `operations.${infer Id}` ? Id : never;

/** The names between braces of a path. */
type ParameterIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterIn<Rest>
  : never;

/** A request whose parts were checked. The body is as it came: the verb makes of it what it makes of every input. */
type OperationInput<Path extends string, Query, Body> = {
  params: Record<ParameterIn<Path>, string>;
  query: Query;
  body: Body;
  signal?: AbortSignal | undefined;
};

/** A body that is a file as it is, and not JSON. */
export const FILE_BODY = z.instanceof(Uint8Array);
export const FILE_BODY_TYPE = 'application/octet-stream';

/** A download: what an operation with `fileTypes` answers. */
export type OperationFile = { name: string; contentType: string; content: Uint8Array | ObjectReading };

/** What a program can ask for: the one description from which dispatch, document and page are made. */
export type Operation = {
  id: OperationId;
  group: OperationGroup;
  method: ApiMethod;
  /** Below `/api/v1`. */
  path: string;
  scope: ApiScope;
  query: z.ZodObject;
  /** `FILE_BODY`: the body is a file. */
  body: z.ZodType | null;
  /** How large the body may be. */
  bodyKib: number;
  /** A body that shows how it is used. */
  example: unknown;
  status: 200 | 201 | 202 | 204;
  /** Null where there is nothing to tell, and for a file. */
  answer: z.ZodType | null;
  /** The content types of which the file that is answered has one; null where the answer is JSON. */
  fileTypes: readonly string[] | null;
  /** The answer has a `version`, and a change of it takes one: `If-Match` can stand for it. */
  isVersioned: boolean;
  /** Where what was made is from now on, up to its id; null where nothing is made. */
  location: string | null;
  run(context: Context, input: OperationInput<string, never, never>): Promise<unknown>;
};

const NO_QUERY = z.strictObject({});

type Spec<Path extends string, Query extends z.ZodObject, Body extends z.ZodType, Answer> = Pick<
  Operation,
  'id' | 'group' | 'method' | 'scope'
> & {
  path: Path;
  query?: Query;
  body?: Body;
  example?: z.input<Body>;
  status?: Operation['status'];
  answer?: Answer;
  fileTypes?: readonly string[];
  isVersioned?: boolean;
  bodyKib?: number;
  location?: string;
  run(
    context: Context,
    input: OperationInput<Path, z.output<Query>, z.input<Body>>,
  ): Promise<Answer extends z.ZodType ? z.input<Answer> : unknown>;
};

/** Declares an operation: its `run` gets what the schemas make of a request and gives what the answer's schema takes. */
export const toOperation = <
  Path extends string,
  Query extends z.ZodObject = typeof NO_QUERY,
  Body extends z.ZodType = z.ZodNever,
  Answer extends z.ZodType | null = null,
>(
  spec: Spec<Path, Query, Body, Answer>,
): Operation => ({
  query: NO_QUERY,
  body: null,
  bodyKib: API_BODY_KIB,
  example: undefined,
  status: spec.answer || spec.fileTypes ? 200 : 204,
  answer: null,
  fileTypes: null,
  isVersioned: false,
  location: null,
  ...(spec as Partial<Operation> & Pick<Operation, 'id' | 'group' | 'method' | 'path' | 'scope' | 'run'>),
});
