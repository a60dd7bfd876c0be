import type { Activity, Page } from './lesson.ts';

/** What a page says before anything is done on it: heading, text and what is asked. Markdown. */
export function pageWords({ heading, prose, activity }: Page): string {
  return [heading, prose, activity === null ? '' : asked(activity)].join('\n');
}

function asked(activity: Activity): string {
  switch (activity.kind) {
    case 'run':
      return activity.notice ?? '';
    case 'task':
      return activity.prompt;
    case 'predict':
    case 'question':
      return activity.question.prompt;
  }
}
