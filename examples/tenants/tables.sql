CREATE TABLE IF NOT EXISTS tenants (
    host text PRIMARY KEY,
    -- Counts the changes. Each change increments it first, which locks the row until the change is committed.
    revision bigint NOT NULL DEFAULT 0
);

CREATE TABLE IF NOT EXISTS origins (
    host text NOT NULL REFERENCES tenants ON DELETE CASCADE,
    origin text NOT NULL,
    PRIMARY KEY (host, origin)
);
