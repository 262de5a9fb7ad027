-- AlterTable
ALTER TABLE "Exchange" ADD COLUMN "hosts" TEXT;
ALTER TABLE "Exchange" ADD COLUMN "sentBy" TEXT;
ALTER TABLE "Exchange" ADD COLUMN "userId" TEXT;

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" TEXT NOT NULL PRIMARY KEY,
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
    CONSTRAINT "AuditEntry_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "AuditEntry_workspaceId_at_id_idx" ON "AuditEntry"("workspaceId", "at", "id");

-- The trail is only ever added to. It ends with its workspace, whose row is gone by the time that this one follows.
CREATE TRIGGER "AuditEntry_unchanged" BEFORE UPDATE ON "AuditEntry"
BEGIN
  SELECT RAISE(ABORT, 'the audit trail is only ever added to');
END;
CREATE TRIGGER "AuditEntry_kept" BEFORE DELETE ON "AuditEntry"
WHEN EXISTS (SELECT 1 FROM "Workspace" WHERE "id" = OLD."workspaceId")
BEGIN
  SELECT RAISE(ABORT, 'the audit trail is only ever added to');
END;

-- A send that leaves the history, for whatever reason, stays in the trail. Of guests and of strangers' replays there is none.
CREATE TRIGGER "Exchange_audited" BEFORE DELETE ON "Exchange"
BEGIN
  INSERT INTO "AuditEntry" ("id", "workspaceId", "at", "kind", "userId", "actor", "sessionId", "sessionName", "hosts", "method", "status")
  SELECT OLD."id", OLD."workspaceId", OLD."startedAt", 'send', OLD."userId", COALESCE(OLD."sentBy", ''), OLD."sessionId",
    (SELECT "name" FROM "Session" WHERE "id" = OLD."sessionId"), OLD."hosts", OLD."method", OLD."status"
  FROM "Workspace" AS w WHERE w."id" = OLD."workspaceId" AND w."kind" IN ('team', 'local')
  ON CONFLICT DO NOTHING;
END;
-- While the session's name can still be told.
CREATE TRIGGER "Session_audited" BEFORE DELETE ON "Session"
BEGIN
  DELETE FROM "Exchange" WHERE "sessionId" = OLD."id";
END;
