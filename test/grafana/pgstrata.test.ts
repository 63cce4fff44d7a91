import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../src/config.ts';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { groupOf, samplesOf } from '../web/samples.ts';
import { openTestPage, type TestPage } from '../web/support.ts';

let warehouse: Warehouse;
let page: TestPage;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await warehouse.seed({ customers: 30, products: 10, sales: 100 });
    page = await openTestPage(warehouse);
    await page.metrics.begin();
    await warehouse.run();
});
afterAll(async () => {
    await page?.close();
    await warehouse?.drop();
});

interface Dashboard {
    panels: { title: string; type: string; targets?: { expr: string }[] }[];
    templating: { list: { name: string }[] };
}

function readDashboard() {
    const file = path.join(projectRoot, 'grafana/pgstrata.json');
    const dashboard = JSON.parse(fs.readFileSync(file, 'utf8')) as Dashboard;
    const expressions = dashboard.panels.flatMap(({ targets }) => targets ?? []);
    return { dashboard, expressions: expressions.map(({ expr }) => expr) };
}

test('the dashboard asks for metrics and labels that there are', async () => {
    await warehouse.query('dwh', 'select engine.record_row_counts(true)');
    const found = [...(await samplesOf(page)).keys()];
    const labelsOf = (name: string) =>
        new Set(
            found
                .filter((sample) => groupOf(sample) === name)
                .flatMap((sample) =>
                    [...sample.matchAll(/[{,](\w+)="/g)].map(([, label]) => label),
                ),
        );
    const used = new Set<string>();
    const { expressions } = readDashboard();
    expect(expressions.length).toBeGreaterThan(5);
    for (const expr of expressions) {
        const selectors = [...expr.matchAll(/(pgstrata_\w+)(?:\{([^}]*)\})?/g)];
        expect(selectors, expr).not.toEqual([]);
        const known = new Set<string | undefined>();
        for (const [, name = '', labels = ''] of selectors) {
            const own = labelsOf(name).add('instance');
            expect(found.map(groupOf), expr).toContain(name);
            for (const [, label] of labels.matchAll(/(\w+)=/g)) expect(own, expr).toContain(label);
            for (const label of own) known.add(label);
            used.add(name.replace(/_(bucket|sum|count)$/, ''));
        }
        for (const [, labels = ''] of expr.matchAll(/by \(([^)]*)\)/g)) {
            for (const label of labels.split(/, */)) expect(known, expr).toContain(label);
        }
    }
    const text = await (await page.get('/metrics')).text();
    const declared = [...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name);
    expect([...used].sort()).toEqual([...new Set(declared)].sort());
});

test('the dashboard adds up nothing that two pages of one warehouse both say', () => {
    const { dashboard, expressions } = readDashboard();
    expect(dashboard.templating.list.map(({ name }) => name)).toEqual(['source', 'instance']);
    for (const expr of expressions) {
        const selectors = expr.match(/pgstrata_\w+(\{[^}]*\})?/g) ?? [];
        for (const selector of selectors) expect(selector).toContain('instance=~"$instance"');
        for (const [inner] of expr.matchAll(/sum(?: by \([^)]*\) | ?)\(.{0,7}/g)) {
            expect(inner, expr).toMatch(/\(max by /);
        }
    }
    const rows = dashboard.panels.filter(({ type }) => type === 'row').map(({ title }) => title);
    expect(rows).toEqual(['Now', 'Runs', 'Into mrr', 'Into stg', 'Into dwh']);
});
