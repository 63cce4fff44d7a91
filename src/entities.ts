import type pg from 'pg';
import { closest } from './closest.ts';
import { isServerError, PipelineError } from './errors.ts';

/** Does `work`; where the server refuses the name of an entity, the error has the one that was meant. */
export async function withEntities<T>(
    client: pg.Client,
    names: string[] | undefined,
    work: () => Promise<T>,
): Promise<T> {
    try {
        return await work();
    } catch (error) {
        if (!names || !isServerError(error) || error.code !== 'PS004') throw error;
        const { rows } = await client.query<{ entity: string }>(
            'select entity from public.vw_entities',
        );
        const known = rows.map(({ entity }) => entity);
        const meant = names
            .filter((name) => !known.includes(name))
            .map((name) => closest(name, known));
        if (meant.length === 0 || meant.includes(undefined)) throw error;
        throw new PipelineError(error.message, {
            sqlstate: error.code,
            detail: error.detail,
            hint: `did you mean ${meant.join(', ')}?`,
            cause: error,
        });
    }
}
