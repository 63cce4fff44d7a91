-- What the raw layer copies: updated_at is the time of the transaction that wrote a row.

call engine.declare_source(
    p_entity       => 'customers',
    p_source       => 'operational.customers',
    p_target       => 'public.mrr_dim_customers',
    p_business_key => '{customer_id}',
    p_watermark    => 'updated_at');

call engine.declare_source(
    p_entity       => 'products',
    p_source       => 'operational.products',
    p_target       => 'public.mrr_dim_products',
    p_business_key => '{product_id}',
    p_watermark    => 'updated_at');

call engine.declare_source(
    p_entity       => 'sales',
    p_source       => 'operational.sales',
    p_target       => 'public.mrr_fact_sales',
    p_business_key => '{sale_id}',
    p_watermark    => 'updated_at');
