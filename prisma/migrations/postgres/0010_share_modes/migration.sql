-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "sentBy" TEXT;

-- CreateTable
CREATE TABLE "ShareCopy" (
    "shareId" TEXT NOT NULL,
    "sealedSnapshot" BYTEA NOT NULL,
    "sealedFindings" BYTEA NOT NULL,
    "createdAt" TEXT NOT NULL,

    CONSTRAINT "ShareCopy_pkey" PRIMARY KEY ("shareId")
);

INSERT INTO "ShareCopy" ("shareId", "sealedSnapshot", "sealedFindings", "createdAt") SELECT "id", "sealedSnapshot", "sealedFindings", "createdAt" FROM "Share";

-- AlterTable
ALTER TABLE "Share" DROP COLUMN "sealedFindings",
DROP COLUMN "sealedSnapshot",
ADD COLUMN     "lastReplayAt" TEXT,
ADD COLUMN     "passwordHash" TEXT,
ADD COLUMN     "sequenceVersion" INTEGER NOT NULL DEFAULT 1;

-- AddForeignKey
ALTER TABLE "ShareCopy" ADD CONSTRAINT "ShareCopy_shareId_fkey" FOREIGN KEY ("shareId") REFERENCES "Share"("id") ON DELETE CASCADE ON UPDATE CASCADE;
