// Preloaded into a browser, it puts the wall clock of all its processes ahead by what a mapped file says, also while
// they run. The monotonic clocks stay as they are. Declares what it needs itself: a compiler alone can build it.

struct timespec { long seconds; long nanoseconds; };
struct timeval { long seconds; long microseconds; };

extern void *dlsym(void *handle, const char *name);
extern char *getenv(const char *name);
extern int open(const char *path, int flags, ...);
extern int close(int file);
extern void *mmap(void *address, unsigned long length, int protection, int flags, int file, long offset);

#define NEXT_LIBRARY ((void *)-1L)
enum { READ_ONLY = 0, SHARED = 1, PROTECTION_READ = 1 };
enum { REALTIME = 0, REALTIME_COARSE = 5 };

static const volatile long *ahead_seconds;
static int (*real_clock_gettime)(int, struct timespec *);

// At load time: once its sandbox is closed, a process may open nothing any more.
__attribute__((constructor)) static void prepare(void) {
  real_clock_gettime = (int (*)(int, struct timespec *))dlsym(NEXT_LIBRARY, "clock_gettime");
  const char *path = getenv("SAMEFRAME_WALL_CLOCK");
  int file = path ? open(path, READ_ONLY) : -1;
  if (file < 0) return;
  void *mapped = mmap(0, sizeof(long), PROTECTION_READ, SHARED, file, 0);
  close(file);
  if (mapped != (void *)-1L) ahead_seconds = (const volatile long *)mapped;
}

int clock_gettime(int clock, struct timespec *time) {
  if (!real_clock_gettime) prepare();
  int outcome = real_clock_gettime(clock, time);
  if (outcome == 0 && ahead_seconds && (clock == REALTIME || clock == REALTIME_COARSE))
    time->seconds += *ahead_seconds;
  return outcome;
}

int gettimeofday(struct timeval *time, void *zone) {
  (void)zone;
  struct timespec now;
  if (clock_gettime(REALTIME, &now) != 0) return -1;
  time->seconds = now.seconds;
  time->microseconds = now.nanoseconds / 1000;
  return 0;
}

long time(long *seconds) {
  struct timespec now;
  if (clock_gettime(REALTIME, &now) != 0) return -1;
  if (seconds) *seconds = now.seconds;
  return now.seconds;
}
