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
