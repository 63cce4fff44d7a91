import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** The folder that holds package.json, migrations/ and plpgsql/. */
export const projectRoot = path.resolve(import.meta.dirname, '..');

export interface Model {
    name: string;
    migrations: string;
    plpgsql: string;
}

/** Models with commas between: words for bundled ones, paths for folders with the same two trees. */
export const modelList = z.string().transform((text, context) => {
    const models = text
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== '')
        .map(readModel);
    for (const { name, migrations, plpgsql } of models) {
        const fail = (message: string) => context.addIssue({ code: 'custom', message });
        if (!/^[a-z][a-z0-9_]{0,29}$/.test(name)) {
            fail(`has '${name}', which is not a name of up to 30 of a-z, 0-9 and _`);
        } else if (name === 'engine') {
            fail(`has 'engine', which is not a model`);
        } else if (models.filter((model) => model.name === name).length > 1) {
            fail(`has '${name}' more than once`);
        } else if (!existsSync(migrations) || !existsSync(plpgsql)) {
            fail(`has '${name}', but ${path.dirname(migrations)} has no migrations/ and plpgsql/`);
        }
    }
    if (models.length === 0) context.addIssue({ code: 'custom', message: 'names no model' });
    return models;
});

export function readModel(word: string): Model {
    const bundled = !word.includes('/') && !word.includes(path.sep);
    const folder = bundled ? projectRoot : path.resolve(word);
    const below = bundled ? word : '';
    return {
        name: bundled ? word : path.basename(folder),
        migrations: path.join(folder, 'migrations', below),
        plpgsql: path.join(folder, 'plpgsql', below),
    };
}
