alter table engine.settings drop column most;
