drop table public.customer_metrics;
