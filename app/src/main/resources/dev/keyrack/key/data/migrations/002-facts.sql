-- What else a provider tells of a key: one fact a line, its name and text with a tab between; a backslash is written \\,
-- a tab \t and a line end \n.
ALTER TABLE key_version ADD COLUMN facts TEXT NOT NULL DEFAULT '';
