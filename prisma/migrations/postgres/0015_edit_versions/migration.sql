-- AlterTable
ALTER TABLE "SavedRequest" ADD COLUMN     "changedBy" TEXT,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Sequence" ADD COLUMN     "changedBy" TEXT;
