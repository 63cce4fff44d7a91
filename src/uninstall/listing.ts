import type { Section } from '../output.ts';
import type { FoundObject } from './catalog.ts';
import type { Findings, LayerFindings, ServerFindings } from './findings.ts';
import { readable, shortList } from './words.ts';

/** What kinds of objects are called, in the order of what a reader would miss most. */
const words: [what: string, kinds: string[]][] = [
    ['tables', ['table', 'materialized view']],
    ['views', ['view']],
    ['routines', ['function', 'procedure', 'aggregate']],
    ['sequences', ['sequence']],
    ['types', ['type', 'composite type']],
    ['foreign tables', ['foreign table']],
    ['foreign servers', ['server']],
    ['user mappings', ['user mapping']],
    ['schemas', ['schema']],
    ['default privileges', ['default acl']],
];

const columns = ['what', 'schema', 'count', 'rows', 'size', 'names'] as const;

type Line = Partial<Record<(typeof columns)[number], string | number | null>>;

/** For a person: a table for each database, with one line per kind and schema. */
export function summary(findings: Findings): Section[] {
    return [
        ...findings.databases.map((found) =>
            section(`${found.layer}: to be removed`, removedFrom(found)),
        ),
        ...findings.servers.flatMap(removedRoles),
        ...stays(findings),
    ];
}

function section(title: string, lines: Line[]): Section {
    const used = columns.filter((name) => lines.some((line) => line[name] != null));
    const fields = used.map((name) => ({
        name,
        dataTypeID: ['count', 'rows'].includes(name) ? 20 : 25,
    }));
    return { name: title, title, table: { fields, rows: lines } };
}

function removedFrom({ goes, extensions, granted }: LayerFindings): Line[] {
    return [
        ...group(goes),
        ...(extensions.reason === undefined ? named('extensions', extensions.names) : []),
        ...named('privileges on', granted),
    ];
}

function removedRoles({ server, roles }: ServerFindings): Section[] {
    const going = roles.filter(({ reasons }) => reasons.length === 0);
    if (going.length === 0) return [];
    const names = going.map(({ name, members }) =>
        members.length > 0 ? `${name} (members: ${members.join(', ')})` : name,
    );
    const lines = [{ what: 'roles', count: names.length, names: names.join(', ') }];
    return [section(`Roles of ${server}: to be removed`, lines)];
}

function stays({ databases, servers }: Findings): Section[] {
    const source = databases.flatMap(({ layer, login, stays }) =>
        stays.length === 0
            ? []
            : [section(`${layer}: stays, and belongs to ${login} then`, group(stays))],
    );
    const others = [
        ...databases.flatMap(({ layer, extensions: { names, reason } }) =>
            reason === undefined
                ? []
                : [{ what: `extensions of ${layer}`, names: shortList(names), reason }],
        ),
        ...servers.flatMap(({ roles }) =>
            roles
                .filter(({ reasons }) => reasons.length > 0)
                .map(({ name, reasons }) => ({
                    what: 'role',
                    names: name,
                    reason: reasons.join(', '),
                })),
        ),
    ];
    if (others.length === 0) return source;
    const fields = ['what', 'names', 'reason'].map((name) => ({ name }));
    return [
        ...source,
        { name: 'others', title: 'Stays, since others need it', table: { fields, rows: others } },
    ];
}

function group(objects: FoundObject[]): Line[] {
    const known = words.flatMap(([, kinds]) => kinds);
    const rest = [...new Set(objects.map(({ kind }) => kind))].filter(
        (kind) => !known.includes(kind),
    );
    const all = [...words, ...rest.map((kind): [string, string[]] => [kind, [kind]])];
    return all.flatMap(([what, kinds]) => {
        const these = objects.filter(({ kind, follows }) => kinds.includes(kind) && !follows);
        return [...new Set(these.map(({ schema }) => schema))].sort(publicFirst).map((schema) => {
            const list = these.filter((object) => object.schema === schema);
            return {
                what,
                schema,
                count: list.length,
                rows: total(list, 'rows'),
                size: readable(total(list, 'bytes')),
                names: shortList(list.map((object) => bare(object))),
            };
        });
    });
}

const publicFirst = (a: string | null, b: string | null) =>
    Number(b === 'public') - Number(a === 'public') || String(a).localeCompare(String(b));

const named = (what: string, names: string[]): Line[] =>
    names.length === 0 ? [] : [{ what, count: names.length, names: shortList(names) }];

/** Without its schema, which has a column of its own, and without parameters. */
function bare({ kind, schema, name }: FoundObject): string {
    if (kind === 'user mapping') return name.replace(/^.* on server /, '');
    if (kind === 'default acl') {
        return name.replace(/^for role \S+( in schema (\S+))? on (\S+)$/, (_, _in, room, on) =>
            room ? `${on} in ${room}` : on,
        );
    }
    return schema === null ? name : name.replace(/^("[^"]*"|[^".]*)\./, '').replace(/\(.*\)$/, '');
}

function total(objects: FoundObject[], column: 'rows' | 'bytes'): number | null {
    const found = objects.map((object) => object[column]).filter((value) => value !== null);
    return found.length === 0 ? null : found.reduce((sum, value) => sum + Number(value), 0);
}
