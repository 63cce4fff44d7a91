import { html } from 'hono/html';
import { count, duration, emptyState, statusBadge, table } from '../elements.ts';
import type { Message, Statement, Step } from '../queries/run.ts';
import type { Html } from '../types.ts';
import { code, exactTime, explainedError } from './parts.ts';

export interface StepDetails {
    step: Step;
    /** One more than `mostStatements` where there are more; undefined: they could not be read. */
    statements: readonly Statement[] | undefined;
    mostStatements: number;
    messages: readonly Message[];
}

/** A step with its error, the SQL it ran and what it said. */
export function stepDetails({ step, statements, mostStatements, messages }: StepDetails): Html {
    const name = `${step.layer} ${step.entity}`;
    const shown = (statements ?? []).slice(0, mostStatements);
    const isCut = (statements ?? []).length > mostStatements;
    return html`<article class="step" id="step-${step.log_id}" aria-labelledby="step-${step.log_id}-name">
<div class="step-head"><h3 id="step-${step.log_id}-name">${name}</h3>${statusBadge(step.status)}<span class="note">into ${step.table_name}, ${duration(step.duration)}</span></div>
${explainedError(step)}
${
    shown.length === 0
        ? html`<p class="note">${statements ? noStatements(step) : 'Its SQL could not be read.'}</p>`
        : html`<details id="step-${step.log_id}-sql"><summary>SQL: ${isCut ? `the first ${mostStatements}` : shown.length} ${shown.length === 1 ? 'statement' : 'statements'}<span class="visually-hidden"> of ${name}</span></summary>
<ol class="statements">${shown.map((statement) => statementItem(statement, name))}</ol>
${isCut ? html`<p class="note">All of them: <code>select * from engine.step_statements where log_id = ${step.log_id} order by position</code></p>` : ''}</details>`
}
${
    messages.length === 0
        ? ''
        : html`<details id="step-${step.log_id}-messages"><summary>Messages: ${messages.length}<span class="visually-hidden"> of ${name}</span></summary>${messageList(messages, `Messages of ${name}`)}</details>`
}</article>`;
}

function noStatements({ status, batch_id }: Step): string {
    if (status === 'RUNNING') return 'Its SQL is kept when it has ended.';
    if (status === 'BLOCKED') return 'It did not run.';
    if (status === 'SUCCEEDED' && batch_id === null) return 'Nothing was new: it ran no SQL.';
    return 'The log has no SQL of it: none came to its end, or it is older than plan_retention.';
}

function statementItem(statement: Statement, name: string): Html {
    const rows = statement.rows === null ? '' : html`, ${count(statement.rows)} rows`;
    return html`<li><p>${statement.purpose} <span class="note">${duration(Number(statement.duration_ms))}${rows}</span></p>
${code(statement.sql, `SQL of ${name}: ${statement.position}. ${statement.purpose}`)}</li>`;
}

/** What was said, with the time to the microsecond. */
export function messageList(messages: readonly Message[], caption: string): Html {
    if (messages.length === 0) return emptyState('It said nothing.');
    return table({
        caption,
        isCaptionHidden: true,
        columns: ['At', 'Message'],
        rows: messages.map(({ said_at, message }) => [
            exactTime(said_at),
            html`<span class="said">${message}</span>`,
        ]),
    });
}
