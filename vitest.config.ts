import { defineConfig } from 'vitest/config';

export default defineConfig({
    test: {
        environment: 'node',
        include: ['test/**/*.test.ts'],
        testTimeout: 30_000,
        hookTimeout: 60_000,
        // PGSTRATA_* of the shell that starts the tests must not lead them to real databases.
        env: {
            PGSTRATA_OPERATIONAL_URL: '',
            PGSTRATA_MRR_URL: '',
            PGSTRATA_STG_URL: '',
            PGSTRATA_DWH_URL: '',
        },
    },
});
