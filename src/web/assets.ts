import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { AssetPaths } from './types.ts';

export interface Asset {
    type: string;
    body: string;
}

const folder = path.join(import.meta.dirname, 'assets');

/** The style sheets as one, the script and the icon, each at a path that changes with its content. */
function load() {
    const names = readdirSync(folder).sort();
    const read = (ending: string) =>
        names
            .filter((name) => name.endsWith(ending))
            .map((name) => readFileSync(path.join(folder, name), 'utf8'))
            .join('\n');
    const found = new Map<string, Asset>();
    const add = (ending: string, type: string) => {
        const body = read(ending);
        const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
        const url = `/assets/${hash}${ending}`;
        found.set(url, { type, body });
        return url;
    };
    const paths: AssetPaths = {
        style: add('.css', 'text/css; charset=utf-8'),
        script: add('.js', 'text/javascript; charset=utf-8'),
        icon: add('.svg', 'image/svg+xml'),
    };
    return { paths, found };
}

const loaded = load();

/** Where the documents find what they need. */
export const assetPaths: AssetPaths = loaded.paths;

/** The asset at a path, if it is one of this version. */
export const findAsset = (path: string): Asset | undefined => loaded.found.get(path);
