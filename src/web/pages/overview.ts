import { html } from 'hono/html';
import { flow } from '../charts/flow.ts';
import { actionButton, section } from '../elements.ts';
import { readHealth, within } from '../health.ts';
import { page } from '../layout.ts';
import { readFreshness, readOverview, type Scheduler } from '../queries/overview.ts';
import type { Html, PageContext } from '../types.ts';
import { runButton } from './buttons.ts';
import { flowTable, freshnessTable, incidentList, unreachableLayers } from './overview-parts.ts';
import { summary } from './overview-summary.ts';

/** What opens links must not keep the page from being shown. */
const patience = { health: 700, freshness: 1500 };

/** Is all well, and is it moving? */
export async function overview(context: PageContext): Promise<Html> {
    const { db } = context;
    const [found, health, freshness] = await Promise.all([
        readOverview(db),
        within(readHealth(db), patience.health),
        within(readFreshness(db), patience.freshness),
    ]);
    const isMoving = found.run?.status === 'RUNNING' || found.scheduler.waiting > 0;
    return page({
        title: 'Overview',
        context,
        refreshOn: ['run', 'step', 'request', 'schedule', 'row_counts', 'incident'],
        isMoving,
        body: html`<div class="page-head"><h1>Overview</h1>${buttons(context, found.scheduler)}</div>
${unreachableLayers(health)}${incidentList(found.incidents, context.now)}
${await summary(context, found)}
${section(
    'flow',
    'From the source to the warehouse',
    html`<div class="only-wide">${flow({ ...found, id: 'flow-wide' })}</div>
<div class="only-narrow">${flow({ ...found, id: 'flow-narrow', isCompact: true })}</div>
${flowTable(found, context.now)}`,
)}
${section('freshness', 'Freshness', freshnessTable(context, freshness))}`,
    });
}

function buttons(context: PageContext, scheduler: Scheduler): Html {
    if (context.isReadOnly) return html``;
    const isPaused = scheduler.paused_at !== null;
    return html`<div class="actions" role="group" aria-label="Actions">
${runButton(context, { entities: [], label: 'Run now', isPrimary: true })}
${
    scheduler.cron === null
        ? ''
        : actionButton({
              context,
              action: isPaused ? '/schedule/resume' : '/schedule/pause',
              label: isPaused ? 'Resume the schedule' : 'Pause the schedule',
          })
}</div>`;
}
