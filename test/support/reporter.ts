import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Ends the output of a test run with one line that a script can read. */
export default class SummaryReporter implements Reporter {
    onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
        const count = { passed: 0, failed: errors.length, skipped: 0 };
        for (const module of modules) {
            let failed = 0;
            for (const test of module.children.allTests()) {
                const { state } = test.result();
                if (state === 'passed') count.passed++;
                else if (state === 'failed') failed++;
                else count.skipped++;
            }
            // A file that does not load, or whose hooks fail, is a failure without a failed test.
            count.failed += failed === 0 && module.state() === 'failed' ? 1 : failed;
        }
        const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
        process.stdout.write(`\n${count.passed} passed, ${count.failed} failed${skipped}\n`);
    }
}
