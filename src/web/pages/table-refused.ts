import { html } from 'hono/html';
import { count, table } from '../elements.ts';
import { parseRow } from '../json.ts';
import { refusedVersions } from '../queries/tables.ts';
import type { Html, Reader } from '../types.ts';
import { exactTime, value } from './parts.ts';

const most = 50;

/** Versions of a dimension that came too late to be placed. */
export async function refused(db: Reader, entity: string): Promise<Html> {
    const found = (await refusedVersions(db, entity, most)).map((row) => ({
        ...row,
        key: Object.values(parseRow(row.business_key)),
        values: parseRow(row.version),
    }));
    const columns = [...new Set(found.flatMap(({ values }) => Object.keys(values)))];
    return html`${table({
        caption: `Refused versions of ${entity}, newest first`,
        isCaptionHidden: true,
        columns: ['Key', 'Effective at', ...columns, { title: 'Batch', isNumber: true }, 'Refused'],
        rows: found.map((row) => [
            row.key.join(', '),
            exactTime(row.effective_at),
            ...columns.map((column) => value(row.values[column])),
            count(row.batch_id),
            exactTime(row.refused_at),
        ]),
        none: 'None: every version could be placed.',
    })}${found.length === most ? html`<p class="note">The newest ${most}; all are in <code>engine.refused_versions</code>.</p>` : ''}`;
}
