ALTER TABLE "LoginProfile" ADD COLUMN "concurrency" INTEGER NOT NULL DEFAULT 2;
ALTER TABLE "LoginProfile" ADD CONSTRAINT "LoginProfile_concurrency" CHECK ("concurrency" BETWEEN 1 AND 10);
