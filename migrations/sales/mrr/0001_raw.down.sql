drop table public.mrr_fact_sales, public.mrr_dim_products, public.mrr_dim_customers;
