import { useTranslations } from 'next-intl';
import { CodeBlock } from '@/app/components/code-block';
import { type Definition, DefinitionList } from '@/app/components/definition-list';
import { Folded } from '@/app/components/folded';
import { FILE_BODY, FILE_BODY_TYPE, type Operation } from '@/lib/api/operation';
import { curlExample } from '@/lib/api/rules/curl-example';
import { sketchSchema } from '@/lib/api/rules/sketch-schema';
import { requiredQuery, toJsonSchema } from '@/lib/api/write-openapi';

/** One operation: what it does, what it takes, what it answers, and how to ask for it. */
export function OperationEntry({ operation, root }: { operation: Operation; root: string }) {
  const t = useTranslations('api');
  const scopes = useTranslations('settings.api-keys.scope');
  const { id, method, path, scope, query, body, example, answer, fileTypes, status } = operation;
  const isUpload = body === FILE_BODY;
  const names = Object.keys(query.shape);
  const items: Definition[] = [{ term: t('page.scope'), value: `${scopes(scope)} (${scope})` }];
  if (names.length > 0) items.push({ term: t('page.query'), value: <Names names={names} /> });
  const asked = {
    ...{ method, path, example, isUpload },
    ...{ query: requiredQuery(operation), isDownload: fileTypes !== null },
  };
  return (
    <article id={id} className="flex min-w-0 scroll-mt-20 flex-col gap-3 py-5 first:pt-1 last:pb-1">
      <h3 className="font-mono text-13 font-semibold wrap-anywhere">
        {method} {path}
      </h3>
      <p className="max-w-reading">{t(`operations.${id}`)}</p>
      <DefinitionList items={items} />
      <CodeBlock label={t('page.example')} text={curlExample(asked, root)} />
      {body && (
        <Folded summary={t('page.body')}>
          <CodeBlock
            label={t('page.body')}
            text={isUpload ? FILE_BODY_TYPE : sketchSchema(toJsonSchema(body, 'input'))}
            isCopyable={false}
          />
        </Folded>
      )}
      <Folded summary={`${t('page.answer')} ${status}`}>
        {answer ? (
          <CodeBlock
            label={t('page.answer')}
            text={sketchSchema(toJsonSchema(answer, 'output'))}
            isCopyable={false}
          />
        ) : fileTypes ? (
          <CodeBlock label={t('page.answer')} text={fileTypes.join('\n')} isCopyable={false} />
        ) : (
          <p className="text-13 text-muted">{t('page.none')}</p>
        )}
      </Folded>
    </article>
  );
}

function Names({ names }: { names: readonly string[] }) {
  return (
    <span className="flex flex-wrap gap-x-3 font-mono text-13">
      {names.map((name) => (
        <span key={name}>{name}</span>
      ))}
    </span>
  );
}
