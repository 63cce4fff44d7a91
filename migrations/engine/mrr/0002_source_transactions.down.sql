delete from engine.settings where name = 'source_transaction_limit';
