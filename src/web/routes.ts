import { failures } from './pages/failures.ts';
import { member } from './pages/member.ts';
import { overview } from './pages/overview.ts';
import { run } from './pages/run.ts';
import { runs } from './pages/runs.ts';
import { table } from './pages/table.ts';
import { tables } from './pages/tables.ts';
import { requestAnswer } from './queries/requests.ts';
import type { Page, Reader } from './types.ts';

/** Every page by its path, in the order in which they are tried. */
export const routes: readonly [path: string, page: Page][] = [
    ['/', overview],
    ['/runs', runs],
    ['/runs/:id', run],
    ['/failures', failures],
    ['/tables', tables],
    ['/tables/:entity', table],
    ['/tables/:entity/members', member],
];

/** What programs read as JSON, by its path. */
export const answers: readonly [
    path: string,
    answer: (db: Reader, params: Record<string, string>) => Promise<object>,
][] = [['/requests/:id', requestAnswer]];
