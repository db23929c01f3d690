import type { RequestChange, RequestTemplate } from '../check';

/** A file as a check sends it. */
export type ProbeFile = { fileName: string; type: string; content: string };

/** One file of a request: a field of a form with parts, or members of a JSON object that hold a name and its bytes. */
export type UploadPlace = { field: string; changeFor(file: ProbeFile): RequestChange };

const NAME_MEMBER = /^(?:file|original|orig)?_?-?name$/i;
const TYPE_MEMBER = /^(?:(?:content|mime|media|file)_?-?)?type$|^mime$/i;
const DATA_MEMBER =
  /^(?:(?:file|image|photo|picture)?_?-?(?:data|content|contents|base64|bytes|body|blob)|file)$/i;

function jsonPlace(text: string): UploadPlace[] {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return [];
  }
  if (root === null || typeof root !== 'object' || Array.isArray(root)) return [];
  const members = Object.keys(root);
  const member = (pattern: RegExp) => members.find((name) => pattern.test(name));
  const [name, data, type] = [member(NAME_MEMBER), member(DATA_MEMBER), member(TYPE_MEMBER)];
  if (name === undefined || data === undefined) return [];
  const changeFor = (file: ProbeFile): RequestChange => ({
    file: { field: data, ...file },
    body: {
      type: 'application/json',
      text: JSON.stringify({
        ...root,
        [name]: file.fileName,
        ...(type === undefined ? {} : { [type]: file.type }),
        [data]: Buffer.from(file.content).toString('base64'),
      }),
    },
  });
  return [{ field: data, changeFor }];
}

/** Every file that the request takes. */
export function filePlaces({ method, body }: RequestTemplate): UploadPlace[] {
  if (method !== 'POST') return [];
  if (body.kind === 'json') return jsonPlace(body.text);
  if (body.kind !== 'multipart') return [];
  return (body.files ?? []).map((field) => ({
    field,
    changeFor: (file) => ({ file: { field, ...file } }),
  }));
}
