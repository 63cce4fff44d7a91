call engine.declare_staging(
    p_entity       => 'Sea ports',
    p_source       => 'public.clean_ports',
    p_raw          => 'mrr."Raw Ports"',
    p_target       => 'public."Clean Ports"',
    p_business_key => array['Country', 'Port''s Code']);

call engine.declare_staging(
    p_entity       => 'voyages',
    p_source       => 'public.clean_voyages',
    p_raw          => 'mrr."Raw Voyages"',
    p_target       => 'public."Clean Voyages"',
    p_business_key => array['Ship', 'Voyage No']);
