import { Body } from './body';
import type { Hypothesis } from './hypothesis';
import { inBody } from './in-body';
import { pascalName } from './json/json-members';
import { buildJsonTree, type JsonNode } from './json/json-tree';
import { CLASS_PRINTS } from './json/object-prints';

/** What sellers call the class of a request or a response: one of the beginnings with one of the ends. */
const BEGINNINGS = ['', 'Produce', 'Instance', 'Order', 'Saas', 'Isv', 'KooGallery', 'Foo'];
const ENDS = ',Request,Req,RequestDTO,ReqDTO,DTO,Dto,VO,Param,Params,Command,Body,Response'.split(',');
/** The first member that says what the call is about. */
const SUBJECTS = ['activity', 'scene', 'resultCode'];

function classNames(tree: JsonNode): string[] {
  const members = tree.kind === 'object' ? tree.members : [];
  const subject = members.find(([name]) => SUBJECTS.includes(name))?.[1];
  const own =
    subject?.kind === 'text' && /^[A-Za-z]\w{0,40}$/.test(subject.text) ? [pascalName(subject.text)] : [];
  return [...own, ...BEGINNINGS].flatMap((beginning) => ENDS.map((end) => beginning + end)).filter(Boolean);
}

/**
 * The body as an object of a class prints itself, under every name that the class probably has: tried when nothing else
 * explains a value, because there are thousands.
 */
export function classHypotheses({ json }: Body): Hypothesis<'body-printed-object'>[] {
  const tree = json && buildJsonTree(json);
  if (!tree || tree.kind === 'list') return [];
  return Object.entries(CLASS_PRINTS).flatMap(([form, print]) => {
    // The name is in front of everything else: the rest is printed once.
    const rest = print(tree, '');
    const ofNode = form === " { a: '1' }";
    return classNames(tree).map((name) => ({
      ...inBody(
        'body-printed-object',
        'body-whole',
        () => Body.ofText(ofNode ? print(tree, name) : name + rest),
        4,
      ),
      detail: name + form,
    }));
  });
}
