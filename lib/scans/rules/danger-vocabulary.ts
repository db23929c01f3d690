const wordSet = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/**
 * Words that name something irreversible wherever they are written: in a label, a path, a class, a function's name.
 * Pinyin is what Chinese sites use for the same in paths and names.
 */
export const ALWAYS = wordSet(
  `logout logoff loginout signout signoff delete remove destroy erase purge wipe trash truncate uninstall deactivate
  terminate revoke unsubscribe optout unregister unenroll expunge obliterate shutdown reboot poweroff passwd
  changepassword resetpassword forgotpassword sendmail mailto
  shanchu tuichu zhuxiao dengchu yichu qingkong qingchu zuofei xiaohui xiezai tichu jiebang jiesan fengjin lahei
  tingyong jinyong tuiding`,
);

/** Verbs: decisive on a short label, as a path segment of their own, or together with what they are done to. */
export const VERBS = wordSet(
  `cancel ban unban unblock kick suspend unsuspend disable freeze unfreeze void refund reject decline deny approve
  publish unpublish resend notify broadcast pay purchase buy charge transfer withdraw payout donate redeem
  regenerate rotate reset restore rollback revert undo stop restart kill abort merge sync clear
  empty drop flush close exit quit expire discard forget unbind unlink unlock lock disconnect detach evict expel
  demote impersonate invite reinvite quarantine recall del rm
  quxiao tuikuan zhifu fukuan xiadan fasong qunfa shenpi bohui chongzhi huifu chongqi guanji chexiao guanbi goumai
  zhuanrang tixian zhuanzhang`,
);

/**
 * Verbs that do nothing until they are told with what: their pages ask for it (`/send`, `/run`), and a lone one on the
 * button of a form that is filled in says no more than "go".
 */
export const TOLD_WITH = wordSet('send run exec execute start import');
export const HAN_TOLD_WITH = /^(?:发送|發送|运行|運行|执行|執行|导入|開始|开始|启动)$/;

/** Verbs that also name a page (`/install`, `/news/archive`): an action only next to what they are done to. */
export const PAGE_VERBS = wordSet(
  `send run exec execute block import install upgrade subscribe confirm activate renew deploy start archive unarchive order release leave
  backup pause resume checkout payment mail email message accept enable`,
);

/** Of the words above those that are nouns in front of other nouns: "order items", "mail settings". */
export const NOUNS_FIRST = wordSet('order release backup checkout payment mail email message');

/** What stands between a verb and what it is done to. */
export const BETWEEN = wordSet('a an the my your our this that to for with from some new');

/** What an action is done to. */
export const OBJECTS = wordSet(
  `user users account accounts member members profile order orders item items product job jobs task tasks server
  servers service services session sessions token tokens key keys apikey subscription subscriptions message messages
  mail mails email emails invoice invoices request requests post posts comment comments page file files folder image
  photo record records row rows entry entries data database db table tables cache cart basket group groups team
  role permission project projects ticket tickets contact contacts card payment payments device devices instance
  instances vm node cluster container process worker queue logs backup site shop store plan license coupon all now
  it this selected everyone everybody customer customers client clients employee employees password passwords passwd
  pwd secret secrets certificate webhook app application review booking reservation appointment campaign newsletter
  notification notifications sms money funds me transaction transactions thread conversation plugin plugins package
  bucket workspace organization org tenant domain vote link id ids by`,
);

/** The same in pinyin. */
export const PINYIN_OBJECTS = wordSet(
  'denglu yonghu zhanghao xitong dingdan shangpin wenzhang pinglun xiaoxi',
);

/** Nouns of pages about an action: "refund policy", "cancel fees". */
export const CONTENT = wordSet(
  `policy policies guide guides faq faqs help tutorial tutorials docs documentation history method methods option
  options terms conditions rules date dates status info information overview fee fees rate rates reason reasons
  center centre support instructions statistics stats tips limit limits report reports log logs details settings
  list examples basics reviews news calculator motion`,
);

/** Pairs whose two words only together mean something that must not be done. */
export const PAIRS = new Set(
  `log out|log off|login out|sign out|sign off|opt out|power off|shut down|log me out|sign me out|change password|password change
  |forgot password|update password|new password|lost password|password reset|place order|submit order|confirm order
  |send mail|send email|switch off|turn off|take down|end session|close account|delete account|move out|unsubscribe me
  |factory reset|roll back|start over|check out now|confirm payment|make payment|process payment|do payment
  |do checkout|process checkout|confirm checkout|fa ban`
    .split('|')
    .map((pair) => pair.trim()),
);

/** Pairs in which a dangerous verb is something else. */
export const HARMLESS_PAIRS = new Set(
  `stop motion|bus stop|full stop|pit stop|non stop|one stop|kill bill|quit smoking|exit sign|exit signs|exit survey
  |exit interview|exit poll|exit strategy|drop shipping|drop down|drop in|close up|clear glass|void fill|block chain
  |run club|run time|buy guide|reset css|start page|send off|lock screen|empty state|transfer learning|charge controller
  |charge controllers|leave request|leave requests|archive page|archive pages|archive posts|block explorer|pay gap|pay scale|empty nest|stop words|stop sign|stop watch|trash talk|email address`
    .split('|')
    .map((pair) => pair.trim()),
);

/** A label or path segment that begins like this is the title of an article. */
export const QUESTIONS = wordSet('how why what when where who which about');

