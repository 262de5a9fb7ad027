-- AlterTable
ALTER TABLE "Exchange" ADD COLUMN     "hosts" TEXT,
ADD COLUMN     "sentBy" TEXT,
ADD COLUMN     "userId" TEXT;

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "userId" TEXT,
    "actor" TEXT NOT NULL,
    "sessionId" TEXT,
    "sessionName" TEXT,
    "subject" TEXT,
    "subjectId" TEXT,
    "detail" TEXT,
    "hosts" TEXT,
    "method" TEXT,
    "status" INTEGER,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AuditEntry_workspaceId_at_id_idx" ON "AuditEntry"("workspaceId", "at", "id");

-- AddForeignKey
ALTER TABLE "AuditEntry" ADD CONSTRAINT "AuditEntry_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The trail is only ever added to. It ends with its workspace, whose row is gone by the time that this one follows.
CREATE FUNCTION "audit_unchanged"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF NOT EXISTS (SELECT 1 FROM "Workspace" WHERE "id" = OLD."workspaceId") THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'the audit trail is only ever added to';
END;
$$;
CREATE TRIGGER "AuditEntry_unchanged" BEFORE UPDATE ON "AuditEntry" FOR EACH ROW EXECUTE FUNCTION "audit_unchanged"();
CREATE TRIGGER "AuditEntry_kept" BEFORE DELETE ON "AuditEntry" FOR EACH ROW EXECUTE FUNCTION "audit_unchanged"();
CREATE TRIGGER "AuditEntry_whole" BEFORE TRUNCATE ON "AuditEntry" FOR EACH STATEMENT EXECUTE FUNCTION "audit_unchanged"();

-- A send that leaves the history, for whatever reason, stays in the trail. Of guests and of strangers' replays there is none.
CREATE FUNCTION "exchange_audited"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "AuditEntry" ("id", "workspaceId", "at", "kind", "userId", "actor", "sessionId", "sessionName", "hosts", "method", "status")
  SELECT OLD."id", OLD."workspaceId", OLD."startedAt", 'send', OLD."userId", COALESCE(OLD."sentBy", ''), OLD."sessionId",
    (SELECT "name" FROM "Session" WHERE "id" = OLD."sessionId"), OLD."hosts", OLD."method", OLD."status"
  FROM "Workspace" AS w WHERE w."id" = OLD."workspaceId" AND w."kind" IN ('team', 'local')
  ON CONFLICT DO NOTHING;
  RETURN OLD;
END;
$$;
CREATE TRIGGER "Exchange_audited" BEFORE DELETE ON "Exchange" FOR EACH ROW EXECUTE FUNCTION "exchange_audited"();

-- While the session's name can still be told.
CREATE FUNCTION "session_audited"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "Exchange" WHERE "sessionId" = OLD."id";
  RETURN OLD;
END;
$$;
CREATE TRIGGER "Session_audited" BEFORE DELETE ON "Session" FOR EACH ROW EXECUTE FUNCTION "session_audited"();
