#include "CKernels.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

// One job at a time is shared out among threads that are started with the first job and kept. A
// job that is given out while another runs, from another thread or from inside a body, is run
// by its caller alone.
//
// Each thread has a share of the parts, the same one for every job of the same size, so that what
// it wrote for one job is in its own cache for the next. Done with its own share it helps with
// those of the others, so that one that is held up does not hold up the rest.

enum { MAX_THREADS = 64, PARTS_PER_THREAD = 4 };

// How long a thread without work looks for more before it sleeps: waking one takes longer than most
// jobs.
static const long PATIENCE_NS = 50000;

struct share {
  _Alignas(64) _Atomic size_t next;
  size_t end;
};

static struct {
  pthread_mutex_t lock;
  pthread_cond_t start, end;
  _Atomic unsigned long generation;
  _Atomic int running;
  void *context;
  void (*body)(void *, size_t, size_t);
  size_t count, part;
  struct share shares[MAX_THREADS];
} job = {.lock = PTHREAD_MUTEX_INITIALIZER, .start = PTHREAD_COND_INITIALIZER,
         .end = PTHREAD_COND_INITIALIZER};

static pthread_mutex_t owner = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int threads = 1;

static void rest(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

static long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000L + time.tv_nsec;
}

// Looks until the condition holds, for a while; it may not hold afterwards.
#define WAIT_A_WHILE(condition)                                                                   \
  for (long deadline = 0; !(condition);) {                                                        \
    for (int look = 0; look < 16 && !(condition); look++) rest();                                 \
    long time = now();                                                                            \
    if (deadline == 0) deadline = time + PATIENCE_NS;                                             \
    if (time > deadline) break;                                                                   \
  }

static void take_parts(int thread) {
  for (int other = 0; other < threads; other++) {
    struct share *share = &job.shares[(thread + other) % threads];
    for (;;) {
      size_t index = atomic_fetch_add(&share->next, 1);
      if (index >= share->end) break;
      size_t start = index * job.part, end = start + job.part;
      job.body(job.context, start, end < job.count ? end : job.count);
    }
  }
}

static void *work(void *argument) {
  int thread = (int)(long)argument;
  unsigned long seen = 0;
  for (;;) {
    WAIT_A_WHILE(atomic_load(&job.generation) != seen)
    if (atomic_load(&job.generation) == seen) {
      pthread_mutex_lock(&job.lock);
      while (atomic_load(&job.generation) == seen) pthread_cond_wait(&job.start, &job.lock);
      pthread_mutex_unlock(&job.lock);
    }
    seen = atomic_load(&job.generation);
    take_parts(thread);
    if (atomic_fetch_sub(&job.running, 1) == 1) {
      pthread_mutex_lock(&job.lock);
      pthread_cond_signal(&job.end);
      pthread_mutex_unlock(&job.lock);
    }
  }
  return NULL;
}

static void start_threads(void) {
  const char *asked = getenv("KINDLING_NUM_THREADS");
  long wanted = asked ? strtol(asked, NULL, 10) : sysconf(_SC_NPROCESSORS_ONLN);
  if (wanted > MAX_THREADS) wanted = MAX_THREADS;
  for (long started = 1; started < wanted; started++) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, work, (void *)started) != 0) break;
    pthread_detach(thread);
    threads++;
  }
}

int ck_thread_count(void) {
  pthread_once(&once, start_threads);
  return threads;
}

void ck_parallel(
    size_t count, size_t grain, void *context, void (*body)(void *, size_t, size_t)) {
  if (count <= grain || ck_thread_count() == 1 || pthread_mutex_trylock(&owner) != 0) {
    if (count > 0) body(context, 0, count);
    return;
  }
  size_t most = (size_t)threads * PARTS_PER_THREAD, part = (count + most - 1) / most;
  job.context = context;
  job.body = body;
  job.count = count;
  job.part = part < grain ? grain : part;
  size_t parts = (count + job.part - 1) / job.part;
  for (int thread = 0; thread < threads; thread++) {
    atomic_store(&job.shares[thread].next, parts * thread / threads);
    job.shares[thread].end = parts * (thread + 1) / threads;
  }
  atomic_store(&job.running, threads - 1);
  pthread_mutex_lock(&job.lock);
  atomic_fetch_add(&job.generation, 1);
  pthread_cond_broadcast(&job.start);
  pthread_mutex_unlock(&job.lock);
  take_parts(0);
  WAIT_A_WHILE(atomic_load(&job.running) == 0)
  pthread_mutex_lock(&job.lock);
  while (atomic_load(&job.running) > 0) pthread_cond_wait(&job.end, &job.lock);
  pthread_mutex_unlock(&job.lock);
  pthread_mutex_unlock(&owner);
}
