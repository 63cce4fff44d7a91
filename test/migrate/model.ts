import fs from 'node:fs';
import path from 'node:path';
import { type Layer, scratchFolder } from '../support/index.ts';

/** A model in a folder of its own, to change under the eyes of migrate. */
export class ModelFolder {
    readonly folder: string;

    constructor() {
        this.folder = path.join(scratchFolder('model'), 'toy');
        for (const tree of ['migrations', 'plpgsql']) {
            fs.mkdirSync(path.join(this.folder, tree), { recursive: true });
        }
    }

    migration(layer: Layer, name: string, up: string, down = ''): void {
        this.#write(path.join('migrations', layer, `${name}.up.sql`), up);
        this.#write(path.join('migrations', layer, `${name}.down.sql`), down);
    }

    removeMigration(layer: Layer, name: string): void {
        for (const direction of ['up', 'down']) {
            fs.rmSync(path.join(this.folder, 'migrations', layer, `${name}.${direction}.sql`));
        }
    }

    /** A routine, a view, or declarations. */
    file(layer: Layer, name: string, sql: string): void {
        this.#write(path.join('plpgsql', layer, `${name}.sql`), sql);
    }

    removeFile(layer: Layer, name: string): void {
        fs.rmSync(path.join(this.folder, 'plpgsql', layer, `${name}.sql`));
    }

    #write(name: string, text: string): void {
        const file = path.join(this.folder, name);
        fs.mkdirSync(path.dirname(file), { recursive: true });
        fs.writeFileSync(file, text);
    }
}
