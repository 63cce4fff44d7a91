call engine.declare_source(
    p_entity       => 'Sea ports',
    p_source       => 'operational."Sea Ports"',
    p_target       => 'public."Raw Ports"',
    p_business_key => array['Country', 'Port''s Code'],
    p_watermark    => 'Capture No',
    p_capture      => 'counter');

call engine.declare_source(
    p_entity       => 'voyages',
    p_source       => 'operational."Voyages"',
    p_target       => 'public."Raw Voyages"',
    p_business_key => array['Ship', 'Voyage No'],
    p_watermark    => 'Capture No',
    p_capture      => 'counter');
