-- Nothing reads facts by their batch, since no layer comes after this one; and while it is indexed, no update of a fact
-- can be a heap-only one.
drop index if exists public.dwh_fact_sales_batch_id;
-- A first load that was interrupted would build it again.
delete from engine.indexes_aside where entity = 'sales' and name = 'dwh_fact_sales_batch_id';
