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
import { type Edit, findEdits } from './edits.ts';
import { hash, type SqlFile } from './files.ts';
import { judge, leftBehind, type Remembered, remember } from './remembered.ts';
import { inSavepoint, sqlstate } from './session.ts';

/** Something the file uses may come with a later file. */
const mayComeLater = ['42P01', '42703', '42704', '42883', '42809'];

/** Installs files in one transaction, as pgstrata_pipeline. */
export class Installer {
    readonly installed: string[] = [];
    /** Objects of earlier files that no file makes any more. */
    readonly removed: string[] = [];
    readonly edits: Edit[] = [];
    readonly #client: pg.Client;
    readonly #layer: Layer;
    readonly #files: SqlFile[];
    /** As it becomes while files are installed. */
    readonly remembered: Remembered[];
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
        this.remembered = [...state.remembered];
        this.#serverMajor = state.serverMajor;
        this.#force = state.force;
        this.#dropped = new Map(state.aside);
    }

    async installRoutines(): Promise<void> {
        const catalog = await readCatalog(this.#client);
        await this.#removeLeftBehind(catalog);
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
        this.#waiting = [...new Set([...this.#waiting, ...views])];
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
        const verdict = judge(file, this.remembered, catalog, this.#serverMajor);
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
        return this.remembered.some((r) => r.file === file.file && this.#dropped.has(r.object));
    }

    #objectsOf(file: SqlFile, catalog: Map<string, CatalogObject>): CatalogObject[] {
        const own = this.remembered.filter((row) => row.file === file.file);
        return own.flatMap(({ object }) => catalog.get(object) ?? []);
    }

    async #install(file: SqlFile): Promise<void> {
        const before = await readCatalog(this.#client, file.name);
        try {
            await this.#execute(file);
        } catch (error) {
            // A changed parameter name or return type, columns of a view, or two of one name: made anew.
            if (!['42P13', '42P16', '42725'].includes(sqlstate(error) ?? '')) throw error;
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
        await this.#removeOthers(file, before, made);
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

    /** What came from files that are gone; where another file has its name, that one comes first. */
    async #removeLeftBehind(catalog: Map<string, CatalogObject>): Promise<void> {
        const names = new Set(this.#files.map(({ name }) => name));
        const objects = this.#leftBehind(catalog).filter(({ name }) => !names.has(name));
        for (const object of objects) await this.#remove(object, objects);
    }

    /** The old one of a changed signature, whether this file made it or one of its name that is gone. */
    async #removeOthers(
        file: SqlFile,
        before: Map<string, CatalogObject>,
        made: CatalogObject[],
    ): Promise<void> {
        const others = [...this.#objectsOf(file, before), ...this.#leftBehind(before)];
        for (const object of others) {
            if (!made.some((each) => each.object === object.object)) await this.#remove(object);
        }
    }

    #leftBehind(catalog: Map<string, CatalogObject>): CatalogObject[] {
        return leftBehind(this.#files, this.remembered, catalog, this.#serverMajor);
    }

    async #remove(object: CatalogObject, together: CatalogObject[] = []): Promise<void> {
        if (!this.#dropped.has(object.object)) await this.#drop(object, together);
        this.removed.push(object.object);
        this.remembered.splice(
            this.remembered.findIndex((row) => row.object === object.object),
            1,
        );
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
            this.remembered.some((row) => row.object === object && row.file === file.file),
        );
        const replaced = own.length > 0 ? own : objects;
        if (replaced.length === 0 || (own.length === 0 && objects.length > 1)) throw error;
        for (const object of replaced) await this.#drop(object);
        await this.#execute(file);
    }

    /**
     * Without CASCADE: views of our files make way and come back, those of `together` only make way, and
     * what others built stops it.
     */
    async #drop(object: CatalogObject, together: CatalogObject[] = []): Promise<void> {
        const catalog = await readCatalog(this.#client);
        const goes = (view: CatalogObject) =>
            this.#isOurs(view) || together.some((each) => each.object === view.object);
        for (const name of await dependentViews(this.#client, object)) {
            const view = [...catalog.values()].find((each) => each.object === name && goes(each));
            if (view && !this.#dropped.has(view.object)) await this.#drop(view, together);
        }
        const grants = await grantsOn(this.#client, object);
        try {
            await inSavepoint(this.#client, () => this.#client.query(dropStatement(object)));
        } catch (error) {
            if (sqlstate(error) !== '2BP01') throw error;
            const { detail } = error as { detail?: string };
            throw new PgstrataError(
                `${this.#layer}: ${object.kind} ${object.object} has to make way, but others have built on it`,
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
        const row = this.remembered.find((r) => r.object === object);
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

    async #showEdit(file: SqlFile): Promise<void> {
        const { edits, objects } = await findEdits(this.#client, file);
        this.edits.push(...edits);
        // The database already has what the file says: no edit any more.
        if (edits.length === 0) await this.#remember(file, objects);
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
            const at = this.remembered.findIndex((known) => known.object === object);
            if (at >= 0 && JSON.stringify(this.remembered[at]) === JSON.stringify(row)) continue;
            this.remembered.splice(at >= 0 ? at : this.remembered.length, at >= 0 ? 1 : 0, row);
            await remember(this.#client, row);
        }
    }
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
