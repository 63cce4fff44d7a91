import type { Command } from 'commander';
import type { WebConfig } from '../config.ts';
import { type Context, contextOf, examples } from '../context.ts';
import { openDatabases } from '../databases.ts';
import { onInterrupt } from '../interrupt.ts';
import { createLog } from '../log.ts';
import { wholeNumber } from '../options.ts';
import { startPage } from '../web/server.ts';

export interface ServeOptions {
    port?: number;
    host?: string;
    readOnly?: boolean;
}

/** Serves the page until a signal ends it. */
export async function serve({ config, output }: Context, options: ServeOptions): Promise<void> {
    const web = withOptions(config.web, options);
    const log = createLog({ level: config.worker.logLevel });
    const databases = await openDatabases(config);
    let release = () => {};
    const interrupted = new Promise<void>((resolve) => {
        release = onInterrupt(resolve);
    });
    try {
        const page = await startPage(databases, { ...config, web }, log);
        output.progress(`The page is at ${page.url}`);
        try {
            await Promise.race([interrupted, page.refused]);
        } finally {
            await page.stop();
        }
    } finally {
        release();
    }
}

/** What is typed comes before what is set. */
export function withOptions(web: WebConfig, { port, host, readOnly }: ServeOptions): WebConfig {
    return {
        ...web,
        host: host ?? web.host,
        port: port ?? web.port,
        isPortExplicit: port !== undefined || web.isPortExplicit,
        isReadOnly: readOnly === true || web.isReadOnly,
    };
}

export function register(program: Command): void {
    program
        .command('serve')
        .summary('serve the web page, /health and /metrics, until Ctrl-C or SIGTERM')
        .description(
            'Serve the web page with runs, failures, tables and their history, /health, and ' +
                '/metrics for Prometheus; until Ctrl-C or SIGTERM. To listen on another address ' +
                'than the loopback it needs PGSTRATA_WEB_PASSWORD.',
        )
        .option(
            '--port <port>',
            'port (default: 8080, or the next free one)',
            wholeNumber(0, 65535),
        )
        .option('--host <address>', 'address to listen at (default: 127.0.0.1)')
        .option('--read-only', 'show everything, start nothing')
        .addHelpText('after', examples('pgstrata serve', 'pgstrata serve --port 9000 --read-only'))
        .action((options: ServeOptions, command: Command) => serve(contextOf(command), options));
}
