-- Two instances that start at the same moment would both try to create the tables, in spite of `IF NOT EXISTS`. The lock
-- makes the second one wait. It is released at the end of this script, which is one transaction.
SELECT pg_advisory_xact_lock(7103);

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

-- Sends the host of a changed tenant to all instances when the transaction is committed. Because it is a trigger, it sends
-- the changes of other programs too.
CREATE OR REPLACE FUNCTION notify_instances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM pg_notify('tenants', OLD.host);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM pg_notify('tenants', NEW.host);
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER tenants_changed AFTER INSERT OR UPDATE OR DELETE ON tenants
    FOR EACH ROW EXECUTE FUNCTION notify_instances();

CREATE OR REPLACE TRIGGER origins_changed AFTER INSERT OR UPDATE OR DELETE ON origins
    FOR EACH ROW EXECUTE FUNCTION notify_instances();
