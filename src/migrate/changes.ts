import type { Layer } from '../layers.ts';
import type { ForeignChange } from './foreign-tables.ts';

/** What can change, in words for one and for many. */
const words = {
    statement: ['', 'roles, schemas and privileges'],
    migration: ['migration', 'migrations'],
    server: ['', 'changes of foreign servers'],
    login: ['new password of', 'new passwords'],
    mapping: ['user mapping for server', 'user mappings'],
    queue: ['', 'changes of the queue'],
    removal: ['removed', 'routines and views removed'],
    file: ['file', 'routines and views'],
    edit: ['edited in the database and kept:', 'edits in the database, kept'],
    foreign: ['foreign table', 'foreign tables'],
    declarations: ['declarations', 'files of declarations'],
    setting: ['setting', 'settings'],
} as const;

/** One thing that migrate does in a database, or would do. */
export interface Change {
    layer: Layer;
    kind: keyof typeof words;
    name: string;
    /** as far as it is not in a file */
    sql?: string;
}

/** A line for each change, or one for all of a kind where they are many. */
export function describe(changes: Change[], most = 5): string[] {
    const groups = Map.groupBy(changes, ({ layer, kind }) => `${layer} ${kind}`);
    return [...groups.values()].flatMap((group) => {
        const { layer, kind } = group[0] as Change;
        const [one, many] = words[kind];
        // Without a word of their own they are statements, which are long.
        return group.length > (one === '' ? 1 : most)
            ? [`${layer}: ${group.length} ${many}`]
            : group.map(({ name }) => [`${layer}:`, one, clip(name)].filter(Boolean).join(' '));
    });
}

/** Long statements: how they begin. */
function clip(text: string, most = 90): string {
    const [line = ''] = text.split('\n');
    return line === text && line.length <= most ? line : `${line.slice(0, most)} …`;
}

export function named(layer: Layer, kind: Change['kind'], names: string[]): Change[] {
    return names.map((name) => ({ layer, kind, name }));
}

/** Statements that are changes in themselves. */
export function stated(layer: Layer, kind: Change['kind'], statements: string[]): Change[] {
    return statements.map((sql) => ({ layer, kind, name: sql, sql }));
}

export function foreignChange(layer: Layer, change: ForeignChange): Change {
    const { table, action, statements } = change;
    return { layer, kind: 'foreign', name: `${table} (${action})`, sql: statements.join('; ') };
}
