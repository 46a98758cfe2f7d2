/*
 * Preloaded into a browser, it shifts the wall clock that the browser sees, and nothing else: the monotonic clock goes
 * on as it is. (libfaketime shifts that too, and Chromium then hangs.) WALL_CLOCK_SHIFT_MS says by how much.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long shift_ms(void) {
  static long shift;
  static int is_read;
  if (!is_read) {
    const char *text = getenv("WALL_CLOCK_SHIFT_MS");
    shift = text ? atol(text) : 0;
    is_read = 1;
  }
  return shift;
}

static void shift_time(struct timespec *at) {
  long nanoseconds = at->tv_nsec + (shift_ms() % 1000) * 1000000L;
  at->tv_sec += shift_ms() / 1000 + nanoseconds / 1000000000L;
  at->tv_nsec = nanoseconds % 1000000000L;
  if (at->tv_nsec < 0) {
    at->tv_nsec += 1000000000L;
    at->tv_sec -= 1;
  }
}

typedef int (*clock_gettime_type)(clockid_t, struct timespec *);

int clock_gettime(clockid_t id, struct timespec *at) {
  static clock_gettime_type real;
  if (!real) real = (clock_gettime_type)dlsym(RTLD_NEXT, "clock_gettime");
  /* Too early for dlsym: the kernel itself. */
  int failed = real ? real(id, at) : (int)syscall(SYS_clock_gettime, id, at);
  if (!failed && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) shift_time(at);
  return failed;
}

int gettimeofday(struct timeval *at, void *zone) {
  (void)zone;
  struct timespec now;
  if (clock_gettime(CLOCK_REALTIME, &now)) return -1;
  at->tv_sec = now.tv_sec;
  at->tv_usec = now.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *at) {
  struct timespec now;
  if (clock_gettime(CLOCK_REALTIME, &now)) return (time_t)-1;
  if (at) *at = now.tv_sec;
  return now.tv_sec;
}
