import type { Section } from '../output.ts';
import type { FoundObject } from './catalog.ts';
import type { Findings, LayerFindings, ServerFindings } from './findings.ts';

type Entry = { where: string; kind: string; name: string; reason?: string } & Record<
    string,
    unknown
>;

/** For a program: every object, as `goes` and `stays`. */
export function everything({ databases, servers }: Findings): Section[] {
    const entries = [...databases.flatMap(ofDatabase), ...servers.flatMap(ofServer)];
    const section = (name: string, rows: Entry[]) => ({
        name,
        title: name,
        table: { fields: [], rows },
    });
    return [
        section(
            'goes',
            entries.filter(({ reason }) => reason === undefined),
        ),
        section(
            'stays',
            entries.filter(({ reason }) => reason !== undefined),
        ),
    ];
}

function ofDatabase({ layer, login, goes, stays, granted, extensions }: LayerFindings): Entry[] {
    const { names, reason } = extensions;
    return [
        ...goes.map((object) => entry(layer, object)),
        ...stays.map((object) => ({
            ...entry(layer, object),
            owner: login,
            reason: 'it is of the source',
        })),
        ...names.map((name) => because(reason, { where: layer, kind: 'extension', name })),
        ...granted.map((name) => ({ where: layer, kind: 'privileges', name })),
    ];
}

function ofServer({ server, roles }: ServerFindings): Entry[] {
    return roles.map(({ name, members, reasons }) =>
        because(reasons.join(', ') || undefined, { where: server, kind: 'role', name, members }),
    );
}

const because = (reason: string | undefined, entry: Entry): Entry =>
    reason === undefined ? entry : { ...entry, reason };

function entry(where: string, { kind, schema, name, rows, bytes }: FoundObject): Entry {
    const number = (text: string | null) => (text === null ? null : Number(text));
    return { where, kind, schema, name, rows: number(rows), bytes: number(bytes) };
}