/** Below these folders a segment of three words or more is a title. */
export const ARTICLE_FOLDERS = wordSet(
  `blog blogs news article articles post posts docs doc help faq faqs support kb wiki guide guides tutorial tutorials
  learn story stories press magazine topic topics question questions academy knowledge resources`,
);

/** Words that may come before the verb on a button. */
export const BEFORE_VERB = wordSet(
  'yes ok confirm please bulk mass force do to and or now batch permanently quick btn button js link action icon nav menu',
);

/** Pictures that mean it by themselves. */
export const ICONS = wordSet(
  `trash trashcan del delete remove bin garbage dustbin eraser erase logout signout poweroff power shutdown destroy bomb
  skull bracket`,
);
/** Pictures that decide only where the control says nothing else: a cross may close a banner, a lock may decorate. */
export const WEAK_ICONS = wordSet(
  'x times xmark cross close clear cancel ban block stop send plane lock unlock kick void reset minus dash undo',
);
export const SIGNS = /[🗑❌⏻⏏🚮🚫💣]/u;

/** Parameters whose value is what is to be done. */
export const ACTION_PARAMETERS = wordSet(
  `action act do op opt oper operation cmd command method task func fn function event mode todo verb a m doaction
  handler job trigger`,
);
/** Parameters that carry text of visitors, sort orders and addresses. */
export const TEXT_PARAMETERS = wordSet(
  `q query search keyword keywords kw s term terms text title name tag tags category cat topic subject label wd word
  lang sort order orderby dir by filter next return returnurl url redirect back from to content body note comment`,
);

export const HAN_ALWAYS =
  /删除|删掉|刪除|移除|清空|清除|抹除|擦除|作废|作廢|注销|註銷|退出|登出|解散|销毁|銷毀|卸载|卸載|格式化|封禁|封号|封停|拉黑|踢出|踢人|踢下线|强制下线|解绑|解綁|解除绑定|停用|禁用|禁言|冻结|凍結|吊销|剔除|退订|退訂|退群|关闭账户|关闭账号|关闭帐户|关闭帐号|修改密码|更改密码|重设密码|忘记密码|找回密码|修改密碼|忘記密碼/;
export const HAN_VERBS =
  /取消|退款|退货|支付|付款|购买|購買|下单|下單|结算|結算|结账|转账|轉賬|提现|充值|扣款|缴费|打赏|转让|轉讓|过户|发布|發佈|發布|发送|發送|群发|群發|重发|下发|审批|審批|审核|批准|通过|通過|驳回|駁回|拒绝|拒絕|撤销|撤銷|撤回|下架|重置|重設|重新生成|恢复|恢復|还原|還原|回滚|重启|重啟|关机|關機|停止|终止|中止|暂停|关闭|關閉|结束|锁定|解锁|解冻|续费|订购|挂失|屏蔽|合并|同步|执行|運行|运行|导入|安装|升级|归档|邀请|启动|激活|发邮件|发短信|黑名单|离开群|离开团队|切断|提交订单|提交訂單|提交支付|确认订单|确认支付|确认收货|断开|订阅|生成新|收回|开除|转出|清理|^开始$|通知(?:全员|全体|所有|用户|客户|成员)|更新(?:密钥|令牌|密码)/;
/** Ends of labels that are about an action, and words that only contain one. */
export const HAN_CONTENT =
  /(?:政策|规则|規則|说明|說明|指南|帮助|教程|方式|记录|流程|日期|时间|列表|历史|状态|问题|须知|协议|条款|公告|新闻|规定|介绍|统计|报表|结果|详情|明细|原因|管理|中心|日志|标准|率|手册|攻略|进度|线)$/;
export const HAN_HARMLESS =
  /删除线|支付宝|支付寶|发布会|發佈會|通过率|执行力|同步课堂|订阅号|安装包|运行时|恢复期/g;
/** A state and not an action: "cancelled", "to be approved". */
export const HAN_STATE = /[已未待被][\p{Script=Han}]{2}/gu;
export const HAN_QUESTION = /^(?:如何|怎么|怎麼|怎样|怎樣|为什么|為什麼|为何|什么|关于|關於|什麼)/;

/**
 * What deletes, ends a session or closes an account in other languages that sellers' sites are written in: as whole
 * words, with and without their accents.
 */
export const ALWAYS_ABROAD = wordSet(
  `löschen loeschen entfernen abmelden ausloggen kündigen kuendigen stornieren supprimer effacer déconnexion
  deconnexion déconnecter deconnecter désactiver desactiver résilier resilier eliminar borrar desactivar
  excluir apagar remover sair deslogar elimina eliminare cancella rimuovi esci disconnetti verwijderen uitloggen
  afmelden usuń usun skasuj wyloguj odstranit odhlásit удалить удаление стереть выйти выход видалити вийти sil çıkış
  cikis hapus padam keluar xóa xoá حذف الخروج مسح`,
);
export const PAIRS_ABROAD = /cerrar sesi[oó]n|darse de baja|fechar conta|đăng xuất|dang xuat|cerrar cuenta/;
/** Scripts that write words without blanks, or join endings to them. */
export const UNSPACED_ABROAD =
  /削除|退会|解約|消去|ログアウト|サインアウト|삭제|탈퇴|로그아웃|해지|^ลบ|ออกจากระบบ/;
