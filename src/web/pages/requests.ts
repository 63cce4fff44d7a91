import { html } from 'hono/html';
import { ago, section, table } from '../elements.ts';
import { type Part, partValue } from '../queries/part.ts';
import type { RunRequest } from '../queries/requests.ts';
import type { Html } from '../types.ts';
import { showPart } from './parts.ts';

export interface RequestsOptions {
    requests: Part<readonly RunRequest[]>;
    /** Whether there is a worker that would take them. */
    isWorkerAlive: boolean;
    now: string;
}

/** What was asked for and has not begun, or was refused lately; nothing when there is no such thing. */
export function requestSection({ requests, isWorkerAlive, now }: RequestsOptions): Html {
    if (partValue(requests)?.length === 0) return html``;
    return section(
        'requests',
        'Asked for',
        showPart(requests, (found) =>
            table({
                caption: 'Runs that were asked for, newest first',
                isCaptionHidden: true,
                columns: ['Request', 'When', 'By', 'Entities', 'What became of it'],
                rows: found.map((request) => [
                    request.request_id,
                    ago(request.requested_at, now),
                    html`<span class="said">${request.requested_by}</span>`,
                    entitiesOf(request),
                    html`<span class="said">${outcomeOf(request, isWorkerAlive)}</span>`,
                ]),
            }),
        ),
    );
}

/** Whether something will become of a request soon. */
export const isUnderWay = (requests: readonly RunRequest[], isWorkerAlive: boolean): boolean =>
    isWorkerAlive && requests.some(({ outcome }) => outcome === null);

function entitiesOf({ entities, resume_run_id }: RunRequest): Html {
    const names = entities?.join(', ') ?? 'all';
    if (resume_run_id === null) return html`${names}`;
    return html`${names}, going on from <a href="/runs/${resume_run_id}">run ${resume_run_id}</a>`;
}

function outcomeOf({ outcome, taken_at }: RunRequest, isWorkerAlive: boolean): Html {
    if (outcome !== null) return html`no run of its own: ${withLinks(outcome)}`;
    if (!isWorkerAlive) {
        const what = taken_at === null ? 'take' : 'begin';
        return html`waits: no worker is alive to ${what} it`;
    }
    return html`${taken_at === null ? 'waits for a worker to take it' : 'taken by a worker; it has not begun yet'}`;
}

/** The run that was in the way, or the one that was skipped, can be looked at. */
function withLinks(text: string): Html {
    return html`${text
        .split(/\b(run \d+)\b/)
        .map((part) =>
            /^run \d+$/.test(part) ? html`<a href="/runs/${part.slice(4)}">${part}</a>` : part,
        )}`;
}
