import { defineConfig } from 'vitest/config';

export default defineConfig({
    test: {
        environment: 'node',
        include: ['test/**/*.test.ts'],
        // What needs a browser, and what installs packages: commands of their own.
        exclude: ['test/browser/**', 'test/image/**', 'test/matrix/**'],
        globalSetup: ['test/support/global-setup.ts'],
        reporters: ['default', './test/support/reporter.ts'],
        testTimeout: 60_000,
        hookTimeout: 180_000,
        // Each file that works on a warehouse keeps several sessions of the server busy.
        maxWorkers: 2,
        // A process for each file would load everything anew; none changes what the next one sees.
        isolate: false,
        // PGSTRATA_* of the shell that starts the tests must not lead them to real databases.
        env: Object.fromEntries(
            Object.keys(process.env)
                .filter((name) => /^PGSTRATA_(?!TEST_(PG_BIN|SEED)$)/.test(name))
                .map((name) => [name, '']),
        ),
    },
});
