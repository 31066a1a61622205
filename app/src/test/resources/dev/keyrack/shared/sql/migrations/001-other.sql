CREATE TABLE other (name TEXT);
