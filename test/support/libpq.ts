import fs from 'node:fs';
import path from 'node:path';
import type { DatabaseUrl } from '../../src/config.ts';
import { type Layer, layers } from '../../src/layers.ts';
import { scratchFolder } from './clusters.ts';

/** Settings that leave to the variables of libpq and to a password file all that they can. */
export function asOfLibpq(urls: Record<Layer, DatabaseUrl>, mode = 0o600): Record<string, string> {
    const { url } = urls.dwh;
    const file = path.join(scratchFolder('home'), '.pgpass');
    const password = decodeURIComponent(url.password).replace(/[\\:]/g, '\\$&');
    fs.writeFileSync(file, `*:${url.port}:*:${url.username}:${password}\n`, { mode });
    return {
        ...Object.fromEntries(
            layers.map((layer) => [
                `PGSTRATA_${layer.toUpperCase()}_URL`,
                `postgresql://${urls[layer].url.pathname}`,
            ]),
        ),
        PGHOST: url.hostname,
        PGPORT: url.port,
        PGUSER: url.username,
        PGSSLMODE: url.searchParams.get('sslmode') ?? 'prefer',
        HOME: path.dirname(file),
    };
}
