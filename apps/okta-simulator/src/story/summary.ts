import type { StepResult } from './story.js';

/** The table at the end: chapters with their steps, passed and failed, and what failed by name. */
export function summary(results: readonly StepResult[]): string {
  const chapters = [...new Set(results.map(({ chapter }) => chapter))];
  const width = Math.max(...chapters.map((chapter) => chapter.length), 'Total'.length);
  const row = (name: string, of: readonly StepResult[]) =>
    [name.padEnd(width), ...counts(of).map((count) => String(count).padStart(8))].join('');
  const head = [
    'Chapter'.padEnd(width),
    ...['Steps', 'Passed', 'Failed', 'Not run'].map((word) => word.padStart(8)),
  ].join('');
  const line = '─'.repeat(head.length);
  const rows = chapters.map((chapter) =>
    row(
      chapter,
      results.filter((result) => result.chapter === chapter),
    ),
  );
  const failures = results
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ title, error }) => `✗ ${title}\n    ${error}`);
  return [
    '',
    line,
    head,
    line,
    ...rows,
    line,
    row('Total', results),
    ...(failures.length > 0 ? ['', ...failures] : []),
  ].join('\n');
}

function counts(results: readonly StepResult[]): number[] {
  const of = (wanted: StepResult['outcome']) => results.filter(({ outcome }) => outcome === wanted).length;
  return [results.length, of('passed'), of('failed'), of('not run')];
}
