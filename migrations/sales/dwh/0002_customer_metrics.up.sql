create table public.customer_metrics (
    customer_id       bigint not null primary key,
    first_purchase_at timestamptz not null,
    last_purchase_at  timestamptz not null,
    recency_days      integer not null check (recency_days >= 0),
    frequency         bigint not null check (frequency > 0),
    revenue           numeric not null,
    average_basket    numeric not null,
    recency_score     smallint not null check (recency_score between 1 and 5),
    frequency_score   smallint not null check (frequency_score between 1 and 5),
    monetary_score    smallint not null check (monetary_score between 1 and 5),
    rfm_segment       text not null check (rfm_segment in
        ('champion', 'loyal', 'promising', 'recent', 'needs attention', 'at risk', 'lost')),
    changed_at        timestamptz not null default now(),
    check (first_purchase_at <= last_purchase_at)
);

comment on table public.customer_metrics is
    'One row per customer with at least one sale, as of the last call of sp_refresh_customer_metrics()';
comment on column public.customer_metrics.customer_id is
    'Business key of the customer';
comment on column public.customer_metrics.first_purchase_at is
    'transaction_date of the first sale';
comment on column public.customer_metrics.last_purchase_at is
    'transaction_date of the last sale';
comment on column public.customer_metrics.recency_days is
    'Days of the business time zone from the last sale to the day of the refresh; 0 for a sale dated later';
comment on column public.customer_metrics.frequency is
    'Number of sales';
comment on column public.customer_metrics.revenue is
    'Sum of total_amount';
comment on column public.customer_metrics.average_basket is
    'revenue / frequency, rounded to cents';
comment on column public.customer_metrics.recency_score is
    'Quintile of recency_days, 5 = bought last; equal days share the higher score';
comment on column public.customer_metrics.frequency_score is
    'Quintile of frequency, 5 = bought most often; equal frequencies share the lower score';
comment on column public.customer_metrics.monetary_score is
    'Quintile of revenue, 5 = spent most; equal revenues share the lower score';
comment on column public.customer_metrics.rfm_segment is
    'Segment by recency_score and the mean of frequency_score and monetary_score; '
    'see sp_refresh_customer_metrics for the grid';
comment on column public.customer_metrics.changed_at is
    'When a refresh last changed this row; a refresh leaves rows alone that come out the same';

grant select on public.customer_metrics to pgstrata_reader, pgstrata_operator;
