import { html } from 'hono/html';
import { flow } from '../charts/flow.ts';
import { actionButton, section } from '../elements.ts';
import { readHealth, within } from '../health.ts';
import { page } from '../layout.ts';
import { type Overview, readFreshness, readOverview } from '../queries/overview.ts';
import { partValue } from '../queries/part.ts';
import type { Html, PageContext } from '../types.ts';
import { runButton } from './buttons.ts';
import { flowTable, freshnessTable, incidentList, unreachableLayers } from './overview-parts.ts';
import { summary } from './overview-summary.ts';
import { showPart } from './parts.ts';
import { requestSection } from './requests.ts';

/** What opens links must not keep the page from being shown. */
const patience = { health: 700, freshness: 1500 };

/** Is all well, and is it moving? */
export async function overview(context: PageContext): Promise<Html> {
    const { db, now } = context;
    const [found, health, freshness] = await Promise.all([
        readOverview(db),
        within(readHealth(db), patience.health),
        within(readFreshness(db), patience.freshness),
    ]);
    const isWorkerAlive = (partValue(found.workers)?.workers ?? 0) > 0;
    return page({
        title: 'Overview',
        context,
        refreshOn: ['run', 'step', 'request', 'schedule', 'row_counts', 'incident'],
        isMoving:
            partValue(found.last)?.run?.status === 'RUNNING' ||
            (isWorkerAlive && (partValue(found.waiting) ?? 0) > 0),
        body: html`<div class="page-head"><h1>Overview</h1>${buttons(context, found)}</div>
${unreachableLayers(health)}${showPart(found.incidents, (list) => incidentList(list, now))}
${await summary(context, found)}
${requestSection({ requests: found.requests, isWorkerAlive, now })}
${section('flow', 'From the source to the warehouse', flowOf(found, now))}
${section('freshness', 'Freshness', freshnessTable(context, freshness))}`,
    });
}

/** Rows without the states of the hops are worth showing; states without rows cannot be drawn. */
function flowOf({ entities, hops, last }: Overview, now: string): unknown {
    const run = partValue(last)?.run;
    return showPart(entities, (list) => {
        const shown = {
            entities: list,
            hops: partValue(hops) ?? [],
            moving: run?.status === 'RUNNING' ? run : undefined,
        };
        return html`${showPart(hops, () => '')}
<div class="only-wide">${flow({ ...shown, id: 'flow-wide' })}</div>
<div class="only-narrow">${flow({ ...shown, id: 'flow-narrow', isCompact: true })}</div>
${flowTable(shown, now)}`;
    });
}

function buttons(context: PageContext, found: Overview): Html {
    if (context.isReadOnly) return html``;
    const schedule = partValue(found.schedule);
    const isPaused = schedule?.paused_at != null;
    return html`<div class="actions" role="group" aria-label="Actions">
${runButton(context, { entities: [], label: 'Run now', isPrimary: true })}
${
    schedule?.cron == null
        ? ''
        : actionButton({
              context,
              action: isPaused ? '/schedule/resume' : '/schedule/pause',
              label: isPaused ? 'Resume the schedule' : 'Pause the schedule',
          })
}</div>`;
}
