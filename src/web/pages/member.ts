import { html } from 'hono/html';
import { versions as versionChart } from '../charts/versions.ts';
import { emptyState, section } from '../elements.ts';
import { page } from '../layout.ts';
import { columnsOf, type Entity, findEntity, findVersions } from '../queries/tables.ts';
import { type Html, NotFoundError, type PageContext, type PageRequest } from '../types.ts';
import { orProblem } from './parts.ts';
import { pathOf } from './tables.ts';
import { type Keys, readVersion, versionTable } from './versions-table.ts';

/** The history of one member of a dimension: /tables/customers/members?key=7. */
export async function member(context: PageContext, request: PageRequest): Promise<Html> {
    const { db, now } = context;
    const entity = await findEntity(db, request.params.entity ?? '');
    if (entity?.kind !== 'dimension') {
        throw new NotFoundError(`there is no dimension ${request.params.entity}`);
    }
    const key = request.query.getAll('key').map((part) => part.trim());
    const name = `${entity.entity} ${key.join(', ')}`;
    const found =
        key.length === 0 || key.includes('')
            ? emptyState('Give the business key of a member.')
            : await orProblem(
                  Promise.all([
                      findVersions(db, entity.entity, key),
                      columnsOf(db, entity.warehouse_table),
                  ]),
                  ([rows, columns]) => history(rows, name, { ...entity, columns }, now),
              );
    return page({
        title: name,
        context,
        refreshOn: ['run'],
        isWide: true,
        body: html`<p class="back"><a href="${pathOf(entity.entity)}">${entity.entity}</a></p>
<h1>${name}</h1>${lookupForm(entity, key)}${found}`,
    });
}

function history(rows: readonly string[], name: string, keys: Keys, now: string): Html {
    if (rows.length === 0) return emptyState(`The warehouse has no ${name}.`);
    const found = rows.map(readVersion);
    return html`${section(
        'versions',
        'Versions over time',
        versionChart({
            id: 'versions-chart',
            member: name,
            versions: found.map(({ validFrom, validTo, isDeleted }, index) => ({
                name: `version ${index + 1}`,
                validFrom,
                validTo,
                isDeleted,
            })),
            now,
        }),
    )}${section('changes', 'What changed', versionTable(found, name, keys))}`;
}

/** A field for each column of the business key. */
export function lookupForm(entity: Entity, key: readonly string[] = []): Html {
    return html`<form class="lookup" method="get" action="${pathOf(entity.entity)}/members">${entity.business_key.map(
        (column, index) =>
            html`<div class="field"><label for="key-${index}">${column}</label><input id="key-${index}" name="key" value="${key[index] ?? ''}" required autocomplete="off"></div>`,
    )}<button type="submit" class="button primary">Show its versions</button></form>`;
}
