import { useTranslations } from 'next-intl';
import { Folded } from '@/app/components/folded';
import { HELP_PAGES, type HelpPage, type HelpTopic, STEP_TOPICS } from './help-topics';

type StepHelpProps = {
  topic: HelpTopic;
  /** A page that explains more than the topic's own, and comes first. */
  page?: HelpPage | undefined;
};

/** What KooGallery asks for in a step, in two or three sentences, and where KooGallery says so itself. */
export function StepHelp({ topic, page }: StepHelpProps) {
  const t = useTranslations('help');
  const pages: readonly HelpPage[] = [...(page ? [page] : []), ...STEP_TOPICS[topic]];
  return (
    <Folded summary={t('about')}>
      <div className="flex max-w-reading flex-col gap-2 rounded-8 border border-line bg-sunken p-4">
        <p>{t(`topics.${topic}.what`)}</p>
        <p>{t(`topics.${topic}.how`)}</p>
        <ul aria-label={t('links')} className="flex flex-col gap-1">
          {pages.map((one) => (
            <li key={one}>
              <a href={HELP_PAGES[one]} target="_blank" rel="noopener noreferrer" className="text-link">
                {t('newTab', { page: t(`pages.${one}`) })}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </Folded>
  );
}
