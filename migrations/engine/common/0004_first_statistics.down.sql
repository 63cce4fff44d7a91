drop function engine.analyze_target(text);
