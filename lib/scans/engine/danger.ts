import type { PageForm } from './html-page';

/** Words that name something irreversible. Compared with whole words, so that "dropdown" and "payload" pass. */
const DANGEROUS_WORDS = new Set(
  (
    'logout logoff signout signoff delete del remove rm destroy erase purge wipe drop truncate reset uninstall ' +
    'deactivate disable terminate cancel revoke pay payment checkout purchase buy refund transfer withdraw ' +
    'unsubscribe optout sendmail mailto shutdown reboot restart passwd changepassword resetpassword forgotpassword unbind unlink'
  ).split(' '),
);
const DANGEROUS_PAIRS = new Set([
  'log out',
  'log off',
  'sign out',
  'sign off',
  'opt out',
  'change password',
  'password change',
  'forgot password',
  'update password',
  'place order',
  'send mail',
  'send email',
]);
const DANGEROUS_CHINESE =
  /退出|登出|注销|删除|移除|清空|清除|重置|支付|付款|购买|下单|结算|退款|转账|提现|退订|取消订阅|发送邮件|修改密码|更改密码|重设密码|忘记密码|停用|禁用|解绑|销毁|卸载|撤销|关机|重启/;

/** Forms that reach a person by mail or message: harmless to open, not to submit. */
const MAILING_WORDS = new Set('mail contact invite newsletter subscribe'.split(' '));
const MAILING_CHINESE = /邮件|联系我们|邀请|订阅/;
const CARD_FIELD = /card.?(?:no|num)|cvv|cvc|iban|银行卡|卡号/i;

/** Splits what people and programmers join: camelCase, snake_case, paths and queries. */
function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d\u4e00-\u9fff]+/)
    .filter((word) => word !== '');
}

function isDangerousText(text: string): boolean {
  const words = wordsOf(text);
  return (
    DANGEROUS_CHINESE.test(text) ||
    words.some(
      (word, index) => DANGEROUS_WORDS.has(word) || DANGEROUS_PAIRS.has(`${word} ${words[index + 1] ?? ''}`),
    )
  );
}

function readable(url: string): string {
  const { pathname, search } = new URL(url);
  try {
    return decodeURIComponent(`${pathname} ${search}`);
  } catch {
    return `${pathname} ${search}`;
  }
}

/** Whether following a link could log out, delete, reset, pay, mail or change a password: by its URL or by its words. */
export const isDangerousLink = (url: string, text = ''): boolean =>
  isDangerousText(readable(url)) || (text.length <= 60 && isDangerousText(text));

/** Whether a form must never be submitted; its words are those of its action, name and buttons, not of its fields. */
export function isDangerousForm(form: Pick<PageForm, 'action' | 'words' | 'fields'>): boolean {
  const text = `${readable(form.action)} ${form.words}`;
  const passwords = form.fields.filter((field) => field.type === 'password').length;
  return (
    isDangerousText(text) ||
    passwords > 1 ||
    form.fields.some((field) => CARD_FIELD.test(field.name)) ||
    MAILING_CHINESE.test(text) ||
    wordsOf(text).some((word) => MAILING_WORDS.has(word))
  );
}
