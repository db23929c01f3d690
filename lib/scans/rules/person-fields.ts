import { splitWords } from './danger-words';

/** What is asked in a form, as far as it tells whom it is about. */
export type AskedField = { name: string; type: string; autocomplete?: string };

/** The site's own values: nobody is asked for them. */
const UNASKED = new Set(['hidden', 'submit', 'select', 'radio', 'checkbox']);
const REACHED = new Set(['email', 'tel']);
const DAY = new Set(['date', 'datetime-local']);
const AUTOCOMPLETE = /(?:^|[ -])(?:name|email|tel|bday|organization|street-address)(?:$|[ -])/;
/** How a person is reached, or which person it is. */
const DETAIL = new Set(
  'email emails mail phone mobile tel telephone cellphone whatsapp wechat guest guests recipient recipients friend friends invitee invitees attendee attendees passenger passengers surname nickname birthday birthdate xingming shouji dianhua youxiang lianxiren'.split(
    ' ',
  ),
);
const OF_PERSON =
  /^(?:first|last|middle|full|given|family|real|user|nick|sur|fore|your|my|contact|customer|client|guest|sender|visitor|applicant|person|member|author|buyer|student|patient|employee|friend|recipient|company)$/;
const NAME_OF_PERSON =
  /^(?:first|last|middle|full|given|family|real|user|nick|contact|customer|guest|sender|author)names?$/;
const DETAIL_HAN = /姓名|名字|手机|手機|邮箱|郵箱|电话|電話|联系人|聯繫人|联系方式/;
/** Buttons that leave it to the heading what the form does. */
const SAYS_NOTHING =
  /^ (?:(?:submit|ok|okay|go|next|continue|proceed|done|send|finish|confirm|form|now|yes) )*$|^ (?:提交|确定|確定|确认|確認|下一步|继续|繼續|完成|发送|發送|好的?) $/;

const isPersonName = (words: readonly string[]): boolean =>
  words.some((word) => NAME_OF_PERSON.test(word)) ||
  (words.includes('name') && words.some((word) => OF_PERSON.test(word)));

function isDetail({ name, type, autocomplete = '' }: AskedField): boolean {
  const words = splitWords(name);
  return (
    REACHED.has(type) ||
    AUTOCOMPLETE.test(autocomplete) ||
    DETAIL_HAN.test(name) ||
    words.some((word) => DETAIL.has(word)) ||
    isPersonName(words)
  );
}

/** A name of whatever it is, or a day: of a person's visit as well as of a list of rows. */
const isOpen = ({ name, type }: AskedField): boolean =>
  DAY.has(type) ||
  splitWords(name)
    .filter((word) => !/^\d+$/.test(word))
    .join(' ') === 'name' ||
  isDay(name);
const isDay = (name: string): boolean => splitWords(name).includes('date');

/**
 * Whether a form asks a person for details of a person, or for a message to one. A field that is only called `name`,
 * or asks for a day, may be of a file, a product or a filter: it counts beside a message, and where no button says
 * what the form does.
 * @param labels what its buttons say
 */
export function asksPerson(fields: readonly AskedField[], labels: readonly string[]): boolean {
  const asked = fields.filter(({ type }) => !UNASKED.has(type));
  if (asked.some(isDetail)) return true;
  const isSilent = labels.every((label) => SAYS_NOTHING.test(` ${splitWords(label).join(' ')} `));
  return asked.some(isOpen) && (isSilent || asked.some(({ type }) => type === 'textarea'));
}
