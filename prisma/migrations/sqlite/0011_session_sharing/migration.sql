-- AlterTable
ALTER TABLE "Session" ADD COLUMN "ownerId" TEXT;
ALTER TABLE "Session" ADD COLUMN "isShared" BOOLEAN NOT NULL DEFAULT true;

-- Made before there were private sessions. Where one person is alone, all are theirs and stay so when others come.
-- Where several work, all stay shared as they were. A guest's are nobody's. Those made for a run are seen with the run.
UPDATE "Session" SET "isShared" = false,
  "ownerId" = (SELECT m."userId" FROM "Membership" AS m WHERE m."workspaceId" = "Session"."workspaceId")
WHERE "purpose" = 'own'
  AND (SELECT count(*) FROM "Membership" AS m WHERE m."workspaceId" = "Session"."workspaceId") < 2;
