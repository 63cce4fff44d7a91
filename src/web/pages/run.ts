import { html } from 'hono/html';
import { gantt } from '../charts/gantt.ts';
import { count, duration, section, statusBadge, table, time } from '../elements.ts';
import { page } from '../layout.ts';
import { partValue, settle } from '../queries/part.ts';
import {
    findRun,
    messagesOf,
    type Step,
    scheduleState,
    statementsOf,
    stepsOfRun,
} from '../queries/run.ts';
import type { Run } from '../queries/runs.ts';
import { type Html, NotFoundError, type PageContext, type PageRequest } from '../types.ts';
import { runButtons } from './buttons.ts';
import { exactTime, explainedError, facts, idOf, showPart } from './parts.ts';
import { messageList, stepDetails } from './run-step.ts';
import { rowCells, rowColumns, whoCalled } from './run-text.ts';

/** Of each step and of a run, more would make the page slow; a large first load has thousands. */
const mostStatements = 40;
const mostMessages = 2000;

/** One run: what became of it, its steps over time, the SQL they ran and what they said. */
export async function run(context: PageContext, { params }: PageRequest): Promise<Html> {
    const { db } = context;
    const id = idOf(params.id);
    const found = id && (await findRun(db, id));
    if (!found) throw new NotFoundError(`there is no run ${params.id}`);
    const read = await settle(stepsOfRun(db, found.run_id));
    const steps = partValue(read) ?? [];
    const logIds = steps.map(({ log_id }) => log_id);
    const [statements, messages, schedule] = await Promise.all([
        settle(statementsOf(db, logIds, mostStatements + 1)),
        settle(messagesOf(db, found.run_id, mostMessages)),
        settle(scheduleState(db)),
    ]);
    return page({
        title: `Run ${found.run_id}`,
        context,
        refreshOn: ['run', 'step', 'schedule'],
        refreshOnRun: found.run_id,
        isMoving: found.status === 'RUNNING',
        isWide: true,
        body: html`<p class="back"><a href="/runs">All runs</a></p>
<div class="page-head"><h1>Run ${found.run_id} ${statusBadge(found.status)}</h1>
${runButtons(context, found, partValue(schedule))}</div>
${head(found)}${failure(found, steps)}
${section(
    'gantt',
    'Steps over time',
    showPart(read, () => timeline(found, steps, context.now)),
)}
${section(
    'steps',
    'Steps',
    showPart(read, () => stepTable(steps, found.started_at.slice(0, 10))),
)}
${section(
    'messages',
    'Messages of the run',
    showPart(messages, (all) =>
        messageList(
            all.filter(({ log_id }) => log_id === null),
            `Messages of run ${found.run_id}`,
        ),
    ),
)}
${section(
    'sql',
    'What each step did',
    html`${showPart(statements, () => '')}${steps.map((step) =>
        stepDetails({
            step,
            statements: partValue(statements)?.filter(({ log_id }) => log_id === step.log_id),
            mostStatements,
            messages: (partValue(messages) ?? []).filter(({ log_id }) => log_id === step.log_id),
        }),
    )}`,
)}`,
    });
}

function head(found: Run): Html {
    return facts([
        ['Started', time(found.started_at)],
        ['Ended', found.ended_at && time(found.ended_at)],
        [found.status === 'RUNNING' ? 'Running for' : 'Duration', duration(found.duration)],
        ['Called by', whoCalled(found)],
        ['Entities', found.entities.join(', ') || 'none is enabled'],
        [
            'In the way',
            found.in_the_way &&
                html`<a href="/runs/${found.in_the_way}">run ${found.in_the_way}</a>`,
        ],
        [
            'Cancel asked for',
            found.cancel_requested_at &&
                html`${time(found.cancel_requested_at)} by ${found.cancel_requested_by}`,
        ],
    ]);
}

/** The error of the run, and the steps that it comes from. */
function failure(found: Run, steps: readonly Step[]): Html {
    const failed = steps.filter(({ status }) => ['FAILED', 'CRASHED'].includes(status));
    return html`${explainedError(found)}${
        failed.length === 0
            ? ''
            : html`<ul class="failed-steps">${failed.map(
                  (step) =>
                      html`<li><a href="#step-${step.log_id}">${step.layer} ${step.entity}</a>: ${step.error_message ?? step.status}</li>`,
              )}</ul>`
    }`;
}

function timeline(found: Run, steps: readonly Step[], now: string): Html {
    return gantt({
        id: 'gantt-chart',
        runId: found.run_id,
        startedAt: found.started_at,
        endedAt: found.ended_at,
        now,
        steps: steps.map((step) => ({
            logId: step.log_id,
            layer: step.layer,
            entity: step.entity,
            status: step.status,
            startTime: step.start_time,
            endTime: step.end_time,
        })),
        waiting: found.status === 'RUNNING' ? stepsToCome(found, steps) : [],
    });
}

/** Every entity goes into every layer; what has begun is in the log. */
function stepsToCome({ entities }: Run, steps: readonly Step[]) {
    const begun = new Set(steps.map(({ layer, entity }) => `${layer} ${entity}`));
    return ['mrr', 'stg', 'dwh']
        .flatMap((layer) => entities.map((entity) => ({ layer, entity })))
        .filter(({ layer, entity }) => !begun.has(`${layer} ${entity}`));
}

/** The day on which the run began is told above; only another one is repeated. */
function stepTable(steps: readonly Step[], day: string): Html {
    return table({
        caption: 'Steps in the order in which they began',
        isCaptionHidden: true,
        columns: [
            'Step',
            'Status',
            'Started',
            'Ended',
            { title: 'Duration', isNumber: true },
            ...rowColumns,
            { title: 'Batch', isNumber: true },
        ],
        rows: steps.map((step) => [
            html`<a href="#step-${step.log_id}">${step.layer} ${step.entity}</a>`,
            statusBadge(step.status),
            exactTime(step.start_time, day),
            step.end_time ? exactTime(step.end_time, day) : '–',
            duration(step.duration),
            ...rowCells(step),
            count(step.batch_id),
        ]),
        none: 'No step has begun.',
    });
}
