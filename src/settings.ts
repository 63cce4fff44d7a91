import { z } from 'zod';
import type { Surroundings } from './connection/complete.ts';
import { libpqVariables, linkParts, postgresUrl } from './connection/url-setting.ts';
import { type Layer, layers } from './layers.ts';
import { modelList } from './models.ts';
import {
    addressList,
    defaultFetchSize,
    defaultPort,
    fetchSize,
    httpUrl,
    listenAddress,
    loopback,
    port,
    secret,
    timeZone,
    truth,
} from './setting-values.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export const urlName = (layer: Layer) => `PGSTRATA_${layer.toUpperCase()}_URL`;
export const linkUrlName = (layer: Layer) => `PGSTRATA_${layer.toUpperCase()}_LINK_URL`;

/** Every setting: what it may be, what it means, and what is taken where it is not set. */
export function settings(surroundings: Surroundings) {
    const database = postgresUrl(surroundings);
    return z.object({
        ...(Object.fromEntries(
            layers.flatMap((layer) => [
                [
                    urlName(layer),
                    setting(database, `how this process reaches ${layer}; all four, or none`, {
                        otherwise: 'an embedded PostgreSQL serves the four',
                    }),
                ],
                [
                    linkUrlName(layer),
                    setting(
                        linkParts,
                        `how other servers reach ${layer}, where that differs, and with which login`,
                        {
                            otherwise: `the address of \`${urlName(layer)}\`, and \`pgstrata_link\``,
                        },
                    ),
                ],
            ]),
        ) as Record<`PGSTRATA_${Uppercase<Layer>}_URL`, z.ZodOptional<typeof database>> &
            Record<`PGSTRATA_${Uppercase<Layer>}_LINK_URL`, z.ZodOptional<typeof linkParts>>),
        PGSTRATA_MODELS: setting(
            modelList,
            'the models to migrate, with commas between: names of bundled ones, or folders',
            { otherwise: '`sales`' },
        ),
        PGSTRATA_TIME_ZONE: setting(
            timeZone,
            'the business time zone, by its IANA name; after a change call `restage`',
            { otherwise: 'UTC' },
        ),
        PGSTRATA_FETCH_SIZE: setting(
            fetchSize,
            'rows that a layer fetches at once from the one before: many save round trips on a slow line, few save ' +
                'memory where rows are wide; `migrate` puts it into the foreign servers',
            { otherwise: `${defaultFetchSize}` },
        ),
        PGSTRATA_PORT: setting(port, 'port of the embedded PostgreSQL', {
            otherwise: '54329, or a free one',
        }),
        PGSTRATA_DATA: setting(z.string(), 'folder of the embedded PostgreSQL', {
            otherwise: '`.pgstrata` beside `package.json`',
        }),
        PGSTRATA_LISTEN: setting(listenAddress, 'address and port of the page', {
            otherwise: `\`${loopback}:${defaultPort}\`, or the next free port`,
        }),
        PGSTRATA_WEB_PASSWORD: setting(
            secret,
            'what to log in to the page with; needed to listen on another address than the loopback',
        ),
        PGSTRATA_WEB_TOKEN: setting(
            secret,
            'what programs send to the page instead, as `Authorization: Bearer …`',
        ),
        PGSTRATA_WEB_READ_ONLY: setting(truth, 'the page shows everything and starts nothing', {
            otherwise: '`false`',
        }),
        PGSTRATA_WEB_TRUSTED_PROXIES: setting(
            addressList,
            'addresses and blocks of proxies, with commas between, whose `X-Forwarded-For` is believed',
        ),
        PGSTRATA_WEB_URL: setting(database, 'the login of the page in dwh', {
            otherwise: '`pgstrata_web`, with a password of its own',
        }),
        PGSTRATA_WORKER_URL: setting(database, 'the login of the worker in dwh', {
            otherwise: '`pgstrata_worker`, with a password of its own',
        }),
        PGSTRATA_ALERT_WEBHOOK_URL: setting(httpUrl, 'where alerts are posted to, as JSON'),
        PGSTRATA_OPENLINEAGE_URL: setting(httpUrl, 'where OpenLineage events are posted to'),
        PGSTRATA_LOG_LEVEL: setting(
            z.enum(logLevels, { error: `is none of ${logLevels.join(', ')}` }),
            `what worker and page log, on stderr: ${logLevels.join(', ')}`,
            { otherwise: '`info`' },
        ),
        PGSTRATA_TEST_PG: setting(
            z.enum(['docker', 'embedded', 'url']),
            'the server of the tests: docker, embedded or url',
            { otherwise: 'docker where an engine answers, else embedded' },
        ),
        PGSTRATA_TEST_URL: setting(
            z.string(),
            'the server of the tests, for `PGSTRATA_TEST_PG=url`',
        ),
        PGSTRATA_TEST_PG_BIN: setting(
            z.string(),
            'binaries of the server of the tests, for `PGSTRATA_TEST_PG=embedded`',
            { otherwise: 'those that come as a package' },
        ),
        ...libpqVariables,
    });
}

function setting<Value extends z.ZodType>(
    value: Value,
    description: string,
    { otherwise }: { otherwise?: string } = {},
): z.ZodOptional<Value> {
    return value.optional().meta({ description, otherwise });
}
