import type { Flash, Reader } from './types.ts';

/** What may be done from the page; each is one call of a routine that checks it again. */
export interface Action {
    path: string;
    perform(call: ActionCall): Promise<ActionResult>;
}

export interface ActionCall {
    db: Reader;
    params: Record<string, string>;
    form: URLSearchParams;
    /** Who asks, for the log. */
    requestedBy: string;
}

export interface ActionResult {
    done: Outcome;
    /** What a program gets to know. */
    data?: Record<string, unknown>;
}

const whenItBegins =
    'It begins when a worker takes it. It joins a run that is queued, and is refused while one is active: the page Runs shows what became of it.';

const texts = {
    requested: `A run was asked for. ${whenItBegins}`,
    resumed_run: `Going on from that run was asked for. ${whenItBegins}`,
    cancel_requested: 'The run was asked to end. It does so within a moment.',
    not_active: 'That run is not active any more.',
    paused: 'The schedule is paused. Runs that fall due meanwhile do not happen.',
    was_paused: 'The schedule was paused already.',
    resumed: 'The schedule goes on.',
    was_not_paused: 'The schedule was not paused.',
} as const;

/** The code of a text that the page shows after an action; it shows no text from a URL. */
export type Outcome = keyof typeof texts;

export function flashOf(code: string | null): Flash | undefined {
    if (code === null || !Object.hasOwn(texts, code)) return undefined;
    return { text: texts[code as Outcome], isError: code === 'not_active' };
}

/** What fits a bigint; anything else is a run that does not exist. */
const runIdOf = (text: string | undefined) => (/^[1-9]\d{0,17}$/.test(text ?? '') ? text : '0');

async function requestRun({ db, form, requestedBy }: ActionCall): Promise<ActionResult> {
    const entities = form.getAll('entities').filter((entity) => entity !== '');
    const resume = form.get('resume_run_id') || null;
    const found = await db.row<{ request_id: string }>(
        `select public.request_run(p_entities => $1::text[], p_resume_run_id => $2::bigint,
                                   p_requested_by => $3) as request_id`,
        [entities.length > 0 ? entities : null, resume && runIdOf(resume), requestedBy],
    );
    const id = Number(found?.request_id);
    return {
        done: resume === null ? 'requested' : 'resumed_run',
        data: { request_id: id, see: `/requests/${id}` },
    };
}

async function requestCancel({ db, params, requestedBy }: ActionCall): Promise<ActionResult> {
    try {
        await db.row('select public.request_cancel($1::bigint, $2)', [
            runIdOf(params.id),
            requestedBy,
        ]);
        return { done: 'cancel_requested' };
    } catch (error) {
        if ((error as { code?: string }).code !== 'PS017') throw error;
        return { done: 'not_active' };
    }
}

function schedule(routine: 'pause_schedule' | 'resume_schedule', changed: Outcome, kept: Outcome) {
    return async ({ db, requestedBy }: ActionCall): Promise<ActionResult> => {
        const found = await db.row<{ changed: boolean }>(
            `select public.${routine}($1) as changed`,
            [requestedBy],
        );
        return { done: found?.changed ? changed : kept };
    };
}

export const actions: readonly Action[] = [
    { path: '/runs', perform: requestRun },
    { path: '/runs/:id/cancel', perform: requestCancel },
    { path: '/schedule/pause', perform: schedule('pause_schedule', 'paused', 'was_paused') },
    { path: '/schedule/resume', perform: schedule('resume_schedule', 'resumed', 'was_not_paused') },
];
