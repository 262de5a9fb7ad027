-- AlterTable
ALTER TABLE "Sequence" ADD COLUMN "changedBy" TEXT;

-- AlterTable
ALTER TABLE "SavedRequest" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "SavedRequest" ADD COLUMN "changedBy" TEXT;
