/*
 * Preloaded: reads and writes on files below $FAULTS_BELOW do only a part of what was asked, and
 * every third one is interrupted by a signal first. POSIX allows both at any time.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int calls;

static int concerned(int fd) {
  const char *below = getenv("FAULTS_BELOW");
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (!below || length < 0) return 0;
  path[length] = 0;
  return strncmp(path, below, strlen(below)) == 0;
}

static int interrupted(void) {
  if (__sync_add_and_fetch(&calls, 1) % 3) return 0;
  errno = EINTR;
  return 1;
}

static size_t part(size_t count) { return count > 1 ? (count + 1) / 2 : count; }

ssize_t write(int fd, const void *buffer, size_t count) {
  static ssize_t (*real)(int, const void *, size_t);
  if (!real) real = dlsym(RTLD_NEXT, "write");
  if (!concerned(fd)) return real(fd, buffer, count);
  return interrupted() ? -1 : real(fd, buffer, part(count));
}

ssize_t read(int fd, void *buffer, size_t count) {
  static ssize_t (*real)(int, void *, size_t);
  if (!real) real = dlsym(RTLD_NEXT, "read");
  if (!concerned(fd)) return real(fd, buffer, count);
  return interrupted() ? -1 : real(fd, buffer, part(count));
}

ssize_t pread64(int fd, void *buffer, size_t count, off64_t offset) {
  static ssize_t (*real)(int, void *, size_t, off64_t);
  if (!real) real = dlsym(RTLD_NEXT, "pread64");
  if (!concerned(fd)) return real(fd, buffer, count, offset);
  return interrupted() ? -1 : real(fd, buffer, part(count), offset);
}

int fsync(int fd) {
  static int (*real)(int);
  if (!real) real = dlsym(RTLD_NEXT, "fsync");
  return concerned(fd) && interrupted() ? -1 : real(fd);
}
