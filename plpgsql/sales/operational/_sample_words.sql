create or replace function public._sample_words(p_kind text) returns text[]
language sql immutable parallel safe
as $body$
    -- Word lists of the sample data. Lists of groups and spellings keep the standard one first.
    select string_to_array(case p_kind
        when 'first_name' then
            'Anna|Ben|Carla|David|Elena|Felix|Greta|Hugo|Ines|Jonas|Katja|Liam|Maria|Noah|Olivia|'
            'Paul|Rosa|Samuel|Tara|Victor|Wendy|Yusuf|Zoe|José|Zoë|Renée|Björn|Anne-Marie|Aisha|'
            'Chen|Dmitri|Emma|Fatima|George|Hannah|Ivan|Julia|Kenji|Lucas|Mei'
        when 'last_name' then
            'Smith|Jones|Müller|Schmidt|Garcia|Martinez|Rossi|Bianchi|Dubois|Martin|Jansen|Novak|'
            'Kowalski|Andersson|Hansen|O''Brien|O''Neill|Silva|Santos|Tanaka|Sato|Kumar|Singh|Khan|'
            'Brown|Wilson|Taylor|Clark|Lewis|Walker|Young|King|Wright|Baker|Weber|Fischer|Meyer|'
            'Peeters|Lindqvist|Smith-Jones|Moreau|Laurent|Costa|Ferrari|Lopez|Nguyen|Park|Cohen'
        when 'mail_host' then
            'example.com|example.org|example.net|mail.example.com|shop.example.org'
        when 'adjective' then
            'Classic|Compact|Deluxe|Eco|Essential|Family|Foldable|Heavy-Duty|Light|Mini|Modern|'
            'Natural|Premium|Pro|Slim|Smart|Soft|Travel|Ultra|Vintage'
        end, '|')
$body$;

comment on function public._sample_words(text) is
    'Word lists of the sample data: first_name, last_name, mail_host, adjective';
