-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "arrangement" TEXT;
