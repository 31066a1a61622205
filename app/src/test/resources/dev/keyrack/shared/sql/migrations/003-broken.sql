CREATE TABLE broken (name TEXT); INSERT INTO nothing VALUES (1);
