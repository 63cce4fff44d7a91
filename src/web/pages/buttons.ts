import { html } from 'hono/html';
import { actionButton } from '../elements.ts';
import type { Html, PageContext } from '../types.ts';

export interface RunButton {
    entities: readonly string[];
    label: string;
    /** What the button says to those who do not see what it belongs to. */
    description?: string;
    isPrimary?: boolean;
}

/** Asks for a run of these entities: a field for each, which `actionButton` cannot make. */
export function runButton(context: PageContext, options: RunButton): Html {
    if (context.isReadOnly) return html``;
    const { entities, label, description, isPrimary } = options;
    return html`<form class="action" method="post" action="/runs">
<input type="hidden" name="csrf" value="${context.csrf}">${entities.map(
        (entity) => html`<input type="hidden" name="entities" value="${entity}">`,
    )}
<button type="submit" class="button ${isPrimary ? 'primary' : ''}">${label}${
        description ? html`<span class="visually-hidden"> ${description}</span>` : ''
    }</button></form>`;
}

interface RunState {
    run_id: string;
    status: string;
    entities: readonly string[];
    failed_steps: string;
    blocked_steps: string;
    cancel_requested_at: string | null;
}

/** What can be asked for on the page of a run. */
export function runButtons(
    context: PageContext,
    run: RunState,
    schedule: { cron: string | null; paused_at: string | null } | undefined,
): Html {
    if (context.isReadOnly) return html``;
    return html`<div class="actions" role="group" aria-label="Actions">
${run.status === 'RUNNING' ? cancelButton(context, run) : startButtons(context, run)}
${schedule?.cron ? scheduleButton(context, schedule.paused_at !== null) : ''}</div>`;
}

function startButtons(context: PageContext, run: RunState): Html {
    const hasFailed = Number(run.failed_steps) + Number(run.blocked_steps) > 0;
    return html`${hasFailed ? resumeButton(context, run.run_id) : ''}
${runButton(context, { entities: run.entities, label: 'Run again', isPrimary: !hasFailed })}
${run.entities.length > 1 ? oneEntityForm(context, run.entities) : ''}`;
}

const resumeButton = (context: PageContext, runId: string) =>
    actionButton({
        context,
        action: '/runs',
        label: 'Go on from the failed step',
        fields: { resume_run_id: runId },
        kind: 'primary',
    });

const cancelButton = (context: PageContext, run: RunState) =>
    actionButton({
        context,
        action: `/runs/${run.run_id}/cancel`,
        label: run.cancel_requested_at ? 'Cancelling' : 'Cancel the run',
        kind: 'danger',
        isDisabled: run.cancel_requested_at !== null,
    });

const scheduleButton = (context: PageContext, isPaused: boolean) =>
    actionButton({
        context,
        action: isPaused ? '/schedule/resume' : '/schedule/pause',
        label: isPaused ? 'Resume the schedule' : 'Pause the schedule',
    });

/** A choice and its button, which a form of one click is not. */
function oneEntityForm(context: PageContext, entities: readonly string[]): Html {
    return html`<form class="action one-entity" method="post" action="/runs">
<input type="hidden" name="csrf" value="${context.csrf}">
<label for="one-entity">Run only</label><select id="one-entity" name="entities">${entities.map(
        (entity) => html`<option>${entity}</option>`,
    )}</select><button type="submit" class="button">Run it</button></form>`;
}
