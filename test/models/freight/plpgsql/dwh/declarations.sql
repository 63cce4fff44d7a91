call engine.declare_dimension(
    p_entity       => 'Sea ports',
    p_source       => 'stg."Clean Ports"',
    p_target       => 'public."Ports"',
    p_business_key => array['Country', 'Port''s Code'],
    p_effective_at => 'Valid since',
    p_type_1       => array['Full "Name"'],
    p_type_2       => array['Harbour Dues'],
    p_fixed        => array['Region']);

call engine.declare_fact(
    p_entity       => 'voyages',
    p_source       => 'stg."Clean Voyages"',
    p_target       => 'public."Voyages"',
    p_business_key => array['Ship', 'Voyage No'],
    p_happens_at   => 'Departed at');

-- One dimension in two roles.
call engine.declare_lookup(
    p_fact          => 'voyages',
    p_dimension     => 'Sea ports',
    p_columns       => array['From Country', 'From Port'],
    p_surrogate_key => 'From Port Key');

call engine.declare_lookup(
    p_fact          => 'voyages',
    p_dimension     => 'Sea ports',
    p_columns       => array['To Country', 'To Port'],
    p_surrogate_key => 'To Port''s Key');
