import type pg from 'pg';
import { PgstrataError } from '../errors.ts';
import type { Layer } from '../layers.ts';
import {
    type CatalogObject,
    dependentViews,
    dropStatement,
    grantsOn,
    readCatalog,
} from './catalog.ts';
import { diff } from './diff.ts';
import { hash, type SqlFile } from './files.ts';
import { inSavepoint, sqlstate, texts } from './session.ts';

export interface Remembered {
    object: string;
    file: string;
    file_hash: string;
    object_hash: string;
    server_major: number;
}

export interface Edit {
    object: string;
    file: string;
    /** from what the file makes to what stands in the database */
    diff: string;
}

export type Verdict = 'keep' | 'install' | 'edited';

/** What to do with a file, from what was remembered of it and what the catalog has. */
export function judge(
    file: SqlFile,
    remembered: Remembered[],
    catalog: Map<string, CatalogObject>,
    serverMajor: number,
): Verdict {
    const own = remembered.filter((row) => row.file === file.file);
    if (own.length === 0 || own.some((row) => !catalog.has(row.object))) return 'install';
    const edited = own.some((row) => {
        const definition = catalog.get(row.object)?.definition ?? '';
        // Another release may write the same definition in another way.
        return row.server_major === serverMajor && hash(definition) !== row.object_hash;
    });
    if (edited) return 'edited';
    return own.some((row) => row.file_hash !== file.hash) ? 'install' : 'keep';
}

export async function readRemembered(client: pg.Client): Promise<Remembered[]> {
    const { rows } = await client.query<Remembered>(
        `select object, file, file_hash, object_hash, server_major from engine.installed_objects`,
    );
    return rows;
}

export async function serverMajorOf(client: pg.Client): Promise<number> {
    const [version] = await texts(client, 'show server_version_num');
    return Math.floor(Number(version) / 10000);
}

/** Something the file uses may come with a later file. */
const mayComeLater = ['42P01', '42703', '42704', '42883', '42809'];

/** Installs files in one transaction, as pgstrata_pipeline. */
export class Installer {
    readonly installed: string[] = [];
    readonly edits: Edit[] = [];
    readonly #client: pg.Client;
    readonly #layer: Layer;
    readonly #files: SqlFile[];
    readonly #remembered: Remembered[];
    readonly #serverMajor: number;
    readonly #force: boolean;
    /** What had to make way, with the grants to give back. */
    readonly #dropped: Map<string, string[]>;
    #waiting: SqlFile[] = [];

    constructor(
        client: pg.Client,
        layer: Layer,
        files: SqlFile[],
        state: {
            remembered: Remembered[];
            serverMajor: number;
            force: boolean;
            aside?: Map<string, string[]>;
        },
    ) {
        this.#client = client;
        this.#layer = layer;
        this.#files = files;
        this.#remembered = [...state.remembered];
        this.#serverMajor = state.serverMajor;
        this.#force = state.force;
        this.#dropped = new Map(state.aside);
    }

