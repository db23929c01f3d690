-- A process that takes jobs shows that it lives: only the jobs of one that is silent are freed.
CREATE TABLE "WorkerProcess" (
    "id" TEXT NOT NULL,
    "heartbeatAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WorkerProcess_pkey" PRIMARY KEY ("id")
);
