create index if not exists dwh_fact_sales_batch_id on public.dwh_fact_sales (batch_id);
