INSERT INTO fruit VALUES ('plum');
