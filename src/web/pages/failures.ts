import { html } from 'hono/html';
import {
    actionButton,
    ago,
    count,
    emptyState,
    section,
    statusBadge,
    table,
    time,
} from '../elements.ts';
import { page } from '../layout.ts';
import {
    type Incident,
    type OpenFailure,
    openFailures,
    openIncidents,
} from '../queries/failures.ts';
import type { Html, PageContext } from '../types.ts';
import { runButton } from './buttons.ts';
import { explainedError, facts } from './parts.ts';

/** What is wrong now: failures that no later success has made good, and open incidents. */
export async function failures(context: PageContext): Promise<Html> {
    const [open, incidents] = await Promise.all([
        openFailures(context.db),
        openIncidents(context.db),
    ]);
    const blocked = open.filter(({ status }) => status === 'BLOCKED');
    const failed = open.filter(({ status }) => status !== 'BLOCKED');
    return page({
        title: 'Failures',
        context,
        refreshOn: ['run', 'step', 'incident'],
        body: html`<h1>Failures</h1>
${section(
    'open',
    'Not yet made good',
    open.length === 0
        ? emptyState('Nothing: the last step of every process succeeded.')
        : html`${failed.length === 0 ? emptyState('No step failed itself. What was blocked goes on with the next run.') : failed.map((failure) => failureItem(context, failure))}${blockedItems(context, blocked)}`,
)}
${section('incidents', 'Open incidents', incidentTable(incidents, context.now))}`,
    });
}

/** They mend themselves when what they need is mended. */
function blockedItems(context: PageContext, blocked: readonly OpenFailure[]): Html {
    if (blocked.length === 0) return html``;
    const names = blocked.map(({ layer, entity }) => `${layer} ${entity}`).join(', ');
    return html`<details id="blocked"><summary>${blocked.length} blocked by what failed: ${names}</summary>${blocked.map((failure) => failureItem(context, failure))}</details>`;
}

function failureItem(context: PageContext, failure: OpenFailure): Html {
    const { log_id, run_id, layer, entity } = failure;
    return html`<article class="failure" aria-labelledby="failure-${log_id}">
<div class="step-head"><h3 id="failure-${log_id}">${layer} ${entity}</h3>${statusBadge(failure.status)}
${again(context, failure)}</div>
${explainedError(failure)}
${facts([
    ['Run', run_id ? html`<a href="/runs/${run_id}#step-${log_id}">run ${run_id}</a>` : 'by hand'],
    [
        'Since',
        html`${time(failure.first_failed_at)} (${ago(failure.first_failed_at, context.now)})`,
    ],
    ['Last', failure.failures === '1' ? '' : time(failure.last_failed_at)],
    ['How often', count(failure.failures)],
    ['Last success', time(failure.last_success, 'never')],
    ['Into', failure.table_name],
    ['Disabled', failure.is_enabled ? '' : 'left out of runs that do not name it'],
])}</article>`;
}

/** A blocked step needs the one that failed as well, which the run knows. */
function again(context: PageContext, { status, run_id, layer, entity }: OpenFailure): Html {
    if (status !== 'BLOCKED' || run_id === null) {
        return runButton(context, {
            entities: [entity],
            label: 'Run it again',
            description: `: ${layer} ${entity}`,
        });
    }
    if (context.isReadOnly) return html``;
    return actionButton({
        context,
        action: '/runs',
        label: `Go on from run ${run_id}`,
        fields: { resume_run_id: run_id },
    });
}

function incidentTable(incidents: readonly Incident[], now: string): Html {
    return table({
        caption: 'Open incidents, newest first',
        isCaptionHidden: true,
        columns: ['Kind', 'Entity', 'What', 'Since', 'Last seen', 'Run'],
        rows: incidents.map((incident) => [
            incident.kind,
            incident.entity
                ? html`<a href="/tables/${encodeURIComponent(incident.entity)}">${incident.entity}</a>`
                : 'the run',
            html`<span class="said">${incident.summary}</span>`,
            ago(incident.opened_at, now),
            ago(incident.last_seen_at, now),
            incident.opened_by
                ? html`<a href="/runs/${incident.opened_by}">run ${incident.opened_by}</a>`
                : '–',
        ]),
        none: 'None.',
    });
}
