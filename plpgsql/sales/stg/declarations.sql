-- Which cleansing view fills which staging table.

call engine.declare_staging(
    p_entity       => 'customers',
    p_source       => 'public.clean_customers',
    p_raw          => 'mrr.mrr_dim_customers',
    p_target       => 'public.stg_dim_customers',
    p_business_key => '{customer_id}');

call engine.declare_staging(
    p_entity       => 'products',
    p_source       => 'public.clean_products',
    p_raw          => 'mrr.mrr_dim_products',
    p_target       => 'public.stg_dim_products',
    p_business_key => '{product_id}');

call engine.declare_staging(
    p_entity       => 'sales',
    p_source       => 'public.clean_sales',
    p_raw          => 'mrr.mrr_fact_sales',
    p_target       => 'public.stg_fact_sales',
    p_business_key => '{sale_id}');