    async installRoutines(): Promise<void> {
        const catalog = await readCatalog(this.#client);
        for (const file of this.#files.filter(({ kind }) => kind === 'routine')) {
            await this.#treat(file, catalog).catch((error) => {
                if (!mayComeLater.includes(sqlstate(error) ?? '')) throw error;
                this.#waiting.push(file);
            });
        }
    }

    /** Views, and the routines that wait for one: round after round, as one builds on another. */
    async installViews(): Promise<void> {
        const catalog = await readCatalog(this.#client);
        const views = this.#files.filter(({ kind }) => kind === 'view');
        this.#waiting = [...this.#waiting, ...views];
        while (this.#waiting.length > 0) {
            const round = this.#waiting;
            let firstError: unknown;
            this.#waiting = [];
            for (const file of round) {
                try {
                    await this.#treat(file, catalog);
                } catch (error) {
                    if (!mayComeLater.includes(sqlstate(error) ?? '')) throw error;
                    firstError ??= error;
                    this.#waiting.push(file);
                }
            }
            if (this.#waiting.length === round.length) throw firstError;
        }
    }

    async #treat(file: SqlFile, catalog: Map<string, CatalogObject>): Promise<void> {
        const verdict = judge(file, this.#remembered, catalog, this.#serverMajor);
        const dropped = this.#isDropped(file);
        if (verdict === 'keep' && !this.#force && !dropped) {
            await this.#remember(file, this.#objectsOf(file, catalog));
        } else if (verdict === 'edited' && !this.#force && !dropped) {
            await this.#showEdit(file);
        } else {
            await this.#install(file);
        }
    }

    #isDropped(file: SqlFile): boolean {
        return this.#remembered.some((r) => r.file === file.file && this.#dropped.has(r.object));
    }

    #objectsOf(file: SqlFile, catalog: Map<string, CatalogObject>): CatalogObject[] {
        const own = this.#remembered.filter((row) => row.file === file.file);
        return own.flatMap(({ object }) => catalog.get(object) ?? []);
    }

    async #install(file: SqlFile): Promise<void> {
        const before = await readCatalog(this.#client, file.name);
        try {
            await this.#execute(file);
        } catch (error) {
            // A changed parameter name or return type, or columns of a view: made anew.
            if (!['42P13', '42P16'].includes(sqlstate(error) ?? '')) throw error;
            await this.#replace(file, before, error);
        }
        const after = await readCatalog(this.#client, file.name);
        const made = [...after.values()].filter(
            ({ object, version }) => before.get(object)?.version !== version,
        );
        if (made.length === 0) {
            throw new PgstrataError(`${file.file} makes nothing named ${file.name}`, 2, {
                hint: 'one routine or view per file, in schema public or engine, and the file named after it',
            });
        }
        for (const { object } of made) {
            for (const grant of this.#dropped.get(object) ?? []) await this.#client.query(grant);
            this.#dropped.delete(object);
        }
        const final = await readCatalog(this.#client, file.name);
        await this.#remember(
            file,
            made.flatMap(({ object }) => final.get(object) ?? []),
        );
        this.installed.push(file.file);
    }

    async #execute(file: SqlFile): Promise<void> {
        try {
            await inSavepoint(this.#client, () => this.#client.query(file.sql));
        } catch (error) {
            throw installProblem(error, this.#layer, file);
        }
    }

    async #replace(file: SqlFile, before: Map<string, CatalogObject>, error: unknown) {
        const objects = [...before.values()];
        const own = objects.filter(({ object }) =>
            this.#remembered.some((row) => row.object === object && row.file === file.file),
        );
        const replaced = own.length > 0 ? own : objects;
        if (replaced.length === 0 || (own.length === 0 && objects.length > 1)) throw error;
        for (const object of replaced) await this.#drop(object);
        await this.#execute(file);
    }

    /** Without CASCADE: views of our files make way and come back, what others built stops it. */
    async #drop(object: CatalogObject): Promise<void> {
        const catalog = await readCatalog(this.#client);
        for (const name of await dependentViews(this.#client, object)) {
            const view = [...catalog.values()].find((o) => o.object === name && this.#isOurs(o));
            if (view && !this.#dropped.has(view.object)) await this.#drop(view);
        }
        const grants = await grantsOn(this.#client, object);
        try {
            await inSavepoint(this.#client, () => this.#client.query(dropStatement(object)));
        } catch (error) {
            if (sqlstate(error) !== '2BP01') throw error;
            const { detail } = error as { detail?: string };
            throw new PgstrataError(
                `${this.#layer}: ${object.kind} ${object.object} has to be made anew, but others have built on it`,
                1,
                {
                    detail,
                    hint: 'drop what is named there, migrate, then create it again',
                    cause: error,
                },
            );
        }
        this.#dropped.set(object.object, grants);
        const file = this.#fileOf(object);
        if (object.kind === 'view' && file && !this.#waiting.includes(file)) {
            this.#waiting.push(file);
        }
    }

    #fileOf({ object }: CatalogObject): SqlFile | undefined {
        const row = this.#remembered.find((r) => r.object === object);
        return this.#files.find((file) => file.file === row?.file);
    }

    #isOurs(object: CatalogObject): boolean {
        return this.#fileOf(object) !== undefined;
    }

    /** Lets foreign tables change under our views; installViews makes these again. */
    async dropViews(): Promise<void> {
        const catalog = await readCatalog(this.#client);
        for (const view of catalog.values()) {
            if (view.kind !== 'view' || !this.#isOurs(view)) continue;
            if (!this.#dropped.has(view.object)) await this.#drop(view);
        }
        // installViews goes through all views anyway.
        this.#waiting = this.#waiting.filter(({ kind }) => kind !== 'view');
    }

    /** The file is run and undone, to see what it would make. */
    async #showEdit(file: SqlFile): Promise<void> {
        const { object: undo } = { object: new Error('undo') };
        const before = await readCatalog(this.#client, file.name);
        let edits: Edit[] = [];
        let after = before;
        try {
            await inSavepoint(this.#client, async () => {
                await this.#client.query(file.sql);
                after = await readCatalog(this.#client, file.name);
                edits = changesBetween(after, before, file.file);
                if (edits.length > 0) throw undo;
            });
        } catch (error) {
            if (error !== undo) edits = unknownEdits(before, file.file, error);
        }
        this.edits.push(...edits);
        // The database already has what the file says: no edit any more.
        if (edits.length === 0) await this.#remember(file, [...after.values()]);
    }

    async #remember(file: SqlFile, objects: CatalogObject[]): Promise<void> {
        for (const { object, definition } of objects) {
            const row = {
                object,
                file: file.file,
                file_hash: file.hash,
                object_hash: hash(definition),
                server_major: this.#serverMajor,
            };
            const at = this.#remembered.findIndex((known) => known.object === object);
            if (at >= 0 && JSON.stringify(this.#remembered[at]) === JSON.stringify(row)) continue;
            this.#remembered.splice(at >= 0 ? at : this.#remembered.length, at >= 0 ? 1 : 0, row);
            await remember(this.#client, row);
        }
    }

    /** What no file makes any more, such as the overload that a changed signature leaves behind. */
    async refuseOrphans(): Promise<void> {
        const catalog = await readCatalog(this.#client);
        const owners = new Set(this.#files.map(({ owner }) => owner));
        const files = new Set(this.#files.map(({ file }) => file));
        const orphans = [...catalog.values()].filter(({ object }) => {
            const row = this.#remembered.find((known) => known.object === object);
            // Those of a model that is not configured now are left alone.
            if (row && !owners.has(row.file.split('/')[0] ?? '')) return false;
            return !row || !files.has(row.file) || !this.#stillMade(row, catalog);
        });
        if (orphans.length > 0) {
            throw new PgstrataError(
                `${this.#layer}: no file makes ${orphans.map(({ object }) => object).join(', ')}`,
                1,
                {
                    detail: 'a changed signature or a removed file leaves the old one behind',
                    hint: `drop it in ${this.#layer}, then migrate again: ${orphans.map((o) => `${dropStatement(o)};`).join(' ')}`,
                },
            );
        }
        await this.#client.query(
            `delete from engine.installed_objects
              where object <> all ($1) and split_part(file, '/', 1) = any ($2)
                and file not like '%/declarations.sql'`,
            [[...catalog.keys()], [...owners]],
        );
    }

    /** A file that was run made what is remembered with its present hash, and nothing else. */
    #stillMade(row: Remembered, catalog: Map<string, CatalogObject>): boolean {
        const file = this.#files.find((f) => f.file === row.file);
        if (!file || !catalog.has(row.object)) return false;
        return row.file_hash === file.hash || this.edits.some((edit) => edit.file === row.file);
    }
}

export async function remember(client: pg.Client, row: Remembered): Promise<void> {
    await client.query(
        `insert into engine.installed_objects (object, file, file_hash, object_hash, server_major)
         values ($1, $2, $3, $4, $5)
         on conflict (object) do update
            set file = excluded.file, file_hash = excluded.file_hash,
                object_hash = excluded.object_hash, server_major = excluded.server_major,
                installed_at = clock_timestamp()`,
        [row.object, row.file, row.file_hash, row.object_hash, row.server_major],
    );
}

function changesBetween(
    made: Map<string, CatalogObject>,
    found: Map<string, CatalogObject>,
    file: string,
): Edit[] {
    return [...made.values()]
        .filter(({ object, definition }) => found.get(object)?.definition !== definition)
        .map(({ object, definition }) => ({
            object,
            file,
            diff: diff(definition, found.get(object)?.definition ?? ''),
        }));
}

function unknownEdits(found: Map<string, CatalogObject>, file: string, error: unknown): Edit[] {
    return [...found.values()].map(({ object, definition }) => ({
        object,
        file,
        diff: `the file cannot replace it (${(error as Error).message}); in the database:\n${definition}`,
    }));
}

function installProblem(error: unknown, layer: Layer, { file, sql }: SqlFile): PgstrataError {
    const { message, detail, hint, position, where } = error as Error &
        Record<string, string | undefined>;
    const line = position ? sql.slice(0, Number(position)).split('\n').length : undefined;
    return new PgstrataError(
        `${layer}: ${file}${line ? `, line ${line}` : ''} cannot be installed: ${message}`,
        1,
        {
            detail: [`SQLSTATE ${sqlstate(error)}`, detail, where].filter(Boolean).join('\n'),
            hint,
            cause: error,
        },
    );
}
