import { describe, expect, test } from 'vitest';
import { type Alert, describeAlert, webhookBody } from '../../src/alerts/webhook.ts';

const alert: Alert = {
    event: 'opened',
    kind: 'failure',
    entity: 'sales',
    summary: 'load sales failed: value <!channel> & more\nis @here too long',
    incident_id: 3,
    opened_at: '2025-03-01T10:20:30.123456+02:00',
    closed_at: null,
    run_id: 12,
    detail: { steps: [{ hint: 'free the lock.' }, { hint: null }] },
};
const anybody = new URL('https://chat.example.com/hooks/x');

describe('the text', () => {
    test('says what is wrong, since when, what to do and where to look', () => {
        expect(describeAlert(alert).split('\n')).toEqual([
            'pgstrata: load sales failed: value <!channel> & more is @\u200bhere too long',
            'Since 2025-03-01 08:20 UTC. To do: free the lock. ' +
                'Details: npx pgstrata logs --run 12 (incident 3)',
        ]);
    });

    test('of one that is over says so, and until when it was', () => {
        const over = { ...alert, event: 'closed' as const, closed_at: '2025-03-01T09:00:00Z' };
        expect(describeAlert(over)).toMatch(/^pgstrata: over: load sales failed/);
        expect(describeAlert(over)).toContain(
            'since 2025-03-01 08:20 UTC, over at 2025-03-01 09:00 UTC',
        );
    });

    test('advises by kind where nothing else does, and names no run that there is not', () => {
        const old = { ...alert, kind: 'freshness' as const, run_id: null, detail: {} };
        expect(describeAlert(old)).toContain('see whether a worker is alive');
        expect(describeAlert(old)).toContain('Details: npx pgstrata status (incident 3)');
        expect(describeAlert({ ...alert, kind: 'rejects', detail: {} })).toContain('open_rejects');
    });

    test('stays short', () => {
        const text = describeAlert({ ...alert, summary: 'x'.repeat(9000) });
        expect(text.length).toBeLessThan(1000);
    });
});

describe('the body', () => {
    test('is the alert, and a text for people', () => {
        expect(webhookBody(alert, anybody)).toEqual({ text: describeAlert(alert), ...alert });
    });

    test('is the text alone for Slack, with no meaning of its own', () => {
        const body = webhookBody(alert, new URL('https://hooks.slack.com/services/T/B/x'));
        expect(Object.keys(body)).toEqual(['text']);
        expect(body.text).toContain('value &lt;!channel&gt; &amp; more');
        expect(
            Object.keys(webhookBody(alert, new URL('https://slack.com.example.org/x'))),
        ).toContain('detail');
    });
});
