CREATE TABLE fruit (name TEXT); INSERT INTO fruit VALUES ('apple'); INSERT INTO fruit VALUES ('pear');
